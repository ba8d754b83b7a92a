"""compose.yaml fits the services' settings, waits for what it needs, and leaves nothing open."""

import re
import subprocess
from base64 import b64decode

import pytest

from shared.local.gateway import CREDIT, NOTIFY
from tests.architecture.compose import (
    KINDS,
    composition,
    ours,
    secrets,
    server_settings,
    service_of,
    settings,
)
from tests.architecture.source import ROOT

ENGINES = ("mongo", "kafka", "elasticsearch")
CADDYFILE = (ROOT / "compose" / "Caddyfile").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(ours()))
def test_a_container_has_the_settings_its_service_reads_and_no_others(name):
    container = ours()[name]
    given, kind = set(container["environment"]), KINDS[service_of(container)]
    assert given <= settings(kind, required=False) | server_settings()
    assert given >= settings(kind, required=True)


def test_each_service_serves_works_and_is_set_up_first():
    for service in KINDS:
        containers = {n: c for n, c in ours().items() if service_of(c) == service}
        words = {c["command"][0]: n for n, c in containers.items()}
        assert set(words) == {"setup", "serve", "work", "sample"}
        for word in ("serve", "work", "sample"):
            before = containers[words[word]]["depends_on"]
            assert before[words["setup"]] == {"condition": "service_completed_successfully"}


@pytest.mark.parametrize("name", sorted(ours()))
def test_a_container_of_ours_may_do_nothing_but_its_work(name):
    container = ours()[name]
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert container["mem_limit"]
    assert container["pids_limit"]
    assert not {"ports", "privileged", "cap_add", "user", "network_mode"} & set(container)


def test_whatever_is_waited_for_can_become_healthy():
    services = composition()["services"]
    for name, container in services.items():
        for other, how in container.get("depends_on", {}).items():
            assert other in services, name
            if how["condition"] == "service_healthy":
                check = services[other].get("healthcheck", {})
                from_image = other in KINDS and not check
                assert from_image or check["test"], f"{name} waits for {other}"
            else:
                assert how == {"condition": "service_completed_successfully"}
                assert services[other]["restart"].startswith("on-failure")


def test_engines_are_reached_by_the_services_alone():
    file = composition()
    assert file["networks"]["stores"] == {"internal": True}
    for name in ENGINES:
        assert file["services"][name]["networks"] == ["stores"]
    assert [name for name, each in file["services"].items() if "ports" in each] == ["ingress"]
    assert file["services"]["ingress"]["ports"] == ["127.0.0.1:8080:8080"]


def test_what_must_not_be_lost_is_in_named_volumes():
    file = composition()
    mounted = {v for s in file["services"].values() for v in s.get("volumes", []) if ":" in v}
    named = {str(each).partition(":")[0] for each in mounted if not str(each).startswith(".")}
    assert named == set(file["volumes"])


def test_every_secret_is_made_and_none_has_a_default():
    made = subprocess.run(
        ["bash", str(ROOT / "compose" / "new-secrets")], capture_output=True, text=True, check=True
    ).stdout
    values = dict(re.findall(r"^([A-Z_]+)=(.+)$", made, re.MULTILINE))
    assert set(values) == secrets()
    assert len(set(values.values())) == len(values)
    assert len(b64decode(values["MASTER_KEY"])) == 96
    assert len(b64decode(values["NOTIFY_BLIND_INDEX_KEY"])) == 32
    for container in ours().values():
        shown = {n for n in container["environment"] if n.endswith(("_KEY", "_SECRET"))}
        assert all(container["environment"][name].startswith("secret-") for name in shown)


def test_the_ingress_splits_paths_like_the_gateway():
    def paths(name: str) -> list[str]:
        (line,) = re.findall(rf"@{name} path (.+)", CADDYFILE)
        return str(line).split()

    assert set(paths("credit")) == {p for each in CREDIT for p in (each, f"{each}/*")}
    assert set(paths("notify")) == {p for each in NOTIFY for p in (each, f"{each}/*")}
    assert {"/internal", "/internal/*", "/metrics"} <= set(paths("internal"))
    assert CADDYFILE.index("@internal path") < CADDYFILE.index("reverse_proxy")


def test_services_and_browsers_reach_the_issuer_by_one_name():
    services = composition()["services"]
    address = services["complaints"]["environment"]["OIDC_ISSUER"]
    public = services["ingress"]["environment"]["PUBLIC_URL"]
    aliases = services["ingress"]["networks"]["front"]["aliases"]
    assert address == f"{public}/idp/realms/fairport"
    assert aliases == [public.removeprefix("http://").partition(":")[0]]
    assert services["keycloak"]["environment"]["KC_HOSTNAME"] == f"{public}/idp"
