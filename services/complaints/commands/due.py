"""`due DATE LIMIT [--json]`: when a time limit ends, with the arithmetic.

Needs no engine and no setting. A received date whose count would begin before the first loaded
calendar is refused: a wrong date with an excuse is worse than none.
"""

import json
import sys
from collections.abc import Sequence

from services.complaints.adapters.rule_files_clocks import load_calendar
from services.complaints.domain.clocks.due import Due, due
from services.complaints.domain.clocks.span_text import read_date, read_span
from shared.errors import Invalid

_WRONG_USE = 2
_USAGE = """用法 usage: python -m services.complaints due DATE LIMIT [--json]
  DATE   收到日 day of receipt, e.g. 2026-04-30
  LIMIT  5wd = 5 个工作日 working days; 60d = 60 日 calendar days"""


def run(argv: Sequence[str]) -> int:
    """Print the last day in time; 2 when the date or the limit cannot be used."""
    words = [word for word in argv if word != "--json"]
    if words in (["-h"], ["--help"]):
        print(_USAGE)
        return 0
    try:
        found = _due(words)
    except Invalid as problem:
        print(problem.detail % problem.params, file=sys.stderr)
        print(_USAGE, file=sys.stderr)
        return _WRONG_USE
    print(_as_json(found) if "--json" in argv else _as_text(found))
    return 0


def _due(words: Sequence[str]) -> Due:
    if len(words) != 2:
        raise Invalid("要给一个日期和一个时限，您给了 %(count)s 个词", params={"count": len(words)})
    received, limit = words
    return due(read_date(received), read_span(limit), load_calendar())


def _as_json(found: Due) -> str:
    answer = {
        "due_on": found.due_on.isoformat(),
        "provisional": found.provisional,
        "steps": list(found.steps),
    }
    return json.dumps(answer, ensure_ascii=False)


def _as_text(found: Due) -> str:
    mark = "（暂定 provisional）" if found.provisional else ""
    return "\n".join([f"{found.due_on.isoformat()}{mark}", *(f"  {s}" for s in found.steps)])
