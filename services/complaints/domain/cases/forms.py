"""What an officer fills in for each action; `ACTION` is its code in the rules of the track."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from services.complaints.domain.cases.recorded_step import RecordedStep


@dataclass(frozen=True, kw_only=True)
class BeginCheck:
    """Take a case; `officers` are the `sub` of all named officers, the actor among them."""

    ACTION: ClassVar[str] = "begin_check"

    officers: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class CorrectRespondent:
    """Name the respondent anew by code and registered name 登记名称; `text` is the reason."""

    ACTION: ClassVar[str] = "correct_respondent"

    respondent_uscc: str
    respondent_name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ProposeFiling:
    """Propose to file or not; `outcome` is `filed` or `not_filed`, `ground` a reason code."""

    ACTION: ClassVar[str] = "propose_filing"

    outcome: str
    ground: str
    text: str


@dataclass(frozen=True, kw_only=True)
class DecideFiling:
    """Confirm the proposal, or send it back with a reason in words."""

    ACTION: ClassVar[str] = "decide_filing"

    confirm: bool
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class LineFindingForm:
    """The finding of one line; `over` in CNY, `violation` a code of the track."""

    no: int
    upheld: bool
    violation: str | None = None
    over: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordFinding:
    """Record findings of one or more lines; a line found before is found anew."""

    ACTION: ClassVar[str] = "record_finding"

    findings: tuple[LineFindingForm, ...]


@dataclass(frozen=True, kw_only=True)
class GiveNotice:
    """Record that prior notice was given; `way` is a code of the list `notice_way`."""

    ACTION: ClassVar[str] = "give_notice"

    given_on: date
    way: str
    text: str


@dataclass(frozen=True, kw_only=True)
class RecordDefence:
    """Record one answer of the respondent; `received_on` None says that none came in time.

    Args:
        hearing_requested: it asks for a hearing; it must have come within the period.
        waived: it gives up statement and hearing.
    """

    ACTION: ClassVar[str] = "record_defence"

    text: str = ""
    received_on: date | None = None
    hearing_requested: bool = False
    waived: bool = False


@dataclass(frozen=True, kw_only=True)
class RecordHearing:
    """Record the hearing the respondent asked for."""

    ACTION: ClassVar[str] = "record_hearing"

    held_on: date
    text: str


@dataclass(frozen=True, kw_only=True)
class DraftDecision:
    """Draft a decision; amounts in CNY, `kind` and `level` from the lists of the track.

    Args:
        respondent_uscc: the respondent's code, typed from the licence.
        respondent_name: its registered name 登记名称, typed from the licence.
    """

    ACTION: ClassVar[str] = "draft_decision"

    respondent_uscc: str
    respondent_name: str
    kind: str
    level: str
    fine: Decimal
    confiscation: Decimal
    refund: Decimal
    legal_basis: tuple[str, ...]
    facts: str


@dataclass(frozen=True, kw_only=True)
class ApproveDecision:
    """Approve with the respondent's code typed again, or send back with a reason in words.

    Args:
        document_no: given by the use case from the number book, never by a person.
    """

    ACTION: ClassVar[str] = "approve_decision"

    approve: bool
    respondent_uscc: str = ""
    text: str = ""
    document_no: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordService:
    """Record how and when the decision reached the respondent."""

    ACTION: ClassVar[str] = "record_service"

    served_on: date
    way: str
    proof: str


@dataclass(frozen=True, kw_only=True)
class RecordTold:
    """Record that the reporter was told of the filing decision by other means.

    Args:
        way: a code of the list `telling_way`.
        text: what proves it, e.g. the number of the letter.
    """

    ACTION: ClassVar[str] = "record_told"

    told_on: date
    way: str
    text: str


@dataclass(frozen=True, kw_only=True)
class CloseCase:
    """Close a case on which nothing is left to do."""

    ACTION: ClassVar[str] = "close"

    text: str = ""


@dataclass(frozen=True, kw_only=True)
class ReporterTold:
    """Note that the reporter was told of the filing decision; made by the system alone."""

    ACTION: ClassVar[str] = "reporter_told"

    told_on: date


Form = (
    BeginCheck
    | CorrectRespondent
    | ProposeFiling
    | DecideFiling
    | RecordFinding
    | GiveNotice
    | RecordDefence
    | RecordHearing
    | DraftDecision
    | ApproveDecision
    | RecordService
    | RecordTold
    | CloseCase
    | ReporterTold
    | RecordedStep
)
