"""The calendars of every year: against an independent library, and what must hold of any."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.adapters.rule_files_calendars import (
    CLOCK_RULES,
    CalendarUnusable,
    load_calendar,
    read_calendar,
)
from services.complaints.domain.clocks.calendar import days_between

CALENDAR = load_calendar()
OFFICIAL = sorted(year for year, each in CALENDAR.years.items() if each.published)
DAYS = st.dates(date(2019, 1, 1), date(2025, 12, 31))
COUNTS = st.integers(0, 200)
MID_AUTUMN_ON_NATIONAL_DAYS = {2028, 2031}
STATUTORY = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}


def days_of(year):
    return days_between(date(year - 1, 12, 31), date(year, 12, 31))


def test_the_official_years_are_those_of_the_notices():
    assert list(range(2018, 2027)) == OFFICIAL


@pytest.mark.parametrize("year", OFFICIAL)
def test_every_day_of_an_official_year_is_as_an_independent_library_has_it(year):
    ours = {day for day in days_of(year) if CALENDAR.is_rest(day)}
    theirs = {day for day in days_of(year) if chinese_calendar.is_holiday(day)}
    assert ours == theirs


@pytest.mark.parametrize("year", OFFICIAL)
def test_an_official_year_names_its_notices_and_its_statutory_days_are_off(year):
    each = CALENDAR.years[year]
    assert each.verified
    assert all(document.number.startswith("国办发明电〔") for document in each.documents)
    assert all(document.number in each.basis for document in each.documents)
    assert each.documents[0].dated_on.year == year - 1
    assert {date(year, month, day) for month, day in STATUTORY} <= each.off


@pytest.mark.parametrize("year", range(2027, 2033))
def test_a_later_year_has_the_thirteen_statutory_days_and_is_neither_official_nor_verified(year):
    each = CALENDAR.years[year]
    assert not each.published
    assert not each.verified
    assert not each.worked
    assert len(each.off) == 13 - (year in MID_AUTUMN_ON_NATIONAL_DAYS)
    assert {date(year, month, day) for month, day in CALENDAR.fixed} <= each.off
    assert chinese_calendar.get_solar_terms(date(year, 4, 3), date(year, 4, 6))[0][0] in each.off


def test_2020_has_the_longer_spring_festival():
    assert CALENDAR.is_rest(date(2020, 1, 31))
    assert CALENDAR.is_rest(date(2020, 2, 1))
    assert not CALENDAR.is_rest(date(2020, 2, 3))


def test_2019_has_the_labour_days_as_they_were_changed():
    assert [CALENDAR.is_rest(date(2019, 5, day)) for day in (1, 2, 3, 4, 5)] == [True] * 4 + [False]
    assert CALENDAR.is_made_up(date(2019, 4, 28))


@given(DAYS, COUNTS)
def test_forward_and_back_comes_to_the_same_working_day(day, count):
    start = CALENDAR.next_working(day)
    there = CALENDAR.working_day_from(start, count)
    assert CALENDAR.working_day_from(there, -count) == start


@given(DAYS, COUNTS.filter(bool))
def test_working_days_from_a_day_end_on_a_worked_day_and_are_as_many_as_asked(day, count):
    there, back = (CALENDAR.working_day_from(day, each) for each in (count, -count))
    assert not CALENDAR.is_rest(there)
    assert not CALENDAR.is_rest(back)
    assert CALENDAR.working_days(day, there) == count
    assert CALENDAR.working_days(back - timedelta(days=1), day - timedelta(days=1)) == count


@given(DAYS, COUNTS)
def test_a_later_day_or_one_more_never_ends_earlier(day, count):
    there = CALENDAR.working_day_from(day, count)
    assert CALENDAR.working_day_from(day, count + 1) > there
    assert CALENDAR.working_day_from(day + timedelta(days=1), count) >= there


def test_the_file_of_a_year_can_be_handed_in():
    text = (CLOCK_RULES / "calendars" / "2026.json").read_text(encoding="utf-8")
    written, read = read_calendar(text)
    assert read == CALENDAR.years[2026]
    assert written["year"] == 2026


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "恰好一年"),
        ("[]", "恰好一年"),
        ('{"calendars": []}', "恰好一年"),
        ('{"calendars": [1, 2]}', "恰好一年"),
        ("[" * 100_000, "恰好一年"),
        ('{"calendars": [1]}', "Invalid input"),
        ('{"calendars": [{"year": 2027}]}', "Missing data"),
        ((CLOCK_RULES / "calendars" / "2027.json").read_text(encoding="utf-8"), "不是已公布"),
    ],
)
def test_what_is_no_official_calendar_is_refused(text, told):
    with pytest.raises(CalendarUnusable) as error:
        read_calendar(text)
    assert told in error.value.detail % error.value.params
    assert [each.path for each in error.value.errors] == ["text"]
