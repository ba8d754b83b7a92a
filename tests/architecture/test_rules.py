"""Every dated rule says since when, on what ground, and whether the text was read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from services.complaints.adapters.rule_text import SUFFIXES, parse_rules
from tests.architecture.source import ROOT

FILES = sorted(path for path in (ROOT / "services").glob("*/rules/**/*") if path.suffix in SUFFIXES)
KINDS = {"law", "promise", "design"}


def dated(value: Any, where: str, above: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each rule with a validity, completed by what its file or list says for all."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from dated(each, f"{where}[{index}]", above)
    elif isinstance(value, dict):
        here = {**above, **{k: v for k, v in value.items() if not isinstance(v, list | dict)}}
        if "effective_from" in value:
            yield where, {**here, **{k: v for k, v in value.items() if k == "basis"}}
        for key, each in value.items():
            yield from dated(each, f"{where}.{key}", here)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(Path(path).relative_to(ROOT)))
def test_a_dated_rule_has_its_ground(path):
    rules = list(dated(parse_rules(path), path.name, {}))
    for where, rule in rules:
        assert rule.get("basis_kind") in KINDS, where
        assert rule.get("basis"), where
        assert isinstance(rule.get("verified"), bool), where


def test_there_are_rules_to_check():
    assert FILES
