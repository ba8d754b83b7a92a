"""A dispute of competence 管辖争议: raised, agreed on, or ruled on by the common superior.

The departments agree within the limit T-JURIS; else the common superior of the city names who is
competent (行政处罚法第二十五条).
"""

from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.field_rule import YES
from services.complaints.domain.cases.moving import moved
from services.complaints.domain.cases.passed_on import Dispute
from services.complaints.domain.cases.problems import need_text, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.units_free import need_free_unit
from shared.errors import FieldError
from shared.words import N_

DEPARTMENT, DECLINED = "department", "declined"


def raise_dispute(case: Case, values: Values, act: Act) -> Change:
    """Name another department as the competent one; it sees the case from now on.

    Values: `department`, `text`.

    Raises:
        Invalid: that department has an interest or is the one in charge.
    """
    unit = values[DEPARTMENT]
    raise_if_any(need_free_unit(DEPARTMENT, unit, case, act.parties, act.today))
    dispute = Dispute(
        raised_by=case.department, other=unit, raised_at=act.now, reason=values["text"]
    )
    return Change(case=replace(case, dispute=dispute))


def claim_competence(case: Case, values: Values, act: Act) -> Change:
    """Hold one's own department to be competent for a case that another one has.

    Values: `text`.

    Raises:
        Invalid: the department has an interest in the case.
    """
    unit = (act.actor.department if act.actor else None) or ""
    raise_if_any(need_free_unit("text", unit, case, act.parties, act.today))
    dispute = Dispute(
        raised_by=unit,
        other=case.department,
        raised_at=act.now,
        reason=values["text"],
        claimed=True,
    )
    return Change(case=replace(case, dispute=dispute))


def settle_claim(case: Case, values: Values, act: Act) -> Change:
    """Give the case to who claims it, or decline so that the superior rules.

    Values: `agree`, `text`.

    Raises:
        Invalid: it is declined without words, or who claims it has an interest by now.
    """
    dispute = _standing(case)
    if values["agree"] != YES:
        raise_if_any(need_text("text", values.get("text", "")))
        return Change(case=replace(case, dispute=replace(dispute, refused=True)), outcome=DECLINED)
    raise_if_any(need_free_unit("agree", dispute.raised_by, case, act.parties, act.today))
    return moved(case, dispute.raised_by)


def settle_dispute(case: Case, values: Values, _act: Act) -> Change:
    """Take the case, or decline so that the superior rules. Values: `agree`, `text`."""
    dispute = _standing(case)
    if values["agree"] == YES:
        return moved(case, dispute.other)
    raise_if_any(need_text("text", values.get("text", "")))
    return Change(case=replace(case, dispute=replace(dispute, refused=True)), outcome=DECLINED)


def withdraw_dispute(case: Case, _values: Values, _act: Act) -> Change:
    """Keep the case after all. Values: `text`."""
    return Change(case=replace(case, dispute=None))


def rule_dispute(case: Case, values: Values, act: Act) -> Change:
    """Name which of the two is competent. Values: `department`, `text`.

    Raises:
        Invalid: it is neither of the two, or has an interest by now.
    """
    unit, dispute = values[DEPARTMENT], _standing(case)
    if unit not in dispute.sides:
        raise_if_any(FieldError(DEPARTMENT, N_("只能指定发生争议的两个部门之一")))
    if unit == case.department:
        return Change(case=replace(case, dispute=None), outcome="stays")
    raise_if_any(need_free_unit(DEPARTMENT, unit, case, act.parties, act.today))
    return moved(case, unit)


def _standing(case: Case) -> Dispute:
    if case.dispute is None:
        raise ValueError("no dispute was raised")
    return case.dispute
