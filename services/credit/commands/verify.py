"""The command that walks the ledger: `verify [--json]`."""

import json
import sys
from collections.abc import Sequence

from services.credit.container import build_container
from services.credit.domain.ledger.chain import Verdict
from services.credit.settings import settings_from_environment
from services.credit.usecases.verify_ledger import verify_ledger

USAGE = "python -m services.credit verify [--json]\n"


def verify(arguments: Sequence[str]) -> int:
    """Print how many entries the chain holds and its head; exit code 1 where it breaks."""
    if list(arguments) not in ([], ["--json"]):
        sys.stderr.write(USAGE)
        return 2
    verdict = verify_ledger(ledger=build_container(settings_from_environment()).ledger)
    print(_as_json(verdict) if arguments else _in_words(verdict))
    return 0 if verdict.is_whole else 1


def _in_words(verdict: Verdict) -> str:
    result = "ok" if verdict.is_whole else f"broken at entry {verdict.first_bad}"
    return f"entries: {verdict.count}\nhead: {verdict.head.hash}\n{result}"


def _as_json(verdict: Verdict) -> str:
    return json.dumps(
        {"count": verdict.count, "head": verdict.head.hash, "first_bad": verdict.first_bad}
    )
