"""Material that the reporter was asked for: awaited until it comes or its day is over."""

from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.standing import Need, Standing
from shared.clock import local_date
from shared.errors import FieldError
from shared.words import N_

ASKED, LATE = "ask_material", "material_late"
ENDED = frozenset({"end_waiting", LATE})


def waits_until(case: Case) -> date | None:
    """Return the day by which material is to come, None where none is awaited any more.

    The waiting is over once every limit that ran when it was asked for has been met.
    """
    asked = case.last(ASKED)
    if asked is None or not _is_awaited(case):
        return None
    on = local_date(asked.at)
    waits = any(clock.is_open and clock.started_on <= on for clock in case.clocks)
    return date.fromisoformat(asked.values["until"]) if waits else None


def end_in_vain(case: Case, _values: Values, _act: Act) -> Change:
    """Let the limits run again from the day after the one the material was to come by."""
    return Change(case=case, done_on=waits_until(case))


def _is_awaited(case: Case) -> bool:
    """A limit that had run out stands still for nothing, so the history tells."""
    steps = (each.action for each in reversed(case.timeline))
    return next((each for each in steps if each == ASKED or each in ENDED), "") == ASKED


def _material_awaited(now: Standing) -> FieldError | None:
    return None if _is_awaited(now.case) else FieldError("", N_("现在没有在等待材料"))


def _no_material_awaited(now: Standing) -> FieldError | None:
    waits = _is_awaited(now.case)
    return FieldError("", N_("已经要求补充材料，正在等待")) if waits else None


WAITING_NEEDS: dict[str, Need] = {
    "material_awaited": _material_awaited,
    "no_material_awaited": _no_material_awaited,
}
