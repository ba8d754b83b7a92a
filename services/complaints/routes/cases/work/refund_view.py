"""How officers' pages show what became of money that was ordered back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.refunds import Refund, RefundState
from shared.web.formats import money
from shared.web.language import say
from shared.words import N_

COMPLAINED = N_("举报人")
STATES: Mapping[RefundState, str] = {
    RefundState.ORDERED: N_("责令退还，还没有退还"),
    RefundState.REFUSED: N_("拒不退还"),
    RefundState.SOUGHT: N_("公告查找付款人"),
    RefundState.PAID: N_("已退还"),
    RefundState.CONFISCATED: N_("已没收"),
}


@dataclass(frozen=True, kw_only=True)
class RefundRow:
    """One sum: amounts in CNY, `on` None while nothing was recorded."""

    line: str
    payer: str
    amount: Decimal
    paid: Decimal
    state: str
    open: bool
    on: date | None
    proof: str


def refund_rows(case: Case) -> list[RefundRow]:
    """Return every sum of a case in order."""
    return [
        RefundRow(
            line=_line(case, refund),
            payer=_payer(refund),
            amount=refund.amount,
            paid=refund.paid,
            state=say(STATES[refund.state]),
            open=refund.is_open,
            on=refund.on,
            proof=refund.proof,
        )
        for refund in (case.refunds.each if case.refunds else ())
    ]


def refund_options(case: Case) -> list[tuple[str, str]]:
    """Return number and words of each sum that is still open."""
    every = case.refunds.each if case.refunds else ()
    return [(str(each.no), _words(case, each)) for each in every if each.is_open]


def refund_words(case: Case, no: str) -> str:
    """Return what a sum is called; its number where it is not there."""
    found = next((e for e in (case.refunds.each if case.refunds else ()) if str(e.no) == no), None)
    return _words(case, found) if found else no


def _words(case: Case, refund: Refund) -> str:
    params = {
        "item": _line(case, refund),
        "payer": _payer(refund),
        "amount": money(refund.amount),
    }
    return say(N_("%(item)s，退给%(payer)s，%(amount)s"), params)


def _line(case: Case, refund: Refund) -> str:
    return next((line.item for line in case.lines if line.no == refund.line), str(refund.line))


def _payer(refund: Refund) -> str:
    return refund.payer or say(COMPLAINED)
