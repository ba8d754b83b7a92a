"""What must hold before a step can be taken, beside the state of the case; a track names it."""

from collections.abc import Callable, Mapping

from services.complaints.domain.cases.case import Case
from shared.errors import FieldError
from shared.words import N_

Need = Callable[[Case], FieldError | None]


def _extension_asked(case: Case) -> FieldError | None:
    return None if case.asked_extension else FieldError("", N_("没有人申请延长期限"))


def _no_extension_asked(case: Case) -> FieldError | None:
    return FieldError("", N_("已经申请延长期限，还没有批复")) if case.asked_extension else None


def _a_running_clock(case: Case) -> FieldError | None:
    running = any(clock.is_running for clock in case.clocks)
    return None if running else FieldError("", N_("没有正在计算的期限"))


NEEDS: Mapping[str, Need] = {
    "extension_asked": _extension_asked,
    "no_extension_asked": _no_extension_asked,
    "a_running_clock": _a_running_clock,
}


def first_unmet(names: tuple[str, ...], case: Case) -> FieldError | None:
    """Return what stands in the way of the first need that does not hold, None where all do."""
    return next((unmet for name in names if (unmet := NEEDS[name](case))), None)
