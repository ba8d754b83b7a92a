"""Events published by the complaints service. None holds a personal datum or an address."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.events.envelope import Event, event


@event(topic="cases", type="case.filed.v1")
@dataclass(frozen=True, kw_only=True)
class CaseFiled(Event):
    """A submission became a case; key is the case id, amounts in CNY."""

    city: str
    track: str
    department: str
    due_on: date
    title: str
    respondent_uscc: str | None
    charged: Decimal
    over: Decimal
    secret: bool
    reporter_ref: str | None


@event(topic="cases", type="case.filing_decided.v1")
@dataclass(frozen=True, kw_only=True)
class FilingDecided(Event):
    """The department decided 立案 or 不予立案; outcome is "filed" or "not_filed".

    `due_on` ends the time for telling a named reporter, `decision_due_on` the time for the decision
    on a case that was filed.
    """

    outcome: str
    ground: str
    department: str
    respondent_uscc: str | None
    reporter_ref: str | None
    due_on: date | None
    decision_due_on: date | None = None


@event(topic="cases", type="case.changed.v1")
@dataclass(frozen=True, kw_only=True)
class CaseChanged(Event):
    """A step inside the department; only the index and the case's history follow it."""

    action: str
    state: str


@event(topic="cases", type="case.closed.v1")
@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event):
    """A case was closed; a case that follows another 并案 is told of by its own number."""

    track: str
    department: str
    reporter_ref: str | None


@event(topic="cases", type="case.transferred.v1")
@dataclass(frozen=True, kw_only=True)
class CaseTransferred(Event):
    """Another department is in charge: by a transfer, a forwarding, its return or a ruling.

    `department` is the new one, `action` the step that brought it there, `due_on` the nearest day
    of its limits, which run on; None where none runs.
    """

    city: str
    track: str
    action: str
    department: str
    due_on: date | None
    reporter_ref: str | None


@event(topic="cases", type="case.reporter_wrote.v1")
@dataclass(frozen=True, kw_only=True)
class ReporterWrote(Event):
    """An anonymous reporter left words or files in the mailbox; nothing of them is here."""

    city: str
    department: str


@event(topic="cases", type="case.respondent_asked.v1")
@dataclass(frozen=True, kw_only=True)
class RespondentAsked(Event):
    """The respondent is asked to answer until a day; neither what it is asked nor why is here."""

    department: str
    respondent_uscc: str
    until: date


@event(topic="cases", type="case.deadlines_recounted.v1")
@dataclass(frozen=True, kw_only=True)
class DeadlinesRecounted(Event):
    """Provisional days of a case were counted again on a calendar that has been published since.

    The limit that ends first is named with its old and its new last day, which may be the same;
    `count` is how many limits were counted again.
    """

    city: str
    department: str
    limit: str
    title_zh: str
    title_en: str
    was_due_on: date
    due_on: date
    count: int


@event(topic="cases", type="case.pressed.v1")
@dataclass(frozen=True, kw_only=True)
class CasePressed(Event):
    """A limit of a case is pressed for 督办: a reminder before its end, or a step after it.

    `rung` is the step. Whom it tells: `officer_ref` is the opaque reference of who handles the
    case, `department_told` and `port_office` are ids; each None where nobody of that kind is told.
    """

    city: str
    department: str
    limit: str
    title_zh: str
    title_en: str
    due_on: date
    rung: str
    rung_zh: str
    rung_en: str
    officer_ref: str | None
    department_told: str | None
    port_office: str | None


@event(topic="cases", type="decision.served.v1")
@dataclass(frozen=True, kw_only=True)
class DecisionServed(Event):
    """A decision reached the respondent on the day `served_on` (送达).

    Of a case that follows another 并案 its reporter alone is told: `respondent_uscc` is empty.
    """

    document_no: str
    department: str
    respondent_uscc: str
    served_on: date
    reporter_ref: str | None


@event(topic="cases", type="decision.changed.v1")
@dataclass(frozen=True, kw_only=True)
class DecisionChanged(Event):
    """A decision that had taken effect was annulled or altered 撤销、变更.

    `change` is "annulled" or "altered", `document_no` the decision that stood before,
    `changed_by_no` the document that changed it on the day `effective_on`.
    """

    change: str
    document_no: str
    changed_by_no: str
    department: str
    respondent_uscc: str
    effective_on: date


@event(topic="credit-intake", type="document.annulled.v1")
@dataclass(frozen=True, kw_only=True)
class DocumentAnnulled(Event):
    """A legal document that had taken effect counts no more; key is the USCC it bound.

    Where it was altered, what stands since follows as an effective document of its own.
    `supersedes` is the number of the document that falls, `document_no` that of what ended it,
    `motive` says in Chinese who annulled or altered it; nobody's words are in it. `with_it` are
    the numbers of records that fall with it, such as that its refund was refused.
    """

    case_id: str
    document_no: str
    supersedes: str
    motive: str
    department: str
    city: str
    respondent_name: str
    effective_on: date
    with_it: tuple[str, ...] = ()


@event(topic="credit-intake", type="refund.refused.v1")
@dataclass(frozen=True, kw_only=True)
class RefundRefused(Event):
    """An enterprise refuses to give back what a decision ordered back; key is its USCC.

    Told once a decision, however many payers are refused; `record_no` is the number under which
    the refusal stands beside the decision `document_no`.
    """

    case_id: str
    document_no: str
    record_no: str
    department: str
    city: str
    respondent_name: str
    refused_on: date


@event(topic="credit-intake", type="document.effective.v1")
@dataclass(frozen=True, kw_only=True)
class DocumentEffective(Event):
    """A legal document took effect; key is the USCC of the enterprise it binds.

    `respondent_name` is the registered name as an officer typed it, never a reporter's word for
    it; `level` is minor, ordinary or serious; `fine` and `refund` are in CNY; `violations` are
    codes.
    """

    case_id: str
    document_no: str
    kind: str
    title: str
    department: str
    city: str
    respondent_name: str
    violations: tuple[str, ...]
    level: str
    fine: Decimal
    refund: Decimal
    determined_on: date
    effective_on: date
    legal_basis: tuple[str, ...]
