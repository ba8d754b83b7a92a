"""What late payment adds, in sentences with the arithmetic."""

from datetime import date

from services.complaints.domain.cases.aftermath import confiscation_late, fine_late, refund_late
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.late_money import LateSum
from shared.web.formats import money
from shared.web.language import say
from shared.words import N_

FINE = N_("加处罚款：%(base)s × 3%% × %(late)s 日 = %(amount)s")
CAPPED = N_("加处罚款：%(base)s × 3%% × %(late)s 日，以罚款数额为限，为 %(amount)s")
LEFT_OUT = N_("，复议、诉讼期间 %(days)s 日不计")
TAKEN = N_("逾期缴纳没收款加收：%(base)s × 2‰ × %(late)s 日 = %(amount)s")
INCOME = N_("逾期退还加收：%(base)s × 2‰ × %(late)s 日 = %(amount)s")


def late_sentences(case: Case, today: date) -> list[str]:
    """Return a sentence for each sum that is late, none where everything is in time."""
    fine, taken = fine_late(case, today), confiscation_late(case, today)
    told = list[str]()
    if fine and fine.amount:
        left_out = say(LEFT_OUT, {"days": fine.left_out}) if fine.left_out else ""
        told.append(_said(CAPPED if fine.capped else FINE, fine) + left_out)
    if taken and taken.amount:
        told.append(_said(TAKEN, taken))
    return told + [_said(INCOME, part) for part in refund_late(case, today) if part.amount]


def _said(message: str, found: LateSum) -> str:
    values = {"base": money(found.base), "late": found.late, "amount": money(found.amount)}
    return say(message, values)
