"""A complaint becomes one case or several: numbered, checked, routed and dated by law."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, CaseState, Respondent, Step
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.enclosed import AttachmentRef
from services.complaints.domain.cases.origin import NOTHING_TOLD, Origin
from services.complaints.domain.cases.routed import Routing
from services.complaints.domain.cases.schedule import scheduled
from shared.events.case_events import CaseFiled

RECEIPT = "file"
REPORTER = "reporter"
NO_ITEMS = "口岸服务问题"


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
    origin: Origin = NOTHING_TOLD


def first_case(submission: str) -> str:
    """Return the number of the first case of a submission, "HY-2026-00001-1"."""
    return f"{submission}-1"


def file_cases(intakes: Sequence[tuple[Intake, Act]], submission: str) -> tuple[Case, ...]:
    """Return the cases of a submission, each linked to the others; the first one leads."""
    numbered = [(f"{submission}-{no}", *each) for no, each in enumerate(intakes, start=1)]
    ids = [case_id for case_id, _, _ in numbered]
    return tuple(
        replace(
            file_case(replace(intake, submission=submission), act, case_id=case_id),
            linked=tuple(other for other in ids if other != case_id),
        )
        for case_id, intake, act in numbered
    )


def file_case(intake: Intake, act: Act, *, case_id: str = "") -> Case:
    """Return a case of a submission, its first one unless an id is given."""
    rule = act.track.actions[RECEIPT]
    codes = rule.outcome("done").begun(real_name=intake.real_name, is_set=act.limits.is_set)
    case = Case(
        **vars(intake),
        id=case_id or first_case(intake.submission),
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
        timeline=(_receipt(act, intake.origin, legal=rule.legal),),
    )
    return scheduled(case)


def _receipt(act: Act, origin: Origin, *, legal: bool) -> Step:
    clerk = origin.registrar
    return Step(
        at=act.now,
        actor=clerk.sub if clerk else REPORTER,
        actor_name=clerk.name if clerk else "",
        department=clerk.department if clerk else None,
        action=RECEIPT,
        outcome="done",
        text="",
        legal=legal,
        state=CaseState.RECEIVED,
    )


def title_of(items: Sequence[str]) -> str:
    """Return what a case is called after its redacted items: the first, and how many."""
    if not items:
        return NO_ITEMS
    first = items[0]
    return first if len(items) == 1 else f"{first}等 {len(items)} 项收费"


def filed_event(case: Case) -> CaseFiled:
    """Return the event that a case was filed, the same one however often it is asked."""
    return CaseFiled(
        key=case.id,
        version=case.version,
        occurred_at=case.filed_at,
        city=case.city,
        track=case.track,
        department=case.department,
        due_on=case.clocks[0].due_on,
        title=case.title,
        respondent_uscc=case.respondent.uscc,
        charged=case.charged,
        over=case.over,
        secret=case.secret,
        reporter_ref=case.reporter_ref if case.real_name else None,
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal("0.00"))
