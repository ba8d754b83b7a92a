"""The first contact with a named reporter: its clock, who stops it, and where there is none."""

from datetime import date

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.domain.cases.worklist import WorkGroup, WorkItem, grouped
from shared.errors import Conflict, Invalid
from tests.complaints import a_case, an_act, product_rules
from tests.unit.complaints.cases.story import Story
from tests.unit.complaints.cases.test_recorded_steps import due, paths, step

FIRST = "P-FIRST"
CALLED = {"on": "2026-11-23", "way": "phone"}


def to_be_called() -> Story:
    return Story(a_case(by=product_rules()))


def test_a_named_price_report_in_haiyang_is_to_be_answered_by_the_next_working_day():
    story = to_be_called()
    assert due(story, FIRST) == story.case.due_on == date(2026, 11, 24)
    story.do(step("first_contact", **CALLED, reached="no", text="无人接听"))
    assert story.case.clock(FIRST).is_open
    story.do(step("first_contact", **CALLED, reached="yes"))
    assert story.case.clock(FIRST).met_on == story.today
    assert story.case.due_on == due(story, "T-FILE")
    with pytest.raises(Conflict, match="已经联系过"):
        story.do(step("first_contact", **CALLED, reached="yes"))


def test_a_reporter_nobody_called_is_overdue_on_the_worklist_and_in_the_history():
    story = to_be_called().forward(2)
    story.case, told = note_overdue(story.case, an_act(story.case, None, story.now))
    assert (story.case.overdue, len(told)) == ((FIRST,), 1)
    names = WorkItem.__dataclass_fields__.keys() - {"beside"}
    item = WorkItem(**{name: getattr(story.case, name) for name in names})
    listed = grouped([item], today=story.today, calendar=product_rules().calendar)
    assert [each.item.id for each in listed.groups[WorkGroup.OVERDUE]] == [story.case.id]


def test_a_contact_is_dated_from_the_receipt_to_today():
    story = to_be_called().forward(1)
    for day in ("2026-11-22", "2026-11-25"):
        with pytest.raises(Invalid) as error:
            story.do(step("first_contact", on=day, way="phone", reached="yes"))
        assert paths(error) == {"on"}
    story.do(step("first_contact", on="2026-11-23", way="phone", reached="yes"))
    assert story.case.clock(FIRST).met_on == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("changes", "track"), [({"real_name": False}, "price_report"), ({}, "service")]
)
def test_nobody_is_called_for_an_anonymous_report_or_on_another_track(changes, track):
    case = a_case(track=track, lines=0, by=product_rules(), **changes)
    assert case.clock(FIRST) is None
    if track == "price_report":
        with pytest.raises(Conflict, match="匿名举报"):
            Story(case).do(step("first_contact", **CALLED, reached="yes"))


@pytest.mark.parametrize(
    ("city", "received_on", "is_set"),
    [
        ("haiyang", date(2026, 11, 23), True),
        ("haiyang", date(2020, 11, 1), False),
        ("jiaxing", date(2026, 11, 23), False),
    ],
)
def test_the_clock_runs_only_where_and_when_the_city_has_set_it(city, received_on, is_set):
    assert product_rules().clocks(received_on, city).is_set(FIRST) is is_set


def test_who_was_told_of_the_filing_needs_no_other_contact():
    story = to_be_called().filed()
    told = forms.RecordTold(told_on=story.today, way="phone", text="14:20 通话")
    assert story.case.clock(FIRST).is_open
    story.do(told)
    assert story.case.clock(FIRST).met_on == story.today
