"""Hold the credit ledger against the cases it rests on; changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.ledger_line import (
    ANNULMENT,
    PENALTY,
    REFUND_ORDER,
    LedgerLine,
    contradictions,
    everything_in_the_record,
)
from services.complaints.ports.search import CaseSource
from services.complaints.usecases.search.reindex_all import BATCH, all_windows

_Entered = tuple[str, str, str]
_WHAT = {
    PENALTY: "entry of this decision",
    ANNULMENT: "annulment by this document",
    REFUND_ORDER: "entry of this refusal",
}


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
    entered: set[_Entered] = set()
    for portion in _portions(lines):
        cases = {case.id: case for case in source.cases([line.case_id for line in portion])}
        for line in portion:
            entered.add((line.case_id, line.document_no, line.kind))
            for what in contradictions(line, cases.get(line.case_id)):
                yield Contradiction(
                    case_id=line.case_id, document_no=line.document_no, entry=line.seq, what=what
                )
    yield from _not_entered(entered, source=source, now=now)


def _not_entered(
    entered: set[_Entered], *, source: CaseSource, now: datetime
) -> Iterator[Contradiction]:
    for window in all_windows(now):
        ids = list(source.versions_filed(window))
        for start in range(0, len(ids), BATCH):
            for case in source.cases(ids[start : start + BATCH]):
                yield from _missing(case, entered)


def _missing(case: Case, entered: set[_Entered]) -> Iterator[Contradiction]:
    for line in everything_in_the_record(case):
        if (case.id, line.document_no, line.kind) not in entered:
            what = (
                "entry of this decision" if line.kind == PENALTY else "annulment by this document"
            )
            yield Contradiction(
                case_id=case.id,
                document_no=line.document_no,
                entry=None,
                what=f"the ledger has no {what}",
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
