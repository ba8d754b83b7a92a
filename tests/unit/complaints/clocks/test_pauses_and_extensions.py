"""What does not count, what is added, and what no rule allows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.complaints.adapters.rule_files_clocks import load_calendar, load_limits, load_rungs
from services.complaints.domain.clocks.deadline import Circumstances, deadline
from services.complaints.domain.clocks.extensions import ExtensionRefused, Granted
from services.complaints.domain.clocks.limits import Span, TimeLimits, Unit
from services.complaints.domain.clocks.office import Receipt
from services.complaints.domain.clocks.pauses import Pause, PauseRefused
from services.complaints.domain.clocks.supervision import pressed_on

CODES = ["S-50", "S-80", "S-DUE", "S-LATE-1", "S-LATE-3", "S-LATE"]
LIMITS, CALENDAR, RUNGS = load_limits(), load_calendar(), load_rungs()
RECEIVED = date(2026, 8, 3)
FILE, CASE, REREV = (LIMITS.in_force(code, RECEIVED) for code in ("T-FILE", "T-CASE", "T-REREV-D"))
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))


def of(limit, *, on=RECEIVED, pauses=(), extensions=()):
    given = Circumstances(
        trigger=Receipt(on), calendar=CALENDAR, pauses=pauses, extensions=extensions
    )
    return deadline(limit, given)


def pause(from_on, to_on, reason="test"):
    return Pause(date.fromisoformat(from_on), date.fromisoformat(to_on), reason)


@pytest.mark.parametrize(
    ("pauses", "due_on"),
    [
        ([], "2026-08-24"),
        ([pause("2026-08-10", "2026-08-14")], "2026-08-31"),
        ([pause("2026-08-10", "2026-08-16")], "2026-08-31"),
        ([pause("2026-08-08", "2026-08-09")], "2026-08-24"),
        ([pause("2026-08-10", "2026-08-12"), pause("2026-08-12", "2026-08-14")], "2026-08-31"),
        ([pause("2026-08-10", "2026-08-10", "appraisal")], "2026-08-25"),
        ([pause("2026-09-10", "2026-09-14")], "2026-08-24"),
        ([pause("2026-08-24", "2026-08-24")], "2026-08-25"),
    ],
)
def test_working_days_inside_a_pause_do_not_count(pauses, due_on):
    assert of(FILE, pauses=pauses).due_on.isoformat() == due_on


def test_calendar_days_inside_a_pause_do_not_count_and_the_end_still_moves_over_rest_days():
    on = date(2026, 3, 6)
    assert of(REREV, on=on).due_on == date(2026, 4, 7)
    paused = of(REREV, on=on, pauses=[pause("2026-03-10", "2026-03-12", "hearing")])
    assert paused.due_on == date(2026, 4, 8)
    assert any("暂停（听证）" in step.sentence for step in paused.arithmetic)


def test_months_end_later_by_the_days_of_a_pause():
    limit = replace(REREV, span=Span(1, Unit.MONTH))
    paused = of(limit, on=date(2026, 3, 2), pauses=[pause("2026-03-10", "2026-03-12", "hearing")])
    assert paused.due_on == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("limit", "asked", "told"),
    [
        (FILE, pause("2026-08-10", "2026-08-14", "holiday"), "test（检测、检验、检疫）、appraisal"),
        (LIMITS.in_force("T-MED", RECEIVED), pause("2026-08-10", "2026-08-14"), "没有列明"),
        (FILE, pause("2026-08-02", "2026-08-14"), "2026-08-03 以后"),
        (FILE, pause("2026-08-14", "2026-08-10"), "结束不早于开始"),
        (FILE, pause("2026-08-10", "2099-08-10"), "不能超过"),
    ],
)
def test_a_pause_no_rule_lists_is_refused_with_those_it_lists(limit, asked, told):
    with pytest.raises(PauseRefused) as error:
        of(limit, pauses=[asked])
    assert told in error.value.detail % error.value.params
    assert [each.path for each in error.value.errors] == ["pause.0"]


@pytest.mark.parametrize(
    ("limit", "extensions", "due_on"),
    [
        (FILE, [Granted(15, "head")], "2026-09-14"),
        (FILE, [Granted(5, "市场监督管理部门负责人批准")], "2026-08-31"),
        (CASE, [Granted(30, "head")], "2026-12-01"),
        (CASE, [Granted(30, "head"), Granted(60, "collective")], "2027-02-01"),
    ],
)
def test_an_extension_adds_to_the_whole(limit, extensions, due_on):
    found = of(limit, extensions=extensions)
    assert found.due_on.isoformat() == due_on
    assert any("延长" in step.sentence for step in found.arithmetic)


@pytest.mark.parametrize(
    ("limit", "extensions", "at", "told"),
    [
        (FILE, [Granted(16, "head")], 0, "最多 15wd"),
        (FILE, [Granted(0, "head")], 0, "最多 15wd"),
        (FILE, [Granted(5, "clerk")], 0, "head（市场监督管理部门负责人批准）"),
        (FILE, [Granted(5, "head"), Granted(5, "head")], 1, "只能延长 1 次"),
        (CASE, [Granted(30, "collective")], 0, "head"),
        (CASE, [Granted(30, "head"), Granted(0, "collective")], 1, "最多 —"),
        (REREV, [Granted(5, "head")], 0, "没有可以延长的规定"),
    ],
)
def test_an_extension_no_rule_knows_is_refused_with_what_it_knows(limit, extensions, at, told):
    with pytest.raises(ExtensionRefused) as error:
        of(limit, extensions=extensions)
    assert told in error.value.detail % error.value.params
    assert [each.path for each in error.value.errors] == [f"extend.{at}"]


@given(DAYS, st.integers(0, 60), st.integers(0, 40))
def test_a_pause_never_ends_a_limit_earlier_nor_on_a_rest_day(received, after, length):
    from_on = received + timedelta(days=after)
    asked = Pause(from_on, from_on + timedelta(days=length), "test")
    plain, paused = of(FILE, on=received), of(FILE, on=received, pauses=[asked])
    assert paused.due_on >= plain.due_on
    assert not CALENDAR.is_rest(paused.due_on)
    assert not asked.from_on <= paused.due_on <= asked.to_on
    assume(from_on > plain.due_on)
    assert paused.due_on == plain.due_on


@given(DAYS, st.integers(1, 15))
def test_an_extension_adds_exactly_its_working_days(received, number):
    plain, longer = (
        of(FILE, on=received),
        of(FILE, on=received, extensions=[Granted(number, "head")]),
    )
    assert CALENDAR.working_days(plain.due_on, longer.due_on) == number


def test_a_city_comes_before_its_province_and_that_before_the_country():
    city = replace(FILE, city="haiyang", province="山东", span=Span(1, Unit.DAY))
    province = replace(FILE, province="山东", span=Span(2, Unit.DAY))
    provinces = {"haiyang": "山东", "yantai": "山东", "jiaxing": "浙江"}
    limits = TimeLimits((FILE, province, city), provinces)
    found = {
        each: limits.in_force("T-FILE", RECEIVED, city=each).span
        for each in ("haiyang", "yantai", "jiaxing", None)
    }
    assert found == {
        "haiyang": Span(1, Unit.DAY),
        "yantai": Span(2, Unit.DAY),
        "jiaxing": FILE.span,
        None: FILE.span,
    }


@pytest.mark.parametrize(
    ("limit", "on", "days"),
    [
        (FILE, "2026-08-03", ["2026-08-13", "2026-08-19", "2026-08-24", "2026-08-25", "2026-08-27",
         "2026-08-31"]),
        (CASE, "2026-08-03", ["2026-09-17", "2026-10-14", "2026-11-02", "2026-11-03", "2026-11-05",
         "2026-11-09"]),
        (LIMITS.in_force("T-LIMIT", RECEIVED), "2024-01-04",
         ["2025-01-06", "2025-08-11", "2026-01-04", "2026-01-05", "2026-01-07", "2026-01-09"]),
    ],
)  # fmt: skip
def test_a_duty_is_pressed_for_before_and_after_its_day(limit, on, days):
    found = of(limit, on=date.fromisoformat(on))
    pressed = pressed_on(found, RUNGS, CALENDAR)
    assert [each.rung.code for each in pressed] == CODES
    assert [each.on.isoformat() for each in pressed] == days
