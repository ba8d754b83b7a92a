"""What a service says that is started without its settings."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

NEEDED = {
    "complaints": {"SECRET_KEY", "MONGO_URL", "KAFKA_BOOTSTRAP", "ELASTICSEARCH_URL", "MASTER_KEY"}
    | {"BLIND_INDEX_KEY", "RECEIPT_SALT"},
    "credit": {"SECRET_KEY", "MONGO_URL", "KAFKA_BOOTSTRAP"},
    "notify": {"SECRET_KEY", "MONGO_URL", "KAFKA_BOOTSTRAP", "BLIND_INDEX_KEY", "SMTP_URL"}
    | {"MAIL_FROM", "COMPLAINTS_URL", "SERVICE_CLIENT_SECRET"},
}


def started(service: str, word: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"services.{service}", word],
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
    assert {line.split()[0] for line in lines} == NEEDED[service]
    assert all(line.endswith("is not set (see .env.example)") for line in lines)


def test_a_setting_of_the_server_that_is_no_number_is_named():
    given = dict.fromkeys(NEEDED["credit"], "x")
    ended = started("credit", "serve", **given, WEB_WORKERS="many")
    assert (ended.returncode, ended.stderr) == (
        2,
        "WEB_WORKERS must be a whole number, not 'many'\n",
    )
