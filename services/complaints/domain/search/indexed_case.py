"""What of a case can be found: redacted texts, codes, amounts and days; never an identity."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.inner_notes import NOTE
from services.complaints.domain.search.filters import Facts
from services.complaints.domain.search.visibility import facts_of

NEVER_DUE = datetime(9000, 1, 1, tzinfo=UTC)
NOT_FOUND_YET = "none"
NOT_UPHELD = "rejected"


class Place(StrEnum):
    """Where in a case a text stands."""

    TITLE = "title"
    STATEMENT = "statement"
    REQUEST = "request"
    LINE = "line"
    RESPONDENT = "respondent"
    FINDING = "finding"
    FILING = "filing"
    NOTICE = "notice"
    DEFENCE = "defence"
    DECISION = "decision"
    HISTORY = "history"
    NUMBER = "number"


FIELD_OF = {
    Place.TITLE: "title",
    Place.STATEMENT: "text",
    Place.REQUEST: "text",
    Place.LINE: "item",
    Place.RESPONDENT: "respondent",
    Place.FINDING: "history",
    Place.FILING: "history",
    Place.NOTICE: "history",
    Place.DEFENCE: "history",
    Place.DECISION: "history",
    Place.HISTORY: "history",
    Place.NUMBER: "number",
}
TEXT_FIELDS = tuple(dict.fromkeys(FIELD_OF.values()))


@dataclass(frozen=True, kw_only=True)
class CaseText:
    """One searchable text of a case; `line` is the number of the charge line it belongs to."""

    place: Place
    text: str
    line: int | None = None

    @property
    def field(self) -> str:
        """The field of the search box that looks here."""
        return FIELD_OF[self.place]


@dataclass(frozen=True, kw_only=True)
class IndexedLine:
    """A charge line: what was charged, what the check said, what an officer found."""

    item: str
    finding: str
    verdict: str


@dataclass(frozen=True, kw_only=True)
class IndexedCase:
    """A case as it goes into the index.

    Args:
        facts: the fields that decide who sees it.
        texts: all searchable texts, title first.
        due_at: when it falls due; NEVER_DUE once nothing is open, so it sorts last.
    """

    case_id: str
    version: int
    facts: Facts
    track: str
    state: str
    channel: str
    department: str
    texts: tuple[CaseText, ...]
    lines: tuple[IndexedLine, ...]
    over: Decimal
    filed_at: datetime
    due_at: datetime

    @property
    def findings(self) -> tuple[str, ...]:
        """What the check said of any line, each once."""
        return tuple(dict.fromkeys(line.finding for line in self.lines))

    @property
    def verdicts(self) -> tuple[str, ...]:
        """What officers found of any line, each once; NOT_FOUND_YET where there is no line."""
        return tuple(dict.fromkeys(line.verdict for line in self.lines)) or (NOT_FOUND_YET,)


def indexed(case: Case) -> IndexedCase:
    """Return what of a case can be found."""
    return IndexedCase(
        case_id=case.id,
        version=case.version,
        facts=facts_of(case),
        track=case.track,
        state=case.state.value,
        channel=case.channel,
        department=case.department,
        texts=texts_of(case),
        lines=tuple(_line(line) for line in case.lines),
        over=case.over,
        filed_at=case.filed_at,
        due_at=case.open_due or NEVER_DUE,
    )


def texts_of(case: Case) -> tuple[CaseText, ...]:
    """Return the searchable texts of a case, title first; a text that stands twice comes once."""
    seen: set[str] = set()
    texts = []
    for each in _texts(case):
        if each.text.strip() and each.text not in seen:
            seen.add(each.text)
            texts.append(each)
    return tuple(texts)


def _texts(case: Case) -> Iterator[CaseText]:
    yield CaseText(place=Place.TITLE, text=case.title)
    yield CaseText(place=Place.STATEMENT, text=case.statement)
    yield CaseText(place=Place.REQUEST, text=case.request)
    for line in case.lines:
        yield CaseText(place=Place.LINE, text=line.item, line=line.no)
        if line.finding:
            yield CaseText(place=Place.FINDING, text=line.finding.note, line=line.no)
    for name in case.respondent.names:
        yield CaseText(place=Place.RESPONDENT, text=name)
    yield from _acts(case)
    for step in case.timeline:
        if step.action != NOTE:
            yield CaseText(place=Place.HISTORY, text=step.text)
    for number in (case.id, case.respondent.uscc, case.bill_no):
        yield CaseText(place=Place.NUMBER, text=number or "")


def _acts(case: Case) -> Iterator[CaseText]:
    if case.filing:
        yield CaseText(place=Place.FILING, text=case.filing.text)
    for notice in case.notices:
        yield CaseText(place=Place.NOTICE, text=notice.text)
        for defence in notice.defences:
            yield CaseText(place=Place.DEFENCE, text=defence.text)
        if notice.hearing:
            yield CaseText(place=Place.DEFENCE, text=notice.hearing.text)
    if case.decision:
        yield CaseText(place=Place.DECISION, text=case.decision.facts)
        yield CaseText(place=Place.NUMBER, text=case.decision.document_no or "")


def _line(line: ChargeLine) -> IndexedLine:
    return IndexedLine(item=line.item, finding=str(line.check.finding), verdict=_verdict(line))


def _verdict(line: ChargeLine) -> str:
    if line.finding is None:
        return NOT_FOUND_YET
    return line.finding.violation or NOT_UPHELD
