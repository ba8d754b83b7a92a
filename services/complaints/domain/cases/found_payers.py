"""A payer whom the inspection found beside who complained: its refund is followed, its name sealed.

Whoever complained stays unknown among the payers as long as none of them is named.
"""

from dataclasses import replace
from decimal import Decimal

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.problems import raise_if_any
from services.complaints.domain.cases.recorded_step import RecordedStep, Values
from services.complaints.domain.cases.refunds import Refund, Refunds
from services.complaints.domain.catalogue.weighing import round_money
from shared.errors import FieldError
from shared.words import N_

ADDED, PAYER, SEALED = "add_payer", "payer", "（身份封存）"
MOST = 200
_FREE = (PAYER, "document_no", "text")


def add_payer(case: Case, values: Values, act: Act) -> Change:
    """Follow the refund of one more payer, whose name is sealed before it comes here.

    Values: `payer` (a mark), `lines` (the number of one line), `amount` (CNY), `document_no` (of
    the document that orders it), `text`.

    Raises:
        Invalid: several lines are named, nothing is to be given back, or there are too many.
    """
    amount = round_money(Decimal(values["amount"]))
    before = case.refunds.each if case.refunds else ()
    raise_if_any(
        FieldError("lines", N_("请选择一项收费")) if "," in values["lines"] else None,
        FieldError("amount", N_("请填写退还的金额")) if amount <= 0 else None,
        FieldError(PAYER, N_("最多 %(most)s 笔退款"), {"most": MOST})
        if len(before) >= MOST
        else None,
    )
    no = max((refund.no for refund in before), default=0) + 1
    refund = Refund(
        no=no,
        line=int(values["lines"]),
        payer=f"付款人 {no}{SEALED}",
        amount=amount,
        ordered_by=values["document_no"],
    )
    since = case.refunds.since if case.refunds else act.now
    refunds = Refunds(since=since, each=(*before, refund))
    return Change(case=replace(case, refunds=refunds))


def name_to_seal(form: object) -> str:
    """Return the name of a payer that a form adds, nothing where it adds none."""
    adds = isinstance(form, RecordedStep) and form.action == ADDED
    return form.values.get(PAYER, "").strip() if adds and isinstance(form, RecordedStep) else ""


def without_name(form: RecordedStep) -> RecordedStep:
    """Return the form with a mark in place of the payer's name, in each free text of it."""
    name = name_to_seal(form)
    told = {key: form.values[key].replace(name, SEALED) for key in _FREE if key in form.values}
    return replace(form, values={**form.values, **told})
