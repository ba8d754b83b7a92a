"""Money that came late: each payment counts to its own day, and taken income counts too."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from services.complaints.domain.cases.aftermath import confiscation_late, fine_late, refund_late
from services.complaints.domain.cases.recorded_step import RecordedStep
from shared.errors import Conflict, Invalid
from tests.complaints import a_case
from tests.unit.complaints.cases.story import Story, given_back


def step(story: Story, action: str, **values: str) -> Story:
    return story.do(RecordedStep(action=action, values=values))


def due_today() -> Story:
    story = Story(a_case(real_name=False)).effective()
    day = story.today.isoformat()
    return step(story, "record_terms", pay_by=day, refund_by=day)


def added(story: Story) -> list[tuple[int, Decimal]]:
    return [(each.late, each.amount) for each in refund_late(story.case, story.today)]


def test_what_came_back_late_stays_late_once_it_is_paid():
    story = due_today().forward(99)
    story.do(given_back(story.today))
    assert added(story.forward(50)) == [(99, Decimal("9.50"))]


def test_each_part_counts_to_its_own_day_and_what_is_open_to_today():
    story = due_today().forward(10)
    story.do(given_back(story.today, amount=Decimal("20.00"))).forward(10)
    story.do(given_back(story.today, amount=Decimal("8.00"))).forward(10)
    assert added(story) == [
        (10, Decimal("0.40")),
        (20, Decimal("0.32")),
        (30, Decimal("1.20")),
    ]


def test_what_is_confiscated_counts_to_the_day_it_was():
    story = due_today().forward(10)
    for what in ("refused", "confiscated"):
        values = {"refund": "1", "what": what, "on": story.today.isoformat(), "text": "文书"}
        step(story, "record_refund", **values)
    assert added(story.forward(30)) == [(10, Decimal("0.96"))]


def test_illegal_income_that_is_paid_late_adds_two_per_mille_a_day():
    story = due_today()
    assert confiscation_late(story.case, story.today) is None
    with pytest.raises(Conflict, match="没收"):
        step(story, "record_confiscation_paid", on=story.today.isoformat(), text="缴款书")
    taken = replace(story.case.decision, confiscation=Decimal(500))
    story.case = replace(story.case, decision=taken)
    story.forward(10)
    found = confiscation_late(story.case, story.today)
    assert found is not None
    assert (found.base, found.late, found.amount) == (Decimal(500), 10, Decimal("10.00"))
    early = (story.case.service.served_on - timedelta(1)).isoformat()
    with pytest.raises(Invalid):
        step(story, "record_confiscation_paid", on=early, text="缴款书")
    step(story, "record_confiscation_paid", on=story.today.isoformat(), text="缴款书")
    assert confiscation_late(story.case, story.today + timedelta(9)) == found
    with pytest.raises(Conflict):
        step(story, "record_confiscation_paid", on=story.today.isoformat(), text="缴款书")


def test_a_remedy_does_not_end_before_it_began():
    story = due_today().forward(10)
    taken = story.today
    step(story, "record_remedy", kind="suit", on=taken.isoformat(), text="法院 3 号")
    story.forward(5)
    with pytest.raises(Invalid) as error:
        step(story, "end_remedy", on=(taken - timedelta(1)).isoformat(), text="维持")
    assert {each.path for each in error.value.errors} == {"on"}
    step(story, "end_remedy", on=story.today.isoformat(), text="维持")
    found = fine_late(story.case, story.today)
    assert found is not None
    assert found.left_out == 6
