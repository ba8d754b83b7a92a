"""What late payment adds, in sentences with the arithmetic."""

from datetime import date

from services.complaints.domain.cases.aftermath import fine_late, refund_late
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.late_money import LateSum
from shared.web.formats import money
from shared.web.language import say
from shared.words import N_

FINE = N_("加处罚款：%(base)s × 3%% × %(late)s 日 = %(amount)s")
CAPPED = N_("加处罚款：%(base)s × 3%% × %(late)s 日，以罚款数额为限，为 %(amount)s")
LEFT_OUT = N_("，复议、诉讼期间 %(days)s 日不计")
INCOME = N_("逾期退还加收：%(base)s × 2‰ × %(late)s 日 = %(amount)s")


def late_sentences(case: Case, today: date) -> list[str]:
    """Return a sentence for each sum that is late, none where everything is in time."""
    fine, income = fine_late(case, today), refund_late(case, today)
    told = list[str]()
    if fine and fine.amount:
        left_out = say(LEFT_OUT, {"days": fine.left_out}) if fine.left_out else ""
        told.append(_said(CAPPED if fine.capped else FINE, fine) + left_out)
    if income and income.amount:
        told.append(_said(INCOME, income))
    return told


def _said(message: str, found: LateSum) -> str:
    values = {"base": money(found.base), "late": found.late, "amount": money(found.amount)}
    return say(message, values)
