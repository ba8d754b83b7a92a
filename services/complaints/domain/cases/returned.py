"""On which day each part of what a decision orders back was given back, or confiscated."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.refunds import ZERO, Refund, RefundState
from services.complaints.domain.catalogue.weighing import round_money

RECORD = "record_refund"


def returned(case: Case, today: date) -> Mapping[date, Decimal]:
    """Return CNY by the day it was given back or confiscated; what is open stands at today."""
    sums = dict[date, Decimal]()
    for refund in case.refunds.each if case.refunds else ():
        for day, amount in _parts(refund, case, today):
            sums[day] = sums.get(day, ZERO) + amount
    return dict(sorted(sums.items()))


def _parts(refund: Refund, case: Case, today: date) -> Iterator[tuple[date, Decimal]]:
    paid = ZERO
    for step in _steps(refund, case):
        amount = round_money(Decimal(step.values["amount"]))
        paid += amount
        yield date.fromisoformat(step.values["on"]), amount
    ended = refund.on if refund.state is RefundState.CONFISCATED else None
    if refund.amount > paid:
        yield ended or today, refund.amount - paid


def _steps(refund: Refund, case: Case) -> Iterator[Step]:
    """Return the payments that count: those of the decision that stands."""
    since = case.refunds.since if case.refunds else None
    for step in case.timeline:
        ours = step.action == RECORD and step.values.get("refund") == str(refund.no)
        if ours and since and step.at >= since and step.values.get("what") == RefundState.PAID:
            yield step
