"""Late fines and late returns: their rates, their cap, and the days that do not count."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.domain.cases.aftermath import fine_late, refund_late
from services.complaints.domain.cases.late_money import LateSum, Period, late_fine, late_income
from services.complaints.domain.cases.recorded_step import RecordedStep
from shared.errors import Conflict
from tests.complaints import a_case
from tests.unit.complaints.cases.story import Story

BY = date(2026, 12, 22)
FINES = st.decimals("0.01", "500000", places=2)
DAYS = st.integers(0, 400)


def step(story: Story, action: str, **values: str) -> Story:
    return story.do(RecordedStep(action=action, values=values))


def late(story: Story, days: int = 0) -> LateSum:
    found = fine_late(story.case, story.today + timedelta(days))
    assert found is not None
    return found


@given(FINES, DAYS, st.lists(st.tuples(DAYS, DAYS), max_size=4))
def test_a_late_fine_counts_each_day_outside_remedies_once_and_never_exceeds_the_fine(
    fine, days, spans
):
    until = BY + timedelta(days)
    pauses = [Period(from_on=BY + timedelta(a), to_on=BY + timedelta(a + b)) for a, b in spans]
    found = late_fine(fine, BY, until, pauses)
    counted = [n for n in range(1, days + 1) if not any(a <= n <= a + b for a, b in spans)]
    assert found.late == len(counted)
    assert found.late + found.left_out == days
    whole = (fine * 3 * len(counted) / 100).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    assert found.amount == min(fine, whole)
    assert found.capped == (whole > fine)


@given(FINES, DAYS, DAYS)
def test_what_is_added_to_late_returns_grows_with_every_day(income, days, more):
    sooner = late_income(income, BY, BY + timedelta(days))
    later = late_income(income, BY, BY + timedelta(days + more))
    assert sooner.amount <= later.amount
    assert later.amount == (income * 2 * (days + more) / 1000).quantize(
        Decimal("0.01"), "ROUND_HALF_UP"
    )


def test_nothing_is_late_up_to_the_last_day():
    assert late_fine(Decimal(1000), BY, BY).amount == 0
    assert late_income(Decimal(48), BY, BY - timedelta(9)).amount == 0


def test_a_remedy_that_lasts_stops_the_late_fine_but_not_the_effect():
    story = Story(a_case(real_name=False)).effective()
    by = story.today + timedelta(2)
    step(story, "record_terms", pay_by=by.isoformat(), refund_by=by.isoformat())
    story.forward(12)
    assert late(story).amount == Decimal("300.00")
    [returned] = refund_late(story.case, story.today)
    assert returned.amount == Decimal("0.96")
    taken = story.today.isoformat()
    step(story, "record_remedy", kind="reconsideration", on=taken, text="市政府 3 号")
    with pytest.raises(Conflict, match="还没有终结"):
        step(story, "record_remedy", kind="suit", on=taken, text="法院")
    story.forward(9)
    assert (story.case.state, late(story).late) == ("effective", 9)
    step(story, "end_remedy", on=story.today.isoformat(), text="维持")
    story.forward(3)
    found = late(story)
    assert (found.late, found.left_out, found.amount) == (12, 10, Decimal("360.00"))
    step(story, "record_fine_paid", on=story.today.isoformat(), text="缴款书")
    assert late(story, 30).amount == Decimal("360.00")
    with pytest.raises(Conflict, match="没有还要缴纳"):
        step(story, "record_fine_paid", on=story.today.isoformat(), text="缴款书")
