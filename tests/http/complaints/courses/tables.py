"""Reads the courses that are written as tables: who does what on which day, and what must be then.

A course is a list of steps. Each names its day, who acts, what that person does, and what is
expected: `{day: 2026-09-21, lin: accept, state: accepted, due: {P-FEE-MED: 2026-11-20}}`.
`zhou: file` files a complaint and names its cases (`makes`); `case` says which case the steps from
here on are about; `refused` is the status of a step that must not be possible, `reads` a part of
what is answered then. With `each`, a course is run once for every value, which stands for `@each`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.complaints.adapters.rule_text import parse_rules

Row = Mapping[str, Any]
HERE = Path(__file__).parent


@dataclass(frozen=True)
class CourseTable:
    """One course as its file tells it."""

    name: str
    steps: tuple[Row, ...]


def course_tables() -> Iterator[CourseTable]:
    """Yield every course of every file, one for each value of `each`."""
    for path in sorted(HERE.glob("*.yaml")):
        for told in parse_rules(path)["courses"]:
            for value in told.get("each", [""]):
                name = f"{path.stem}: {told['name']} {value}".strip()
                yield CourseTable(name, tuple(_with(value, step) for step in told["steps"]))


def _with(value: str, told: Any) -> Any:
    """Return what is told with `@each` replaced."""
    if isinstance(told, dict):
        return {name: _with(value, each) for name, each in told.items()}
    if isinstance(told, list):
        return [_with(value, each) for each in told]
    return value if told == "@each" else told
