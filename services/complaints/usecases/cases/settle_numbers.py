"""Find out what became of the numbers that were taken for decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.complaints.domain.cases.document_numbers import (
    VOID_REASON,
    Fate,
    case_of_owner,
    fate_of,
)
from services.complaints.ports.cases import CasePorts
from services.complaints.ports.numbers import Claimed

LOOK_AFTER = timedelta(minutes=15)
LOOK_AGAIN = timedelta(days=1)
AT_ONCE = 100


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One number of a book; `fate` is None where nobody was given it, which must never be."""

    n: int
    case_id: str = ""
    fate: Fate | None = None
    why: str = ""


def settle_numbers(*, now: datetime, ports: CasePorts) -> int:
    """Note of each number taken a while ago that it is used, or void and why; return how many.

    The number of a draft that still waits for its approval is looked at again the next day.
    """
    settled = 0
    while claimed := ports.numbers.unsettled(now, most=AT_ONCE):
        for each in claimed:
            fate = _fate(each, ports)
            if fate is Fate.OPEN:
                ports.numbers.put_off(each.book, each.n, until=now + LOOK_AGAIN)
                continue
            ports.numbers.settle(each.book, each.n, void=VOID_REASON if fate is Fate.VOID else "")
            settled += 1
    return settled


def book_of_numbers(book: str, *, ports: CasePorts) -> Iterator[Entry]:
    """Yield every number of a book with what became of it, from 1 without a hole."""
    expected = 1
    for each in ports.numbers.of_book(book):
        yield from (Entry(n=missing) for missing in range(expected, each.n))
        fate = Fate.VOID if each.void else _fate(each, ports)
        why = each.void or VOID_REASON if fate is Fate.VOID else ""
        yield Entry(n=each.n, case_id=case_of_owner(each.owner), fate=fate, why=why)
        expected = each.n + 1


def _fate(claimed: Claimed, ports: CasePorts) -> Fate:
    return fate_of(claimed.owner, ports.cases.get(case_of_owner(claimed.owner)))
