"""A complaint becomes a case: numbered, checked, routed and dated by law."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, CaseState, Respondent, Routing, Step
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.enclosed import AttachmentRef
from services.complaints.domain.cases.schedule import scheduled
from shared.events.case_events import CaseFiled

RECEIPT = "file"
REPORTER = "reporter"


@dataclass(frozen=True, kw_only=True)
class Intake:
    """A complaint made ready: redacted texts, checked lines, routing, sealed originals.

    Each field becomes the field of the same name of the case.
    """

    submission: str
    city: str
    channel: str
    title: str
    statement: str
    request: str
    respondent: Respondent
    lines: tuple[ChargeLine, ...]
    routing: Routing
    sealed: Mapping[str, bytes]
    language: str
    bill_no: str | None = None
    attachments: tuple[AttachmentRef, ...] = ()
    secret: bool = True
    real_name: bool = True
    reporter_key: str | None = None
    reporter_firm_key: str | None = None
    receipt: str | None = None


def first_case(submission: str) -> str:
    """Return the number of the first case of a submission, "HY-2026-00001-1"."""
    return f"{submission}-1"


def file_case(intake: Intake, act: Act) -> tuple[Case, list[CaseFiled]]:
    """Return the first case of a submission and the event that it was filed."""
    rule = act.track.actions[RECEIPT]
    codes = rule.outcome("done").starts
    case = Case(
        **vars(intake),
        id=first_case(intake.submission),
        track=act.track.code,
        state=CaseState.RECEIVED,
        charged=_sum(line.amount for line in intake.lines),
        over=_sum(line.over for line in intake.lines),
        department=intake.routing.lead,
        partners=intake.routing.partners,
        officers=(),
        clocks=tuple(act.limits.start(code, act.today) for code in codes),
        filed_at=act.now,
        changed_at=act.now,
        timeline=(_receipt(act, legal=rule.legal),),
    )
    case = scheduled(case)
    return case, [_filed(case)]


def _receipt(act: Act, *, legal: bool) -> Step:
    return Step(
        at=act.now,
        actor=REPORTER,
        actor_name="",
        department=None,
        action=RECEIPT,
        outcome="done",
        text="",
        legal=legal,
        state=CaseState.RECEIVED,
    )


def title_of(items: Sequence[str]) -> str:
    """Return what a case is called after its redacted items: the first, and how many."""
    first = items[0]
    return first if len(items) == 1 else f"{first}等 {len(items)} 项收费"


def _filed(case: Case) -> CaseFiled:
    return CaseFiled(
        key=case.id,
        version=case.version,
        occurred_at=case.filed_at,
        city=case.city,
        track=case.track,
        department=case.department,
        due_on=case.due_on or case.clocks[0].due_on,
        title=case.title,
        respondent_uscc=case.respondent.uscc,
        charged=case.charged,
        over=case.over,
        secret=case.secret,
        reporter_ref=case.reporter_ref if case.real_name else None,
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal("0.00"))
