"""Hold the credit ledger against the cases it rests on; changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.cases.ledger_line import (
    LedgerLine,
    contradictions,
    is_in_the_record,
)
from services.complaints.ports.search import CaseSource
from services.complaints.usecases.search.reindex_all import BATCH, all_windows


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Where ledger and cases do not agree; `entry` is None for a decision the ledger lacks."""

    case_id: str
    document_no: str
    entry: int | None
    what: str


def reconcile_ledger(
    lines: Iterable[LedgerLine], *, source: CaseSource, now: datetime
) -> Iterator[Contradiction]:
    """Yield every entry without its decision, and every served penalty without its entry."""
    entered: set[tuple[str, str]] = set()
    for portion in _portions(lines):
        cases = {case.id: case for case in source.cases([line.case_id for line in portion])}
        for line in portion:
            entered.add((line.case_id, line.document_no))
            for what in contradictions(line, cases.get(line.case_id)):
                yield Contradiction(
                    case_id=line.case_id, document_no=line.document_no, entry=line.seq, what=what
                )
    yield from _not_entered(entered, source=source, now=now)


def _not_entered(
    entered: set[tuple[str, str]], *, source: CaseSource, now: datetime
) -> Iterator[Contradiction]:
    for window in all_windows(now):
        ids = list(source.versions_filed(window))
        for start in range(0, len(ids), BATCH):
            for case in source.cases(ids[start : start + BATCH]):
                document = (case.decision and case.decision.document_no) or ""
                if is_in_the_record(case) and (case.id, document) not in entered:
                    yield Contradiction(
                        case_id=case.id,
                        document_no=document,
                        entry=None,
                        what="the ledger has no entry of this decision",
                    )


def _portions(lines: Iterable[LedgerLine]) -> Iterator[list[LedgerLine]]:
    portion: list[LedgerLine] = []
    for line in lines:
        portion.append(line)
        if len(portion) == BATCH:
            yield portion
            portion = []
    if portion:
        yield portion
