"""Steps of supervision: when each is taken, once a clock, whom it tells, and in which hours."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.domain.cases.pressing import press
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.schedule import look_again_at
from services.complaints.domain.clocks.working_hours import WorkingHours
from shared.clock import SHANGHAI
from shared.events.case_events import CasePressed
from tests.complaints import SUQING, a_case, an_act, product_rules, rules
from tests.unit.complaints.cases.story import Story

CODES = ["S-50", "S-80", "S-DUE", "S-LATE-1", "S-LATE-3", "S-LATE"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def pressed(story: Story) -> list[CasePressed]:
    """Take every step that is due; return the events."""
    told: list[CasePressed] = []
    while True:
        after, events = press(story.case, an_act(story.case, None, story.now), rules().supervision)
        if not events:
            return told
        assert after.version == story.case.version + 1
        story.case = after
        told += events


def test_a_clock_keeps_the_mornings_on_which_it_is_pressed_for():
    [clock] = a_case().clocks
    assert [rung.code for rung in clock.ladder] == CODES
    assert [rung.at for rung in clock.ladder] == [
        at(f"2026-12-{day}T09:00") for day in ("03", "09", "14", "15", "17", "21")
    ]


def test_of_steps_on_one_day_only_the_last_is_taken():
    limits = product_rules().clocks(date(2026, 11, 23), "haiyang")
    one_day = limits.start("P-FIRST", date(2026, 11, 23))
    assert [rung.code for rung in one_day.ladder] == ["S-DUE", *CODES[3:]]


def test_each_step_is_taken_once_and_leads_to_the_next():
    story = Story().checking()
    ladder = story.case.clocks[0].ladder
    for rung in ladder:
        story.case, _ = note_overdue(story.case, an_act(story.case, None, rung.at))
        if not story.case.overdue:
            assert story.case.next_due == rung.at
        story.now = rung.at
        [event] = pressed(story)
        assert (event.rung, event.limit) == (rung.code, "T-FILE")
        assert pressed(story) == []
    assert story.case.next_due is None
    lines = [each.text for each in story.case.timeline if each.action == "pressed"]
    assert lines == [f"T-FILE {code}" for code in CODES]
    assert story.case.criticised_at == ladder[-1].at


def test_the_person_is_reminded_the_head_hears_of_the_end_and_the_port_office_of_delay():
    story = Story().checking()
    story.now = story.case.clocks[0].ladder[-1].at
    told = {event.rung: event for event in pressed(story)}
    assert list(told) == CODES
    assert {event.officer_ref for event in told.values()} == {f"{story.case.id}/officer"}
    heads = [code for code, event in told.items() if event.department_told == "hy-market"]
    offices = [code for code, event in told.items() if event.port_office == "hy-port-office"]
    assert (heads, offices) == (CODES[2:], CODES[4:])


def test_a_case_without_a_handler_goes_to_the_department_at_every_step():
    story = Story()
    story.now = story.case.clocks[0].ladder[1].at
    for event in pressed(story):
        assert (event.officer_ref, event.department_told) == (None, "hy-market")


def test_a_duty_that_was_met_or_stands_still_is_not_pressed_for():
    story = Story().filed()
    story.now = at("2026-12-21T10:00")
    assert {event.limit for event in pressed(story)} == {"T-FILE-N"}
    waiting = Story()
    waiting.do(step("pause_clock", clock="T-FILE", reason="test", text="委托检测。"))
    assert waiting.case.next_due is None
    waiting.now = at("2027-03-01T10:00")
    assert pressed(waiting) == []


def test_a_limit_that_was_extended_is_reminded_of_once_and_pressed_for_at_its_new_end():
    story = Story().checking()
    story.now = at("2026-12-15T10:00")
    assert [event.rung for event in pressed(story)] == CODES[:4]
    story.do(step("ask_extension", clock="T-FILE", number="15", text="须向船公司核实。"))
    story.do(
        step("decide_extension", approve="yes", approver="局长批件", text="须核实。"), by=SUQING
    )
    clock = story.case.clock("T-FILE")
    assert clock.due_on == date(2027, 1, 5)
    assert [rung.code for rung in clock.ladder if rung.noted_at] == CODES[:2]
    assert story.case.next_due == at("2027-01-05T09:00")


@pytest.mark.parametrize(
    ("now", "working", "begins"),
    [
        ("2026-11-23T08:59", False, "2026-11-23T09:00"),
        ("2026-11-23T09:00", True, "2026-11-24T09:00"),
        ("2026-11-23T17:01", False, "2026-11-24T09:00"),
        ("2026-11-27T17:30", False, "2026-11-30T09:00"),
        ("2026-11-28T10:00", False, "2026-11-30T09:00"),
        ("2026-10-10T10:00", True, "2026-10-12T09:00"),
    ],
)
def test_people_are_at_work_on_working_days_between_opening_and_closing(now, working, begins):
    hours = rules().hours_of("haiyang")
    assert isinstance(hours, WorkingHours)
    assert hours.are_now(at(now)) is working
    assert hours.next_begin(at(now)) == at(begins)


def test_a_reminder_waits_for_the_morning_but_not_past_an_end_that_is_to_be_noted():
    case = a_case()
    [clock] = case.clocks
    evening = at("2026-12-14T20:00")
    morning = rules().hours_of("haiyang").next_begin(evening)
    assert look_again_at(case, morning) == datetime(2026, 12, 14, 16, tzinfo=UTC)
    noted = replace(case, overdue=(clock.code,))
    assert look_again_at(noted, morning) == morning
