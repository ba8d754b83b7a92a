"""Money that a decision orders back is followed per line and payer until it is settled."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.refunds import RefundState, ordered
from shared.errors import Conflict, Invalid
from tests.complaints import NOW, a_case
from tests.unit.complaints.cases.story import Story, given_back

AMOUNTS = st.decimals("0.01", "9999.99", places=2)


def record(story: Story, what: str, **values: str) -> Story:
    told = {"refund": "1", "what": what, "on": story.today.isoformat(), "text": "公告一号"}
    return story.do(RecordedStep(action="record_refund", values={**told, **values}))


def effective() -> Story:
    return Story(a_case(real_name=False)).effective()


def only(error) -> tuple[str, str]:
    [found] = error.value.errors
    return found.path, found.message % found.params


def test_service_orders_back_what_was_found_over():
    [refund] = effective().case.refunds.each
    assert (refund.no, refund.line, refund.amount) == (1, 1, Decimal("48.00"))
    assert (refund.state, refund.payer) == (RefundState.ORDERED, "")


def test_a_case_does_not_close_over_an_open_refund_but_over_a_settled_one():
    story = effective()
    for step in (lambda: None, lambda: record(story, "refused")):
        step()
        with pytest.raises(Conflict, match="退款没有退还"):
            story.do(forms.CloseCase())
    record(story, "confiscated")
    assert story.do(forms.CloseCase()).case.state is CaseState.CLOSED
    assert story.case.refunds.totals.confiscated == Decimal("48.00")


def test_a_part_that_is_given_back_leaves_the_rest_open():
    story = effective().do(given_back(effective().today, amount=Decimal("20.00")))
    assert story.case.refunds.totals.open == Decimal("28.00")
    assert story.case.refunds.each[0].state is RefundState.ORDERED
    record(record(story, "sought"), "confiscated")
    totals = story.case.refunds.totals
    assert (totals.paid, totals.confiscated, totals.open) == (20, 28, 0)


def test_more_than_is_left_or_nothing_at_all_is_not_given_back():
    story = effective()
    with pytest.raises(Invalid) as error:
        record(story, "paid", amount="48.01")
    assert only(error) == ("amount", "金额不能大于 48.00")
    with pytest.raises(Invalid) as error:
        record(story, "paid")
    assert only(error)[0] == "amount"


def test_confiscation_follows_on_a_refusal_or_a_public_notice_alone():
    with pytest.raises(Invalid) as error:
        record(effective(), "confiscated")
    assert only(error)[0] == "what"


def test_nothing_is_given_back_before_the_decision_was_served():
    story = effective()
    with pytest.raises(Invalid) as error:
        record(story, "refused", on=(story.today - timedelta(1)).isoformat())
    assert only(error)[0] == "on"


def test_a_settled_refund_is_offered_for_no_further_step():
    story = effective().refunded()
    with pytest.raises(Conflict, match="没有还要跟踪的退款"):
        record(story, "refused")


def test_another_payer_is_named_in_words():
    story = effective()
    values = {"refund": "1", "payer": "海阳某货代"}
    story.do(RecordedStep(action="name_payer", values=values))
    assert story.case.refunds.each[0].payer == "海阳某货代"


@given(st.dictionaries(st.integers(1, 9), AMOUNTS, max_size=9), st.decimals(0, 1, places=2))
def test_an_order_is_shared_out_to_the_last_fen_and_no_line_gets_more_than_was_found(found, part):
    whole = (sum(found.values(), Decimal(0)) * part).quantize(Decimal("0.01"))
    refunds = ordered(found, whole, NOW)
    each = refunds.each if refunds else ()
    assert sum((refund.amount for refund in each), Decimal(0)) == whole
    assert all(0 < refund.amount <= found[refund.line] for refund in each)
    assert [refund.no for refund in each] == list(range(1, len(each) + 1))
