"""Reads the sample cases of all tracks that are written by hand, into the rows of `cases.json`.

Each names its reporter by `sub` and its respondent by code, as the other sample cases tell them,
so that no firm is told twice. Times are `2026-11-02 09:30` in Shanghai.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from services.complaints.adapters.rule_text import parse_rules

Row = dict[str, Any]
FILE = "tracks.yaml"


def written_rows(folder: Path, known: Iterable[Mapping[str, Any]]) -> tuple[list[Row], list[Row]]:
    """Return officers and cases of the file `tracks.yaml`; none where the folder has no such file.

    Raises:
        KeyError: one names a reporter or a respondent that no sample case knows.
    """
    path = folder / FILE
    if not path.exists():
        return [], []
    rows = list(known)
    reporters = {row["reporter"]["sub"]: row["reporter"] for row in rows}
    respondents = {row["respondent"]["uscc"]: row["respondent"] for row in rows}
    told = parse_rules(path)
    cases = [_case(row, reporters, respondents) for row in told["cases"]]
    return told["officers"], cases


def _case(row: Row, reporters: Mapping[str, Row], respondents: Mapping[str, Row]) -> Row:
    respondent = respondents[row["respondent"]]
    return {
        "bill_no": "",
        "language": "zh",
        **row,
        "filed_at": _instant(row["filed_at"]),
        "reporter": reporters[row["reporter"]],
        "respondent": respondent,
        "lines": [{"body": respondent["name"], **line} for line in row.get("lines", [])],
        "steps": [
            {"form": {}, **step, "at": _instant(step["at"])} for step in row.get("steps", [])
        ],
    }


def _instant(told: str) -> str:
    return f"{told.replace(' ', 'T')}:00+08:00"
