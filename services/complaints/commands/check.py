"""`check --json`: check charge lines from standard input against official and published lists.

Reads `{"lines": [...]}` and prints `{"lines": [...]}` in the same order, with `bill` where the
lines show something together or the body asks for it (`"bill": true`, `"total"`). Needs no engine
and no setting; the 示例 catalogues are never used. Where `MONGO_URL` is set, the lists that bodies
have published are used as well and named in `published_lists` (null: the store did not answer).
What cannot be read is answered with a problem object and exit code 2.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from services.complaints.adapters.rule_files_cases import load_track
from services.complaints.adapters.rule_files_catalogue import load_catalogue
from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.commands.json_input import MOST_BYTES, parsed, problem_object
from services.complaints.commands.stored_rules import lists_told, published_lists
from services.complaints.domain.cases.case_rules import PRICE_REPORT
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.routes.english import english
from services.complaints.usecases.catalogue.bill_answers import Told
from services.complaints.usecases.catalogue.check_charges import check_charges
from shared.clock import local_date, utc_now
from shared.errors import AppError

_WRONG_USE = 2
_USAGE = "python -m services.complaints check --json < lines.json"


def run(argv: Sequence[str]) -> int:
    """Print the findings; 2 when the input cannot be used."""
    if list(argv) != ["--json"]:
        print(f"用法 usage: {_USAGE}", file=sys.stderr)
        return _WRONG_USE
    code, answer = answer_to(sys.stdin.buffer.read(MOST_BYTES + 1))
    if code:
        print(answer["detail"], file=sys.stderr)
    text = json.dumps(answer, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
    return code


def answer_to(text: bytes) -> tuple[int, dict[str, Any]]:
    """Return the exit code and what is printed for an input."""
    try:
        stored = published_lists()
        told = replace(_told(), catalogue=_told().catalogue.with_lists(stored.lists))
        answer = check_charges(parsed(text), told=told, today=local_date(utc_now()))
    except AppError as problem:
        return _WRONG_USE, problem_object(problem)
    if stored.remark:
        print(stored.remark, file=sys.stderr)
    return 0, {**answer, "published_lists": lists_told(stored)} if stored.configured else answer


@cache
def _told() -> Told:
    return Told(
        catalogue=load_catalogue(),
        violations=load_track(PRICE_REPORT).violations,
        english=english,
        fees=FeeMatcher(names=load_fee_names()),
    )
