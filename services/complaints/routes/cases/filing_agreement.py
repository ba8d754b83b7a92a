"""The page on which a reporter agrees that whoever charged will know, and other consents."""

from collections.abc import Mapping

from services.complaints.domain.cases.origin import ConsentKind
from shared.errors import FieldError
from shared.words import N_

AGREE = "agree"
ASKED, CONSENT = "dispute", "consent"
YES, NO = "yes", "no"
FIELDS = {
    CONSENT: ConsentKind.RESPONDENT_KNOWS,
    "publish": ConsentKind.PUBLISH,
    "delegated": ConsentKind.DELEGATED_MEDIATION,
}


def asks_for_mediation(fields: Mapping[str, str]) -> bool:
    """Tell whether the reporter wants the fee dispute mediated beside the report."""
    return fields.get(ASKED) == YES


def consents_of(fields: Mapping[str, str]) -> list[str]:
    """Return the codes of what was agreed to; an answer to what is no longer asked is none."""
    asked = {name: kind for name, kind in FIELDS.items() if name == "publish"}
    if asks_for_mediation(fields):
        asked = FIELDS
    return [kind.value for name, kind in asked.items() if fields.get(name) == YES]


def agreement_problems(fields: Mapping[str, str]) -> list[FieldError]:
    """Return that the question was passed over; either answer goes on."""
    if not asks_for_mediation(fields) or fields.get(CONSENT) in (YES, NO):
        return []
    return [FieldError(CONSENT, N_("请选择是否同意让收费单位知道"))]


def steps_with(order: list[str], fields: Mapping[str, str]) -> list[str]:
    """Return the pages in order, with the question before the last one where it is asked."""
    if not asks_for_mediation(fields):
        return order
    return [*order[:-1], AGREE, order[-1]]
