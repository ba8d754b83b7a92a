"""An officer is away: names a colleague who stands in, for days."""

from dataclasses import dataclass
from datetime import date

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.officer import Absence, Officer, stood_in_for
from services.complaints.domain.cases.problems import raise_if_any
from services.complaints.ports.cases import StaffDirectory
from shared.errors import FieldError
from shared.principal import Principal
from shared.words import N_

LONGEST_DAYS = 366


@dataclass(frozen=True, kw_only=True)
class BeAbsent:
    """Who stands in from one day to another, both included; None where a day cannot be read."""

    stand_in: str
    from_on: date | None
    to_on: date | None


def be_absent(
    asked: BeAbsent, *, principal: Principal, today: date, staff: StaffDirectory
) -> Absence:
    """Keep the absence in place of the one kept before.

    Raises:
        Invalid: no colleague of the department, or days that are none; `errors` name the fields.
    """
    colleagues = {
        each.sub
        for each in staff.of_department(principal.department or "")
        if each.sub != principal.sub
    }
    stranger = asked.stand_in not in colleagues
    raise_if_any(
        FieldError("stand_in", N_("请从列表中选择")) if stranger else None,
        _unreadable("from_on", asked.from_on),
        _unreadable("to_on", asked.to_on),
    )
    if asked.from_on is None or asked.to_on is None:
        raise ValueError("told above")
    raise_if_any(_wrong_end(asked.from_on, asked.to_on, today))
    away = Absence(stand_in=asked.stand_in, from_on=asked.from_on, to_on=asked.to_on)
    staff.set_away(principal.sub, away)
    return away


def own_absence(principal: Principal, *, today: date, staff: StaffDirectory) -> Absence | None:
    """Return the absence of the person that lasts or is still to come, None without one."""
    everybody = staff.of_department(principal.department or "")
    own = next((each.away for each in everybody if each.sub == principal.sub), None)
    return own if own and own.to_on >= today else None


def be_back(principal: Principal, staff: StaffDirectory) -> None:
    """End the absence."""
    staff.set_away(principal.sub, None)


def colleagues_away(principal: Principal, today: date, staff: StaffDirectory) -> list[Officer]:
    """Return the colleagues for whom the person stands in today."""
    if principal.department is None:
        return []
    return stood_in_for(principal.sub, staff.of_department(principal.department), today)


def absent_colleague(case: Case, actor: Principal, today: date, staff: StaffDirectory) -> str:
    """Return the name of the absent officer of the case for whom the actor acts, else nothing.

    Who is named on the case acts as himself.
    """
    if not case.officers or actor.sub in case.officers or actor.department != case.department:
        return ""
    away = colleagues_away(actor, today, staff)
    return next((each.name for each in away if each.sub in case.officers), "")


def _unreadable(path: str, day: date | None) -> FieldError | None:
    return FieldError(path, N_("请写成 2026-08-02 这样的日期")) if day is None else None


def _wrong_end(from_on: date, to_on: date, today: date) -> FieldError | None:
    earliest = max(from_on, today)
    if to_on < earliest:
        params = {"earliest": earliest.isoformat()}
        return FieldError("to_on", N_("日期不能早于 %(earliest)s"), params)
    if (to_on - from_on).days > LONGEST_DAYS:
        return FieldError("to_on", N_("最长一年"))
    return None
