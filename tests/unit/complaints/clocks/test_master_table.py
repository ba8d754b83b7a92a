"""Every row of the table of limits: what it says, on which ground, and when it ends."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from services.complaints.adapters.rule_files_clocks import load_calendar, load_hours, load_limits
from services.complaints.domain.clocks.deadline import Circumstances, LimitUnusable, deadline
from services.complaints.domain.clocks.limits import LimitMissing
from services.complaints.domain.clocks.office import Receipt, hours_of
from services.complaints.domain.clocks.span_text import read_receipt

LIMITS, CALENDAR, HOURS = load_limits(), load_calendar(), load_hours()
OLD, NEW = "2026-04-14", "2026-04-15"
TEST, APPRAISAL = "test", "appraisal"

# code, received, span, extensions, what stops it, kind of basis, read in the text of the law
TABLE = [
    ("T-ACC", OLD, "7wd", [], [], "law", True),
    ("T-ACC", NEW, "7wd", [], [], "law", True),
    ("T-MED-OLD", OLD, "45wd", [], [TEST, APPRAISAL, "recusal"], "law", True),
    ("T-MED-NEW", NEW, "60d", [], [], "law", True),
    ("T-MEDEND-N", OLD, "7wd", [], [], "law", True),
    ("T-MEDEND-N", NEW, "7wd", [], [], "design", False),
    ("T-CLUE", OLD, "15wd", [("15wd", "regulator", True)], [], "law", True),
    ("T-CLUE", NEW, "15wd", [("15wd", "head", False)], [], "design", False),
    ("T-FILE", NEW, "15wd", [("15wd", "head", True)],
     [TEST, APPRAISAL, "identification"], "law", True),
    ("T-FILE-N", OLD, "5wd", [], [], "law", True),
    ("T-FILE-N", NEW, "5wd", [], [], "design", False),
    ("T-CASE", NEW, "90d", [("30d", "head", False), (None, "collective", False)],
     ["suspension", "hearing", "notice", TEST, "refund"], "law", True),
    ("T-SERVE", NEW, "7wd", [], [], "law", True),
    ("T-HEAR", NEW, "5wd", [], [], "law", True),
    ("T-LIMIT", "2023-06-01", "2y", [], [], "law", True),
    ("T-LIMIT-5", "2021-07-15", "5y", [], [], "law", True),
    ("T-STALE", "2023-03-01", "3y", [], [], "law", True),
    ("T-JURIS", OLD, "7wd", [], [], "law", True),
    ("T-JURIS", NEW, "7wd", [], [], "design", False),
    ("T-PET-REG", NEW, "15d", [], [], "law", True),
    ("T-PET-BACK", NEW, "5wd", [], [], "law", True),
    ("T-PET-DONE", NEW, "60d", [("30d", "head", True)], [], "law", True),
    ("T-REVIEW", NEW, "30d", [], [], "law", True),
    ("T-REVIEW-D", NEW, "30d", [], [], "law", True),
    ("T-REREV", NEW, "30d", [], [], "law", True),
    ("T-REREV-D", NEW, "30d", [], ["hearing"], "law", True),
    ("T-PUB", NEW, "20wd", [], [], "law", True),
    ("T-PUB-PUSH", NEW, "10wd", [], [], "law", True),
    ("T-PUB-SHOW", NEW, "10wd", [], [], "law", True),
    ("T-PUB-WD", NEW, "3wd", [], [], "law", True),
    ("T-2PUB", NEW, "7wd", [], [], "promise", False),
    ("H-ASK", NEW, "3wd", [], [], "design", False),
    ("H-HELP", NEW, "3wd", [], [], "design", False),
    ("H-COMPLAINT", NEW, "13wd", [], [], "design", False),
]  # fmt: skip
OF_CITIES = [
    ("P-FIRST", "haiyang", "1wd", "promise"),
    ("H-ASK", "zunyi", "1wd", "promise"),
    ("H-ASK-COUNTY", "zunyi", "2wd", "promise"),
    ("H-HELP", "zunyi", "5wd", "promise"),
    ("H-COMPLAINT", "zunyi", "10wd", "promise"),
    ("H-COMPLAINT-COUNTY", "zunyi", "12wd", "promise"),
    ("H-GRADE-3", "beijing", "7d", "promise"),
    ("H-GRADE-4", "beijing", "15d", "promise"),
    ("H-ASK", "haiyang", "3wd", "design"),
    ("H-ASK", "jiaxing", "3wd", "design"),
]


def worked_by_the_library(day):
    return chinese_calendar.is_workday(day)


def due_by_the_library(received, span):
    """Count once more, by another library's calendar."""
    number, unit = int(span.rstrip("wdy")), span.lstrip("0123456789")
    day = received
    if unit == "wd":
        while number:
            day += timedelta(days=1)
            number -= worked_by_the_library(day)
        return day
    day = day + timedelta(days=number) if unit == "d" else day.replace(year=day.year + number)
    while not worked_by_the_library(day):
        day += timedelta(days=1)
    return day


def row_of(code, received, city=None):
    return LIMITS.in_force(code, date.fromisoformat(received), city=city)


