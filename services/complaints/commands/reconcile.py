"""The command that holds the ledger against the cases: `reconcile FILE`, `-` for standard input."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from services.complaints.container import Container, build_container
from services.complaints.domain.cases.ledger_line import LedgerLine
from services.complaints.settings import settings_from_environment
from services.complaints.usecases.cases.reconcile_ledger import reconcile_ledger
from shared.codec import from_json

USAGE = (
    "python -m services.credit entries | python -m services.complaints reconcile -\n"
    "python -m services.complaints reconcile FILE\n"
)


def run(arguments: Sequence[str]) -> int:
    """List each entry without its decision and each decision without its entry; 1 if any."""
    if len(arguments) != 1:
        sys.stderr.write(USAGE)
        return 2
    c = build_container(settings_from_environment())
    if arguments[0] == "-":
        return compare(sys.stdin, c)
    with Path(arguments[0]).open(encoding="utf-8") as file:
        return compare(file, c)


def compare(lines: Iterable[str], c: Container) -> int:
    """Print what does not agree, then how many there are."""
    count = 0
    for each in reconcile_ledger(_read(lines), source=c.source, now=c.now()):
        count += 1
        entry = "-" if each.entry is None else each.entry
        print(f"{each.case_id} {each.document_no} entry {entry}: {each.what}")
    print(f"do not agree: {count}")
    return 1 if count else 0


def _read(lines: Iterable[str]) -> Iterator[LedgerLine]:
    for line in lines:
        if line.strip():
            yield from_json(LedgerLine, json.loads(line))
