"""A case: one matter on one track, with its clocks, parties, lines and history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.enclosed import AttachmentRef
from services.complaints.domain.cases.handling import (
    AskedExtension,
    AskedRecusal,
    Decision,
    Filing,
    Notice,
    Service,
)
from services.complaints.domain.cases.mailbox_message import MailboxMessage
from services.complaints.domain.cases.origin import NOTHING_TOLD, Origin
from services.complaints.domain.cases.passed_on import Dispute, Forwarding
from services.complaints.domain.cases.question import Question
from services.complaints.domain.cases.refunds import Refunds
from services.complaints.domain.cases.routed import Routing
from services.complaints.domain.cases.tasks import Task
from services.complaints.domain.clocks.clock import Clock


class CaseState(StrEnum):
    """Where a case stands; names in both languages are in the rules of its track."""

    RECEIVED = "received"
    CHECKING = "checking"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    HANDLING = "handling"
    MEDIATING = "mediating"
    AGREED = "agreed"
    ENDED = "ended"
    REGISTERED = "registered"
    FORWARDED = "forwarded"
    REPLIED = "replied"
    REVIEWING = "reviewing"
    REREVIEWING = "rereviewing"
    REVIEWED = "reviewed"
    REREVIEWED = "rereviewed"
    MERGED = "merged"
    FILING_PROPOSED = "filing_proposed"
    FILED = "filed"
    NOT_FILED = "not_filed"
    NOTICED = "noticed"
    DRAFTED = "drafted"
    DECIDED = "decided"
    EFFECTIVE = "effective"
    ANNULLED = "annulled"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Respondent:
    """Whom the case is about.

    Args:
        uscc: the credit code as the reporter gave it, until an officer names the respondent.
        name: what the reporter called it, after redaction; it stands in no legal document.
        registered_name: 登记名称, typed by an officer from the licence; None until then.
        confirmed: whether a second officer approved a decision against this code.
    """

    uscc: str | None
    name: str
    registered_name: str | None = None
    confirmed: bool = False

    @property
    def shown(self) -> str:
        """The registered name, or what the reporter called it while nobody has typed one."""
        return self.registered_name or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by in the case, the reporter's word last."""
        every = (self.registered_name, self.name)
        return tuple(dict.fromkeys(name for name in every if name))


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of the history, oldest first in a case.

    Args:
        actor: an officer's `sub`, or `reporter`, `respondent`, `system`.
        actor_name: an officer's name; empty for the others.
        department: the officer's department; None for the others.
        action: code of the action; its names are in the rules of the track.
        outcome: code of what it led to, e.g. `filed`, `send_back`, `done`.
        text: what was said, after redaction; may be empty.
        legal: whether it is a legal act, drawn filled on the timeline.
        state: the state the case was in after the step.
        stands_for: name of the absent colleague whose case it is; empty where nobody is absent.
        values: what was written down by field, after redaction; empty for older kinds of steps.
    """

    at: datetime
    actor: str
    actor_name: str
    department: str | None
    action: str
    outcome: str
    text: str
    legal: bool
    state: CaseState
    values: Mapping[str, str] = field(default_factory=dict)
    stands_for: str = ""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A matter as it is kept; everything but `sealed` is free of personal data.

    Args:
        id: the case number, e.g. `HY-2026-04172-1`.
        submission: the number of what was handed in, e.g. `HY-2026-04172`.
        statement: the reporter's narrative after redaction; `request` and `bill_no` likewise.
        charged: sum of the lines, CNY; `over` sum of what the check found above the limit.
        officers: `sub` of the officers named on the case, the one in charge first.
        due_on: the nearest open due day by law; None once nothing is open.
        open_due: the instant that day ends, for worklists; `NO_LIMIT` where
            nothing runs but somebody must still act; None for a closed case.
        next_due: the next instant the clock process must look at the case.
        provisional_due: the instant its nearest provisional day ends, for the process that counts
            it again once the official calendar is loaded; None where every day is final.
        overdue: codes of the clocks that ran out while open, as the clock process noted them.
        real_name: whether the reporter gave an identity 实名.
        reporter_key: blind index of the reporter's `sub`; never in an event or the index.
        reporter_firm_key: blind index of the reporter's credit code; None without one.
        sealed: ciphertexts by field: `reporter`, `narrative`, `request`, `as_written`,
            `attachment_names`, `payers`; no `reporter` for an anonymous report.
        criticised_at: when the clock process last put it on the list of circulated criticism 通报.
        refunds: what became of the money its decision orders back; None without such an order.
        asked_extension: the extension of a limit that waits for its decision, if any.
        questions: what the respondent was asked, oldest first; the last one may wait.
        merged_into: number of the case that is handled for this one 并案; None without one.
        merged_from: the state it was in before.
        related: numbers of cases that have to do with it.
        returned: the last draft that went back to be drafted again; None otherwise.
        linked: ids of the other cases of the same submission, the leading one first.
        tasks: what other departments were asked to answer 协办, in the order of their numbers.
        asked_departments: ids of those that have a duty beside the lead, for their worklists.
        forwarding: who sent it here to be handled and awaits a report, if anybody.
        dispute: the dispute of competence that is open, if any.
        recused: `sub` of officers who may take no further step 回避.
        receipt: slow digest of the receipt of an anonymous report; None for a named one.
        version: 1 after filing, one more per change.
    """

    id: str
    submission: str
    city: str
    track: str
    state: CaseState
    channel: str
    title: str
    statement: str
    request: str
    respondent: Respondent
    lines: tuple[ChargeLine, ...]
    charged: Decimal
    over: Decimal
    department: str
    officers: tuple[str, ...]
    partners: tuple[str, ...]
    routing: Routing
    clocks: tuple[Clock, ...]
    secret: bool
    real_name: bool
    filed_at: datetime
    changed_at: datetime
    language: str
    sealed: Mapping[str, bytes]
    reporter_key: str | None = None
    reporter_firm_key: str | None = None
    receipt: str | None = None
    mailbox: tuple[MailboxMessage, ...] = ()
    bill_no: str | None = None
    due_on: date | None = None
    open_due: datetime | None = None
    next_due: datetime | None = None
    provisional_due: datetime | None = None
    overdue: tuple[str, ...] = ()
    attachments: tuple[AttachmentRef, ...] = ()
    filing: Filing | None = None
    notices: tuple[Notice, ...] = ()
    decision: Decision | None = None
    returned: Decision | None = None
    service: Service | None = None
    reporter_told_on: date | None = None
    asked_extension: AskedExtension | None = None
    tasks: tuple[Task, ...] = ()
    asked_departments: tuple[str, ...] = ()
    forwarding: Forwarding | None = None
    dispute: Dispute | None = None
    asked_recusal: AskedRecusal | None = None
    recused: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    merged_into: str | None = None
    merged_from: CaseState | None = None
    related: tuple[str, ...] = ()
    criticised_at: datetime | None = None
    refunds: Refunds | None = None
    timeline: tuple[Step, ...] = ()
    linked: tuple[str, ...] = ()
    origin: Origin = NOTHING_TOLD
    version: int = 1

    @property
    def notice(self) -> Notice | None:
        """The latest prior notice if it still stands, or None."""
        latest = self.notices[-1] if self.notices else None
        return latest if latest and latest.stands else None

    @property
    def reporters_files(self) -> tuple[AttachmentRef, ...]:
        """The files that are not the respondent's."""
        return tuple(file for file in self.attachments if not file.of)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state is not CaseState.CLOSED

    @property
    def reporter_ref(self) -> str:
        """The opaque reference by which notify asks for the reporter's address."""
        return f"{self.id}/reporter"

    @property
    def officer_ref(self) -> str:
        """The opaque reference by which notify asks who handles the case."""
        return f"{self.id}/officer"

    def clock(self, code: str) -> Clock | None:
        """Return the latest clock of that code, or None."""
        return next((clock for clock in reversed(self.clocks) if clock.code == code), None)

    def last(self, action: str) -> Step | None:
        """Return the latest step of that action, or None."""
        return next((step for step in reversed(self.timeline) if step.action == action), None)
