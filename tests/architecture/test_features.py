"""Every feature that docs/features.md names has the test that it names."""

import re

import pytest

from tests.architecture.source import ROOT

NAMED = re.findall(
    r"`((?:unit|http|contracts|fuzz|journeys|architecture|browser)/[\w/]+(?:\.py)?)(?:::(test_\w+))?`",
    (ROOT / "docs" / "features.md").read_text("utf-8"),
)


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)))
def test_a_named_test_is_there(path, name):
    found = ROOT / "tests" / path
    assert found.exists()
    if name:
        assert f"def {name}(" in found.read_text("utf-8")


def test_the_page_names_tests():
    assert len(NAMED) > 30
