"""When limits end: the vectors of the law reference, and what must hold of every limit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.adapters.rule_files_clocks import load_calendar
from services.complaints.domain.clocks.calendar import Calendar, CalendarMissing
from services.complaints.domain.clocks.calendar_change import calendar_change
from services.complaints.domain.clocks.due import SpanUnusable, due
from services.complaints.domain.clocks.limits import Span, Unit
from services.complaints.domain.clocks.span_text import read_span

CALENDAR = load_calendar()
DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))
NUMBERS = st.integers(1, 120)
UNITS = st.sampled_from([Unit.WORKING_DAY, Unit.DAY])


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        ("2025-01-24", "3wd", "2025-02-05"),
        ("2025-01-24", "7wd", "2025-02-10"),
        ("2025-04-25", "5wd", "2025-05-06"),
        ("2025-09-26", "7wd", "2025-10-13"),
        ("2025-09-28", "7wd", "2025-10-14"),
        ("2026-01-01", "5wd", "2026-01-08"),
        ("2026-02-12", "7wd", "2026-02-28"),
        ("2026-02-13", "15wd", "2026-03-12"),
        ("2026-04-30", "5wd", "2026-05-11"),
        ("2026-09-18", "7wd", "2026-09-29"),
        ("2026-09-30", "7wd", "2026-10-15"),
        ("2026-09-30", "15wd", "2026-10-27"),
        ("2026-10-08", "3wd", "2026-10-12"),
        ("2026-08-02", "60d", "2026-10-08"),
        ("2026-08-04", "60d", "2026-10-08"),
        ("2026-03-06", "30d", "2026-04-07"),
        ("2026-04-01", "60d", "2026-06-01"),
    ],
)
def test_a_limit_ends_on_the_day_the_law_says(received, limit, expected):
    found = due(date.fromisoformat(received), read_span(limit), CALENDAR)
    assert (found.due_on.isoformat(), found.provisional) == (expected, False)


@pytest.mark.parametrize(
    ("year", "months"),
    [
        (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]),
        (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
    ],
)
def test_each_month_has_as_many_working_days_as_were_announced(year, months):
    firsts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    eves = [day - timedelta(days=1) for day in firsts[1:]]
    counted = [
        sum(not CALENDAR.is_rest(first + timedelta(days=i)) for i in range((eve - first).days + 1))
        for first, eve in zip(firsts, eves, strict=False)
    ]
    assert counted == months
    assert sum(counted) == 248


@given(DAYS, NUMBERS, UNITS)
def test_a_limit_ends_after_its_trigger_and_never_on_a_rest_day(received, number, unit):
    found = due(received, Span(number, unit), CALENDAR)
    assert found.due_on > received
    assert not CALENDAR.is_rest(found.due_on)


@given(DAYS, NUMBERS, UNITS)
def test_one_more_unit_or_a_later_receipt_never_ends_earlier(received, number, unit):
    found = due(received, Span(number, unit), CALENDAR).due_on
    assert due(received, Span(number + 1, unit), CALENDAR).due_on >= found
    assert due(received + timedelta(days=1), Span(number, unit), CALENDAR).due_on >= found


@given(DAYS, NUMBERS)
def test_exactly_n_working_days_lie_up_to_the_last_one(received, number):
    found = due(received, Span(number, Unit.WORKING_DAY), CALENDAR)
    assert CALENDAR.working_days(received, found.due_on) == number


@given(DAYS, NUMBERS)
def test_calendar_days_move_only_over_rest_days(received, number):
    found = due(received, Span(number, Unit.DAY), CALENDAR).due_on
    raw = received + timedelta(days=number)
    assert found >= raw
    assert CALENDAR.working_days(raw - timedelta(days=1), found) == 1


@given(DAYS, NUMBERS, UNITS)
def test_a_date_is_provisional_when_it_reaches_an_unpublished_year(received, number, unit):
    found = due(received, Span(number, unit), CALENDAR)
    assert found.provisional == (found.due_on > date(2026, 12, 20))
    assert any("暂定" in step for step in found.steps) == found.provisional


@pytest.mark.parametrize(
    ("received", "limit", "year"),
    [("2026-12-18", "1wd", 2027), ("2026-12-18", "3d", 2027), ("2026-12-11", "10d", 2027)],
)
def test_a_date_in_late_december_waits_for_the_notice_of_the_next_year(received, limit, year):
    found = due(date.fromisoformat(received), read_span(limit), CALENDAR)
    assert (found.due_on, found.provisional) == (date(2026, 12, 21), True)
    assert f"{year} 年放假安排尚未公布，可能调整上一年 12 月下旬" in found.steps[-1]
    assert not due(date(2026, 12, 17), Span(1, Unit.WORKING_DAY), CALENDAR).provisional
    assert not due(date(2025, 12, 24), Span(1, Unit.WORKING_DAY), CALENDAR).provisional


def test_the_notice_of_the_next_year_moves_days_of_late_december():
    following = replace(
        CALENDAR.years[2027],
        published=True,
        off=CALENDAR.years[2027].off | {date(2026, 12, 31)},
        worked=frozenset({date(2026, 12, 26)}),
    )
    calendar = Calendar({**CALENDAR.years, 2027: following}, CALENDAR.fixed)
    assert due(date(2026, 12, 25), Span(1, Unit.WORKING_DAY), calendar).due_on.day == 26
    found = due(date(2026, 12, 30), Span(1, Unit.DAY), calendar)
    assert (found.due_on, found.provisional) == (date(2027, 1, 4), False)
    change = calendar_change(CALENDAR, following)
    assert (change.off, change.worked) == ((date(2026, 12, 31),), (date(2026, 12, 26),))


def test_statutory_days_of_an_unpublished_year_are_not_worked():
    found = due(date(2027, 2, 4), Span(1, Unit.WORKING_DAY), CALENDAR)
    assert found.due_on == date(2027, 2, 9)
    assert found.provisional


def test_years_without_any_calendar_know_weekends_and_fixed_holidays():
    assert CALENDAR.is_rest(date(2035, 5, 1))
    assert CALENDAR.is_rest(date(2035, 10, 3))
    assert CALENDAR.is_rest(date(2035, 4, 28))
    assert not CALENDAR.is_rest(date(2035, 4, 27))


def test_years_end_on_the_matching_day_or_the_end_of_february():
    assert due(date(2028, 2, 29), Span(2, Unit.YEAR), CALENDAR).due_on == date(2030, 2, 28)
    assert due(date(2023, 2, 10), Span(2, Unit.YEAR), CALENDAR).due_on == date(2025, 2, 10)


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        ("2026-01-31", "1m", "2026-02-28"),
        ("2025-01-31", "1m", "2025-02-28"),
        ("2025-08-31", "1m", "2025-09-30"),
        ("2025-11-30", "3m", "2026-02-28"),
        ("2026-06-01", "3m", "2026-09-01"),
        ("2026-07-03", "3m", "2026-10-08"),
        ("2026-12-15", "3m", "2027-03-15"),
    ],
)
def test_months_end_on_the_matching_day_or_with_the_month(received, limit, expected):
    assert (
        due(date.fromisoformat(received), read_span(limit), CALENDAR).due_on.isoformat() == expected
    )


@pytest.mark.parametrize("limit", ["4h", "0.5h"])
def test_hours_are_no_days(limit):
    with pytest.raises(SpanUnusable, match="起算的时刻"):
        due(date(2026, 1, 5), read_span(limit), CALENDAR)


def test_working_days_in_an_unpublished_year_are_provisional_wherever_the_count_ends():
    published = replace(CALENDAR.years[2028], published=True)
    calendar = Calendar({**CALENDAR.years, 2028: published}, CALENDAR.fixed)
    found = due(date(2026, 12, 1), Span(300, Unit.WORKING_DAY), calendar)
    assert found.due_on.year == 2028
    assert found.provisional
    assert not due(date(2026, 12, 1), Span(500, Unit.DAY), calendar).provisional


def test_the_arithmetic_names_what_was_skipped_and_what_was_made_up():
    steps = due(date(2026, 4, 30), Span(5, Unit.WORKING_DAY), CALENDAR).steps
    assert steps[0] == "2026-04-30 收到，当日不计，从次日 2026-05-01 起算"
    assert "2026-05-01 至 2026-05-05 放假，不计" in steps
    assert "2026-05-09 调休上班，计入" in steps
    assert steps[-1] == "第 5 个工作日是 2026-05-11"


def test_a_moved_day_says_why():
    steps = due(date(2026, 3, 6), Span(30, Unit.DAY), CALENDAR).steps
    assert "顺延" in steps[-1]
    assert "民法典第二百零三条" in steps[-1]


@pytest.mark.parametrize("number", [0, -1, 3661, 10**9])
def test_a_span_below_one_or_absurdly_long_is_refused(number):
    with pytest.raises(SpanUnusable):
        due(date(2026, 1, 5), Span(number, Unit.WORKING_DAY), CALENDAR)


@pytest.mark.parametrize(
    ("received", "span"),
    [
        (date(2017, 12, 28), Span(5, Unit.WORKING_DAY)),
        (date(2017, 6, 1), Span(60, Unit.DAY)),
        (date(9999, 12, 31), Span(1, Unit.DAY)),
        (date(2100, 12, 30), Span(30, Unit.DAY)),
        (date(2099, 1, 1), Span(5, Unit.YEAR)),
    ],
)
def test_a_date_outside_the_calendars_is_refused_not_guessed(received, span):
    with pytest.raises(CalendarMissing):
        due(received, span, CALENDAR)
