"""What must hold before a step can be taken, beside the state of the case; a track names it."""

from collections.abc import Mapping

from services.complaints.domain.cases.aftermath import AFTERMATH_NEEDS
from services.complaints.domain.cases.announced_service import ANNOUNCEMENT_NEEDS
from services.complaints.domain.cases.annulling import ANNULLING_NEEDS
from services.complaints.domain.cases.asking import ASKING_NEEDS
from services.complaints.domain.cases.first_contact import FIRST_CONTACT_NEEDS
from services.complaints.domain.cases.mediation import MEDIATION_NEEDS
from services.complaints.domain.cases.merging import MERGING_NEEDS
from services.complaints.domain.cases.passing_needs import PASSING_NEEDS
from services.complaints.domain.cases.penalty_needs import PENALTY_NEEDS
from services.complaints.domain.cases.reviewing import REVIEW_NEEDS
from services.complaints.domain.cases.revisit import REVISIT_NEEDS
from services.complaints.domain.cases.standing import Need, Standing
from services.complaints.domain.cases.suspension import SUSPENSION_NEEDS
from services.complaints.domain.cases.waiting import WAITING_NEEDS
from shared.errors import FieldError
from shared.words import N_


def _extension_asked(now: Standing) -> FieldError | None:
    return None if now.case.asked_extension else FieldError("", N_("没有人申请延长期限"))


def _no_extension_asked(now: Standing) -> FieldError | None:
    waits = now.case.asked_extension
    return FieldError("", N_("已经申请延长期限，还没有批复")) if waits else None


def _a_running_clock(now: Standing) -> FieldError | None:
    running = any(clock.is_running for clock in now.case.clocks)
    return None if running else FieldError("", N_("没有正在计算的期限"))


def _no_running_clock(now: Standing) -> FieldError | None:
    waits = any(clock.is_open for clock in now.case.clocks)
    return FieldError("", N_("还有没有办完的期限")) if waits else None


def _a_clock_that_may_stop(now: Standing) -> FieldError | None:
    may = any(clock.may_stop for clock in now.case.clocks)
    return None if may else FieldError("", N_("正在计算的期限都没有列明可以暂停的事由"))


def _a_paused_clock(now: Standing) -> FieldError | None:
    paused = any(clock.stands_still for clock in now.case.clocks)
    return None if paused else FieldError("", N_("没有暂停的期限"))


def _an_open_refund(now: Standing) -> FieldError | None:
    waits = now.case.refunds and any(refund.is_open for refund in now.case.refunds.each)
    return None if waits else FieldError("", N_("没有还要跟踪的退款"))


def _no_open_refund(now: Standing) -> FieldError | None:
    refunds = now.case.refunds
    left = [refund for refund in refunds.each if refund.is_open] if refunds else []
    if not left:
        return None
    return FieldError("", N_("还有 %(number)s 笔退款没有退还，也没有没收"), {"number": len(left)})


NEEDS: Mapping[str, Need] = {
    **PENALTY_NEEDS,
    **AFTERMATH_NEEDS,
    "extension_asked": _extension_asked,
    "no_extension_asked": _no_extension_asked,
    "a_running_clock": _a_running_clock,
    "no_running_clock": _no_running_clock,
    **WAITING_NEEDS,
    **PASSING_NEEDS,
    **ASKING_NEEDS,
    **REVISIT_NEEDS,
    **REVIEW_NEEDS,
    **MEDIATION_NEEDS,
    **MERGING_NEEDS,
    "a_clock_that_may_stop": _a_clock_that_may_stop,
    "a_paused_clock": _a_paused_clock,
    "an_open_refund": _an_open_refund,
    "no_open_refund": _no_open_refund,
    **FIRST_CONTACT_NEEDS,
    **ANNOUNCEMENT_NEEDS,
    **SUSPENSION_NEEDS,
    **ANNULLING_NEEDS,
}


def first_unmet(names: tuple[str, ...], now: Standing) -> FieldError | None:
    """Return what stands in the way of the first need that does not hold, None where all do."""
    return next((unmet for name in names if (unmet := NEEDS[name](now))), None)
