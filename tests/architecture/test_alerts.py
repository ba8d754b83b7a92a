"""Every alert is tested by `make test-alerts`: when it is told, and when it is not."""

from collections.abc import Iterator
from typing import Any

import yaml

from tests.architecture.source import ROOT

TESTS = ROOT / "tests/alerts"
RULES = ROOT / "k8s/components/monitoring/rules.yaml"
GROUP = "fairport-"


def groups() -> dict[str, set[str]]:
    """Return the names of the alerts of each group."""
    found = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return {each["name"]: {rule["alert"] for rule in each["rules"]} for each in found}


def looks(group: str) -> Iterator[dict[str, Any]]:
    """Yield each look at an alert in the tests of a group."""
    path = TESTS / f"{group.removeprefix(GROUP)}.yaml"
    for test in yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]:
        yield from test["alert_rule_test"]


def test_every_group_of_alerts_has_a_file_of_tests():
    assert {f"{GROUP}{path.stem}" for path in TESTS.iterdir()} == set(groups())


def test_every_alert_is_seen_told_and_seen_silent():
    for group, alerts in groups().items():
        told = {each["alertname"] for each in looks(group) if each.get("exp_alerts")}
        silent = {each["alertname"] for each in looks(group) if not each.get("exp_alerts")}
        assert alerts <= told, group
        assert alerts <= silent, group