@pytest.mark.parametrize("said", TABLE)
def test_a_row_says_what_the_law_says(said):
    code, received, span, more, stops, kind, verified = said
    row = row_of(code, received)
    assert row.code == code
    assert row.span.code == span
    extensions = [
        (each.span.code if each.span else None, each.approver, each.verified)
        for each in row.extensions
    ]
    assert extensions == more
    assert [stop.code for stop in row.stops] == stops
    assert (row.basis_kind, row.verified) == (kind, verified)
    assert row.basis
    assert row.title.keys() == row.trigger.keys() == {"zh", "en"}


@pytest.mark.parametrize(("code", "received", "span"), [row[:3] for row in TABLE])
def test_a_row_ends_when_an_independent_calendar_says(code, received, span):
    row, day = row_of(code, received), date.fromisoformat(received)
    found = deadline(row, Circumstances(trigger=Receipt(day), calendar=CALENDAR))
    assert found.due_on == due_by_the_library(day, span)
    assert not found.provisional
    assert row.code in found.arithmetic[0].sentence
    assert row.basis in found.arithmetic[0].sentence


@pytest.mark.parametrize(("code", "city", "span", "kind"), OF_CITIES)
def test_a_city_has_its_own_row_or_that_of_the_country(code, city, span, kind):
    row = row_of(code, NEW, city)
    assert (row.span.code, row.basis_kind, row.verified) == (span, kind, False)
    found = deadline(row, Circumstances(trigger=Receipt(date(2026, 4, 15)), calendar=CALENDAR))
    assert found.due_on == due_by_the_library(date(2026, 4, 15), span)


@pytest.mark.parametrize(
    ("code", "until"), [("H-GRADE-1", "2026-09-30T18:30"), ("H-GRADE-2", "2026-10-01T16:30")]
)
def test_a_limit_in_hours_runs_from_its_moment_over_days_of_rest(code, until):
    given = Circumstances(trigger=read_receipt("2026-09-30T16:30"), calendar=CALENDAR)
    found = deadline(row_of(code, NEW, "beijing"), given)
    assert found.due_at == read_receipt(until).at
    assert found.due_on.isoformat() == until[:10]
    assert "第二百零一条" in found.arithmetic[-1].sentence


@pytest.mark.parametrize(
    ("received", "due_on"),
    [
        ("2026-09-30T17:00+08:00", "2026-09-30"),
        ("2026-09-30T17:01+08:00", "2026-10-08"),
        ("2026-09-30T09:00+00:00", "2026-09-30"),
        ("2026-10-03T10:00+08:00", "2026-10-08"),
        ("2026-10-10T10:00+08:00", "2026-10-10"),
        ("2026-10-02", "2026-10-08"),
    ],
)
def test_an_urgent_ticket_after_office_hours_is_one_of_the_next_working_day(received, due_on):
    receipt = read_receipt(received)
    hours = hours_of(HOURS, receipt.on, "haiyang")
    given = Circumstances(trigger=receipt, calendar=CALENDAR, hours=hours)
    assert deadline(row_of("H-URGENT", NEW, "haiyang"), given).due_on.isoformat() == due_on


def test_a_late_receipt_makes_no_difference_where_no_rule_says_so():
    receipt = read_receipt("2026-04-30T23:59+08:00")
    hours = hours_of(HOURS, receipt.on, "haiyang")
    given = Circumstances(trigger=receipt, calendar=CALENDAR, hours=hours)
    assert deadline(row_of("T-PET-BACK", NEW), given).due_on == date(2026, 5, 11)


@pytest.mark.parametrize(
    ("code", "city", "note"), [("T-RESULT-N", None, "没有期限数字"), ("H-URGENT", "zunyi", "立即")]
)
def test_a_row_without_a_number_sets_no_date(code, city, note):
    given = Circumstances(trigger=Receipt(date(2026, 5, 1)), calendar=CALENDAR)
    with pytest.raises(LimitUnusable) as error:
        deadline(row_of(code, NEW, city), given)
    assert note in error.value.detail % error.value.params


@pytest.mark.parametrize(
    ("code", "received"),
    [("T-MED-NEW", OLD), ("T-MED-OLD", NEW), ("T-PET-REG", "2022-04-30"), ("T-FILE", "2021-07-14")],
)
def test_a_row_does_not_hold_before_or_after_its_days(code, received):
    with pytest.raises(LimitMissing):
        row_of(code, received)


@pytest.mark.parametrize(("received", "code"), [(OLD, "T-MED-OLD"), (NEW, "T-MED-NEW")])
def test_the_day_of_receipt_decides_between_the_old_order_and_the_new(received, code):
    assert row_of("T-MED", received).code == code


def test_every_row_of_the_files_is_in_the_tables_of_this_test():
    known = {row[0] for row in TABLE} | {row[0] for row in OF_CITIES}
    known |= {"T-RESULT-N", "H-URGENT", "H-GRADE-1", "H-GRADE-2"}
    settings = {"P-FEE-ACC", "P-FEE-MED", "P-SVC-ACC", "P-SVC-DONE", "P-REOPEN", "P-ANNOUNCE"}
    assert {row.code for row in LIMITS.rows} == known | settings
