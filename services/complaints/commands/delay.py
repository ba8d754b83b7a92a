"""`delay --json`: check whether a promise of the notices was kept; `delay --list` shows them.

Reads `{"measure", "events", "conditions", "values"}` from standard input and prints the answer, as
`POST /api/commitments/check` does. Needs no engine and no setting; where `MONGO_URL` is set, loaded
calendars count. What cannot be read is answered with a problem object and exit code 2.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from services.complaints.adapters.rule_folders import load_promises
from services.complaints.commands.json_input import MOST_BYTES, parsed, problem_object
from services.complaints.commands.stored_rules import calendar_in_use
from services.complaints.routes.english import english
from services.complaints.usecases.commitments.check_commitment import check
from services.complaints.usecases.commitments.list_commitments import list_commitments
from shared.clock import utc_now
from shared.errors import AppError

_WRONG_USE = 2
_USAGE = """用法 usage: python -m services.complaints delay --json < check.json
  {"measure": "jiaxing/2-7", "conditions": {"releasable": true}, "events": [
    {"event": "declared", "at": "2026-08-03T10:20"},
    {"event": "processed", "at": "2026-08-04T15:05"}]}
或 or: python -m services.complaints delay --list"""


def run(argv: Sequence[str]) -> int:
    """Print the answer; 2 when the input cannot be used."""
    if list(argv) == ["--list"]:
        _print(list_commitments(load_promises()))
        return 0
    if list(argv) != ["--json"]:
        print(_USAGE, file=sys.stderr)
        return _WRONG_USE
    code, answer = answer_to(sys.stdin.buffer.read(MOST_BYTES + 1))
    if code:
        print(answer["detail"], file=sys.stderr)
    _print(answer)
    return code


def answer_to(text: bytes) -> tuple[int, dict[str, Any]]:
    """Return the exit code and what is printed for an input."""
    try:
        rules, (calendar, stored) = load_promises(), calendar_in_use()
        if stored.remark:
            print(stored.remark, file=sys.stderr)
        body = parsed(text)
        return 0, check(body, rules=rules, calendar=calendar, now=utc_now(), english=english)
    except AppError as problem:
        return _WRONG_USE, problem_object(problem)


def _print(answer: dict[str, Any]) -> None:
    text = json.dumps(answer, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
