"""Which units may be given a case or a part of it: those without interest, as routing has it."""

from collections.abc import Iterable
from datetime import date

from services.complaints.domain.cases.case import Case
from services.complaints.domain.parties.interest import Choice
from services.complaints.domain.parties.party_rules import PartyRules
from shared.errors import FieldError
from shared.words import N_


def free_units(case: Case, parties: PartyRules, today: date) -> tuple[str, ...]:
    """Return the ids of the city's units that may handle the case or help with it.

    Left out are operators, the respondent, its shareholders and subsidiaries, and the department
    in charge.
    """
    units = _choice(case, parties, today).free(parties.departments)
    return tuple(unit for unit in units if unit != case.department)


def without_interest(
    case: Case, units: Iterable[str], parties: PartyRules, today: date
) -> tuple[str, ...]:
    """Return those of the units that have no interest in the case, in order."""
    return _choice(case, parties, today).free(units)


def need_free_unit(
    path: str, unit: str, case: Case, parties: PartyRules, today: date
) -> FieldError | None:
    """Return why a unit cannot be given the case or a part of it, None where it can."""
    if unit == case.department:
        return FieldError(path, N_("这就是承办部门，请选择另一个部门"))
    if unit not in free_units(case, parties, today):
        return FieldError(
            path, N_("经营单位、被举报单位和与它有利害关系的部门不能办理，也不能协办")
        )
    return None


def _choice(case: Case, parties: PartyRules, today: date) -> Choice:
    """Return the choice of a case: whom it is about by every name and the code."""
    return Choice(
        rules=parties,
        city=parties.city(case.city),
        on=today,
        respondents=tuple(filter(None, (*case.respondent.names, case.respondent.uscc))),
    )
