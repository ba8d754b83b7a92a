"""Import a file of hotline tickets: good rows become cases, bad ones are named; twice is once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.command import Command, command_of
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.domain.cases.reporter import Registrar
from services.complaints.domain.cases.ticket import KEPT, REDACTED, TicketRules
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.file_complaint import (
    HandedIn,
    check_filing,
    file_under,
)
from services.complaints.usecases.cases.read_ticket import CHANNEL, read_ticket
from shared.errors import FieldError, Invalid
from shared.words import N_

MOST_ROWS = 2000
OTHER_CONTENT = N_("这个工单已经登记过，内容与这一行不同；没有改动原来的案件")
Row = tuple[int, Mapping[str, str]]


class Outcome(StrEnum):
    """What became of a row."""

    GOOD = "good"
    NEW = "new"
    SAME = "same"
    CLOSED = "closed"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class TicketRow:
    """A row by its number in the sheet; `case_id` of the leading case, empty without one."""

    line: int
    order_no: str
    outcome: Outcome
    case_id: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of a file, row by row."""

    rows: tuple[TicketRow, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """Return how many rows came to that."""
        return sum(row.outcome is outcome for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who imports, for which city where a row names none, under which rules.

    Args:
        ports: the stores; None only looks.
    """

    registrar: Registrar
    city: str | None
    now: datetime
    rules: CaseRules
    tickets: TicketRules
    ports: CasePorts | None = None
    seen: dict[str, Mapping[str, str]] = field(default_factory=dict)


def import_tickets(rows: Iterable[Row], desk: Desk) -> Imported:
    """Return what became of each row of a file.

    Raises:
        Invalid: a needed column is missing, there is no row, or there are too many; nothing is
            imported then.
        Unavailable: a store is away; importing the file again goes on where it stopped.
    """
    every = list(_no_more_than(MOST_ROWS, rows))
    if not every:
        raise Invalid(N_("文件里没有数据行。"))
    if missing := desk.tickets.missing(every[0][1]):
        raise Invalid(N_("缺少这些列：%(columns)s"), params={"columns": "、".join(missing)})
    return Imported(rows=tuple(_imported(line, row, desk) for line, row in every))


def _no_more_than(most: int, rows: Iterable[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows):
        if count >= most:
            raise Invalid(N_("一个文件最多 %(most)s 行，请分成几个文件导入"), params={"most": most})
        yield row


def _imported(line: int, row: Mapping[str, str], desk: Desk) -> TicketRow:
    cells = desk.tickets.read(row)
    told = TicketRow(line=line, order_no=cells.get("order_no", ""), outcome=Outcome.REFUSED)
    if cells.get("state", "") in desk.tickets.closed_states:
        return replace(told, outcome=Outcome.CLOSED)
    complaint, errors = read_ticket(
        cells, registrar=desk.registrar, city=desk.city, parties=desk.rules.parties
    )
    if complaint is None:
        return replace(told, errors=tuple(errors))
    complaint = replace(complaint, ticket=_kept(cells))
    try:
        return _looked_at(told, complaint, cells, desk) or _filed(told, complaint, cells, desk)
    except Invalid as problem:
        return replace(told, errors=problem.errors or (FieldError("", problem.detail),))


def _looked_at(
    told: TicketRow, complaint: FileComplaint, cells: Mapping[str, str], desk: Desk
) -> TicketRow | None:
    """Return what is seen without the stores where only a look is asked for; else None."""
    if desk.ports is not None:
        return None
    check_filing(complaint, desk.now, desk.rules)
    before = desk.seen.setdefault(_key(complaint, told), cells)
    if before != cells:
        return replace(told, errors=(FieldError("order_no", OTHER_CONTENT),))
    return replace(told, outcome=Outcome.GOOD)


def _filed(
    told: TicketRow, complaint: FileComplaint, cells: Mapping[str, str], desk: Desk
) -> TicketRow:
    ports = desk.ports
    if ports is None:
        return told
    asked = command_of(CHANNEL, _key(complaint, told), dict(cells), hashed=ports.blind.exactly)
    try:
        earlier = ports.cases.filed_by(asked)
    except Invalid:
        return replace(told, errors=(FieldError("order_no", OTHER_CONTENT),))
    case = _case(complaint, asked, desk, ports)
    outcome = Outcome.NEW if earlier is None else Outcome.SAME
    return replace(told, outcome=outcome, case_id=case)


def _key(complaint: FileComplaint, told: TicketRow) -> str:
    """Return what tells a ticket from all others: each city's hotline counts for itself."""
    return f"{complaint.city}|{told.order_no}"


def _case(complaint: FileComplaint, asked: Command, desk: Desk, ports: CasePorts) -> str:
    handed = HandedIn(asked=asked, key=asked.key)
    return file_under(handed, complaint, now=desk.now, ports=ports, rules=desk.rules).id


def _kept(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: cells[name] for name in (*KEPT, *REDACTED) if cells.get(name)}
