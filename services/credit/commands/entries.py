"""The command that lists what the ledger holds of cases: `entries`, one JSON object a line."""

import json
import sys
from collections.abc import Iterator, Sequence

from services.credit.container import build_container
from services.credit.domain.ledger.entry import Entry
from services.credit.ports import Ledger
from services.credit.settings import settings_from_environment
from shared.codec import to_json

USAGE = "python -m services.credit entries\n"
_WINDOW = 500


def entries(arguments: Sequence[str]) -> int:
    """Print each entry that a case caused, for `services.complaints reconcile`."""
    if arguments:
        sys.stderr.write(USAGE)
        return 2
    for line in lines_of(build_container(settings_from_environment()).ledger):
        print(line)
    return 0


def lines_of(ledger: Ledger) -> Iterator[str]:
    """Yield each entry that a case caused, as a line of JSON."""
    after = 0
    while found := ledger.window(after, _WINDOW):
        for entry in found:
            if entry.event.source_case is not None:
                yield json.dumps(_line(entry), ensure_ascii=False)
        after = found[-1].seq


def _line(entry: Entry) -> dict[str, object]:
    told = to_json(entry.event)
    kept = {name: told[name] for name in ("subject", "kind", "fine", "refund", "effective_on")}
    return {
        "seq": entry.seq,
        "case_id": entry.event.source_case,
        "document_no": entry.event.document.no,
        **kept,
    }
