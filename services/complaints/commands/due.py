"""`due DATE LIMIT` and `due --rule CODE --received WHEN`: when a limit ends, with the arithmetic.

Needs no engine and no setting; where `MONGO_URL` is set, calendars that were loaded count. A
received date whose count would begin before the first calendar is refused: a wrong date with an
excuse is worse than none.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from services.complaints.commands.due_by_rule import due_by_rule
from services.complaints.commands.json_input import problem_object
from services.complaints.commands.stored_rules import calendar_in_use
from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.span_text import read_receipt, read_span
from services.complaints.usecases.clocks.answers import span_answer
from shared.errors import Invalid
from shared.web.formats import days_written, told

_WRONG_USE = 2
_USAGE = """用法 usage: python -m services.complaints due DATE LIMIT [--json]
       python -m services.complaints due --rule CODE --received WHEN [--from WHEN] [--city CITY]
           [--pause FROM..TO:REASON]… [--extend N:APPROVER]… [--json]
  DATE   收到日 day of receipt, e.g. 2026-04-30
  LIMIT  5wd = 5 个工作日 working days; 60d = 60 日 days; 3m = 3 个月 months; 2y = 2 年 years;
         4h, 0.5h = 小时 hours (DATE 写时刻 with a time, 2026-04-30T16:30+08:00)
  WHEN   收到的日子或者时刻 day or moment of receipt; --from 起算 what starts the limit, if later"""


def run(argv: Sequence[str]) -> int:
    """Print the last day in time; 2 when what was asked cannot be used."""
    words = [word for word in argv if word != "--json"]
    if words in (["-h"], ["--help"]):
        print(_USAGE)
        return 0
    try:
        calendar, stored = calendar_in_use()
        answer = due_by_rule(words, calendar) if _names_a_rule(words) else _due(words, calendar)
    except Invalid as problem:
        print(told(problem.detail, problem.params), file=sys.stderr)
        print(_USAGE, file=sys.stderr)
        if "--json" in argv:
            print(json.dumps(problem_object(problem), ensure_ascii=False))
        return _WRONG_USE
    if stored.remark:
        print(stored.remark, file=sys.stderr)
    print(json.dumps(answer, ensure_ascii=False) if "--json" in argv else _as_text(answer))
    return 0


def _names_a_rule(words: Sequence[str]) -> bool:
    return any(word.partition("=")[0].startswith("--") for word in words)


def _due(words: Sequence[str], calendar: Calendar) -> dict[str, Any]:
    if len(words) != 2:
        raise Invalid("要给一个日期和一个时限，您给了 %(count)s 个词", params={"count": len(words)})
    received, limit = words
    return span_answer(read_receipt(received), read_span(limit), calendar)


def _as_text(answer: dict[str, Any]) -> str:
    mark = "（暂定 provisional）" if answer["provisional"] else ""
    first = f"{answer.get('due_at') or answer['due_on']}{mark}"
    return "\n".join([first, *(f"  {days_written(step)}" for step in answer["steps"])])
