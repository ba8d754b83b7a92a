"""Steps that record what became of a refund: given back, refused, sought, confiscated."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.problems import need_text, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.refunds import NEXT, Refund, Refunds, RefundState
from services.complaints.domain.catalogue.weighing import round_money
from shared.errors import FieldError
from shared.words import N_


def record_refund(case: Case, values: Values, act: Act) -> Change:
    """Keep what became of one refund.

    Values: `refund` (its number), `what` (a state), `amount` (given back now, CNY; for `paid`
    alone), `on` (day), `text` (proof). A part that is given back leaves the rest as it stands.

    Raises:
        Invalid: that cannot follow on what was recorded before, the amount is missing or more than
            is left, or the day lies before service.
    """
    refunds = _refunds(case)
    refund = refunds.of(int(values["refund"]))
    if refund is None:
        raise ValueError("no such refund")
    what, on = RefundState(values["what"]), date.fromisoformat(values["on"])
    amount = round_money(Decimal(values.get("amount") or 0))
    raise_if_any(
        _out_of_turn(refund, what), _day_unfit(case, on), _amount_unfit(refund, what, amount)
    )
    changed = replace(_changed(refund, what, amount), on=on, proof=values.get("text", ""))
    return Change(case=replace(case, refunds=refunds.with_one(changed)), done_on=on)


def name_payer(case: Case, values: Values, _act: Act) -> Change:
    """Say who paid the line of a refund, where it was not who complained.

    Values: `refund`, `payer` (in words, after redaction), `text`.
    """
    refunds = _refunds(case)
    refund = refunds.of(int(values["refund"]))
    raise_if_any(need_text("payer", values.get("payer", "")))
    if refund is None:
        raise ValueError("no such refund")
    named = refunds.with_one(replace(refund, payer=values["payer"]))
    return Change(case=replace(case, refunds=named))


def _changed(refund: Refund, what: RefundState, amount: Decimal) -> Refund:
    if what is not RefundState.PAID:
        return replace(refund, state=what)
    paid = refund.paid + amount
    return replace(refund, paid=paid, state=what if paid == refund.amount else refund.state)


def _out_of_turn(refund: Refund, what: RefundState) -> FieldError | None:
    if what in NEXT[refund.state]:
        return None
    if what is RefundState.CONFISCATED:
        return FieldError("what", N_("拒不退还或者公告查找以后，才能记录没收"))
    return FieldError("what", N_("与这一笔退款已经记录的情况不符"))


def _amount_unfit(refund: Refund, what: RefundState, amount: Decimal) -> FieldError | None:
    if what is not RefundState.PAID:
        return None
    if amount <= 0:
        return FieldError("amount", N_("请填写退还的金额"))
    if amount > refund.left:
        most = {"most": f"{refund.left:.2f}"}
        return FieldError("amount", N_("金额不能大于 %(most)s"), most)
    return None


def _day_unfit(case: Case, on: date) -> FieldError | None:
    served_on = case.service.served_on if case.service else None
    if served_on is None or on >= served_on:
        return None
    earliest = {"earliest": served_on.isoformat()}
    return FieldError("on", N_("日期不能早于 %(earliest)s"), earliest)


def _refunds(case: Case) -> Refunds:
    if case.refunds is None:
        raise ValueError("a decision without an order to refund has no such step")
    return case.refunds
