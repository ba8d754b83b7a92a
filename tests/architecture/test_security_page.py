"""The checklist of `docs/security.md`: whole, one verdict a line, pointing to what there is."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
LINE = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
# What looks like a path: below one of the folders of the repository, or a file at its root.
PATH = re.compile(
    r"`((?:tests|shared|services|docs|k8s)/[\w./-]+|pyproject\.toml|requirements-runtime\.lock)`"
)
LINES = LINE.findall(PAGE)
# Requirements of levels 1 and 2 by chapter, ASVS 5.0.
OF_CHAPTER = (27, 11, 19, 10, 9, 33, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16)
EXPECTED = dict(enumerate(OF_CHAPTER, start=1))


def test_every_line_of_every_chapter_is_there_once():
    numbers = [number for number, *_ in LINES]
    assert len(numbers) == len(set(numbers))
    found = [int(number.partition(".")[0]) for number in numbers]
    assert {chapter: found.count(chapter) for chapter in EXPECTED} == EXPECTED


@pytest.mark.parametrize("line", LINES, ids=[line[0] for line in LINES])
def test_a_line_has_a_verdict_and_says_what_shows_it_or_why(line):
    _, _, verdict, shown = line
    assert verdict in {"yes", "no", "—"}
    assert len(shown) >= 6


def test_what_is_named_exists():
    named = {*PATH.findall(PAGE), *re.findall(r"\]\(\.\./([\w./-]+)\)", PAGE)}
    assert len(named) > 60
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
