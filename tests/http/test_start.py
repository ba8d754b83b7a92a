"""What a service says that is started without its settings, or with wrong ones."""

import subprocess
import sys
from base64 import b64encode
from dataclasses import fields

import pytest

from services.complaints.settings import Settings as ComplaintsSettings
from services.credit.settings import Settings as CreditSettings
from services.notify.settings import Settings as NotifySettings
from shared.setting_kinds import EXAMPLE_SECRET
from shared.settings import SettingWrong, check_all, load
from shared.watching.watch_settings import WatchSettings
from shared.web.server_settings import ServerSettings
from tests.architecture.apps import ENVIRONMENT
from tests.architecture.source import ROOT

pytestmark = pytest.mark.slow

NEEDED = {
    "complaints": {"SECRET_KEY", "MONGO_URL", "KAFKA_BOOTSTRAP", "ELASTICSEARCH_URL", "MASTER_KEY"}
    | {"BLIND_INDEX_KEY", "RECEIPT_SALT"},
    "credit": {"SECRET_KEY", "MONGO_URL", "KAFKA_BOOTSTRAP"},
    "notify": {"SECRET_KEY", "MONGO_URL", "KAFKA_BOOTSTRAP", "BLIND_INDEX_KEY", "SMTP_URL"}
    | {"MAIL_FROM", "COMPLAINTS_URL", "SERVICE_CLIENT_SECRET"},
}


def started(service: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"services.{service}", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("word", ["serve", "setup"])
@pytest.mark.parametrize("service", NEEDED)
def test_each_missing_setting_is_named_on_a_line_and_nothing_starts(service, word):
    ended = started(service, word)
    assert ended.returncode == 2
    lines = ended.stderr.splitlines()
    assert {line.partition(":")[0] for line in lines} == NEEDED[service]
    assert all(line.endswith(": is not set (see .env.example)") for line in lines)


# Values that people have written, and nobody can start with.
WRONG = {
    "SECRET_KEY": ("short", "change-me-change-me-change-me-change-me", "s" * 40 + "\n", ""),
    "MONGO_URL": (
        "localhost:27017",
        "mongodb://",
        "mongodb://h:port/",
        "mongodb://u:p%@h/?w=x&journal=maybe",
        "mongodb://u:s3cr@t@h/",
    ),
    "MONGO_DATABASE": ("", "a b", "a/b", "x" * 64),
    "ELASTICSEARCH_URL": ("elasticsearch:9200", "tcp://h:9200", "http://", "http://h:99999"),
    "KAFKA_BOOTSTRAP": ("", "kafka", "kafka:", "kafka:0", "http://kafka:9092", "a:9092,,b:9092"),
    "REPLICATION_FACTOR": ("0", "-1", "two", ""),
    "BIND": ("", "8000", ":8000", "0.0.0.0:99999", "unix:/tmp/x"),
    "WEB_THREADS": ("0", "-2", "4.5", "many"),
    "WEB_WORKERS": ("0", "many"),
    "FORWARDED_ALLOW_IPS": ("proxy",),
    "OIDC_ISSUER": ("issuer.example/idp", "//issuer.example", ""),
    "OIDC_CLIENT_ID": ("",),
    "PUBLIC_URL": ("fairport.example", "ftp://fairport.example", "https://f.example/?a=b"),
    "COMPLAINTS_URL": ("complaints:8001", "http:///x"),
    "OTEL_EXPORTER_OTLP_ENDPOINT": ("collector:4318",),
    "METRICS_BIND": ("9100", "0.0.0.0:x"),
    "SAMPLE_DATA": ("maybe", "2"),
    "MASTER_KEY": ("", "no base64!", b64encode(b"m" * 95).decode()),
    "MASTER_KEY_BEFORE": ("x",),
    "BLIND_INDEX_KEY": ("", b64encode(b"b" * 31).decode()),
    "RECEIPT_SALT": ("salt",),
    "SMTP_URL": ("mail:25", "http://mail", "smtp://"),
    "MAIL_FROM": ("Fairport", "a@b@c"),
    "SERVICE_CLIENT_SECRET": ("", "change-me"),
    "OIDC_CLIENT_SECRET": ("change-me",),
}
RIGHT = {
    **ENVIRONMENT,
    "KAFKA_BOOTSTRAP": "kafka-1.example:9092,[::1]:9092",
    "BIND": "0.0.0.0:8000,[::]:9100",
    "FORWARDED_ALLOW_IPS": "10.0.0.0/8, 127.0.0.1",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318",
    "METRICS_BIND": "",
    "MASTER_KEY_BEFORE": "",
    "SAMPLE_DATA": "No",
}
COMMAND = {"complaints": ("reconcile", "-"), "credit": ("verify",)}
SETTINGS = {"complaints": ComplaintsSettings, "credit": CreditSettings}
KINDS = (ComplaintsSettings, NotifySettings, WatchSettings, ServerSettings)


@pytest.mark.parametrize(
    "url",
    [
        RIGHT["MONGO_URL"],
        "mongodb+srv://u:p@cluster.example/?w=majority",
        "mongodb://a:1,b:2/?replicaSet=r",
    ],
)
def test_what_is_right_is_taken(url):
    check_all(KINDS, RIGHT | {"MONGO_URL": url})
    assert load(ComplaintsSettings, RIGHT | {"MONGO_URL": url}).mongo_url == url
    assert load(ComplaintsSettings, RIGHT).sample_data is False


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, vs in WRONG.items() for v in vs])
def test_a_wrong_value_is_told_in_one_line_that_says_what_is_expected(name, value):
    with pytest.raises(SettingWrong) as refused:
        check_all(KINDS, RIGHT | {name: value})
    (line,) = str(refused.value).splitlines()
    assert line.startswith(f"{name}: ")
    assert "expected" in line


@pytest.mark.parametrize("name", ["SECRET_KEY", "MASTER_KEY", "MONGO_URL", "SMTP_URL"])
def test_what_may_hold_a_secret_is_not_repeated(name):
    with pytest.raises(SettingWrong) as refused:
        check_all(KINDS, RIGHT | {name: "x://u:s3cr3t@"})
    assert "s3cr3t" not in str(refused.value)


@pytest.mark.parametrize("word", ["serve", "work", "consume", "relay", "clock", "setup", "command"])
@pytest.mark.parametrize("service", ["complaints", "credit"])
def test_all_wrong_values_are_told_at_once_whatever_is_started(service, word):
    wrong = {name: values[0] for name, values in WRONG.items()}
    words = COMMAND[service] if word == "command" else (word,)
    ended = started(service, *words, **(RIGHT | wrong))
    assert ended.returncode == 2
    told = [line.partition(": ")[0] for line in ended.stderr.splitlines()]
    kinds: list[type] = [SETTINGS[service]]
    if word != "command":
        kinds += [WatchSettings, ServerSettings]
    read = {field.name.upper() for kind in kinds for field in fields(kind)}
    assert sorted(told) == sorted(read & set(wrong))


def test_the_secret_of_the_example_is_the_one_that_is_refused():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert f"\nSECRET_KEY={EXAMPLE_SECRET}\n" in example
