"""The dated time limits, what is left of them, and the files they come from."""

import json
import shutil
from datetime import date

import pytest

from services.complaints.adapters.rule_files_clocks import (
    CLOCK_RULES,
    load_calendar,
    load_limits,
    load_rungs,
)
from services.complaints.adapters.rule_rows import RuleFileError
from services.complaints.domain.clocks.limits import LimitMissing, Span, Unit
from services.complaints.domain.clocks.remaining import Urgency, remaining

CALENDAR = load_calendar()
LIMITS = load_limits()


@pytest.mark.parametrize(
    ("on", "code", "span"),
    [
        (date(2026, 4, 14), "T-MED-OLD", Span(45, Unit.WORKING_DAY)),
        (date(2026, 4, 15), "T-MED-NEW", Span(60, Unit.DAY)),
    ],
)
def test_mediation_follows_the_rule_of_the_day_of_receipt(on, code, span):
    row = LIMITS.in_force("T-MED", on)
    assert (row.code, row.span) == (code, span)


def test_filing_is_decided_in_fifteen_working_days_and_once_more_fifteen():
    row = LIMITS.in_force("T-FILE", date(2026, 11, 23))
    assert row.span == Span(15, Unit.WORKING_DAY)
    assert row.extended == Span(30, Unit.WORKING_DAY)
    assert [stop.code for stop in row.stops] == ["test", "appraisal", "identification"]
    assert (row.basis_kind, row.verified) == ("law", True)


def test_a_number_kept_from_the_old_rule_is_shown_as_a_setting_not_as_law():
    assert LIMITS.in_force("T-FILE-N", date(2026, 4, 14)).basis_kind == "law"
    kept = LIMITS.in_force("T-FILE-N", date(2026, 4, 15))
    assert (kept.basis_kind, kept.verified, kept.span) == (
        "design",
        False,
        Span(5, Unit.WORKING_DAY),
    )


def test_a_promise_of_one_city_does_not_hold_in_the_other():
    assert LIMITS.in_force("P-FIRST", date(2026, 1, 5), city="haiyang").basis_kind == "promise"
    with pytest.raises(LimitMissing):
        LIMITS.in_force("P-FIRST", date(2026, 1, 5), city="jiaxing")


def test_a_limit_without_a_number_has_no_span():
    assert LIMITS.in_force("T-RESULT-N", date(2026, 5, 1)).span is None


def test_every_limit_of_the_reference_is_there():
    codes = {row.code for row in LIMITS.rows}
    expected = (
        "ACC MED-OLD MED-NEW MEDEND-N CLUE FILE FILE-N RESULT-N CASE SERVE LIMIT STALE JURIS "
        "PET-REG PET-BACK PET-DONE REVIEW REVIEW-D REREV REREV-D PUB PUB-WD 2PUB"
    )
    assert {f"T-{code}" for code in expected.split()} <= codes


@pytest.mark.parametrize(
    ("today", "due_on", "urgency", "text"),
    [
        (date(2026, 11, 27), date(2026, 12, 2), Urgency.SOON, "还剩 3 个工作日"),
        (date(2026, 11, 27), date(2026, 12, 3), Urgency.NEUTRAL, "还剩 4 个工作日"),
        (date(2026, 11, 27), date(2026, 11, 27), Urgency.TODAY, "今天到期"),
        (date(2026, 11, 27), date(2026, 11, 26), Urgency.OVERDUE, "逾期 1 个工作日"),
        (date(2026, 11, 28), date(2026, 11, 27), Urgency.OVERDUE, "已逾期"),
        (date(2026, 5, 8), date(2026, 5, 11), Urgency.SOON, "还剩 2 个工作日"),
    ],
)
def test_what_is_left_is_said_in_working_days(today, due_on, urgency, text):
    found = remaining(today, due_on, CALENDAR)
    assert (found.urgency, found.text.sentence) == (urgency, text)


def changed(folder, name, change):
    shutil.copytree(CLOCK_RULES, folder, dirs_exist_ok=True)
    document = json.loads((folder / name).read_text(encoding="utf-8"))
    change(document)
    (folder / name).write_text(json.dumps(document), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d["limits"][0].update(number="soon"), r"complaint\.json, limits\[0\] \(T-ACC\)"),
        (lambda d: d["limits"][0].update(unit=None), "number and unit go together"),
        (lambda d: d["limits"][0].update(number=0, unit="d"), "the same day is 0 working days"),
        (lambda d: d["limits"][0].update(effective_to=None), "rows of T-ACC overlap"),
        (lambda d: d["limits"][0].update(effective_to="2000-01-01"), "ends before it begins"),
        (lambda d: d["limits"][0].pop("basis"), "basis"),
        (lambda d: d["limits"][0].update(typo=1), "typo"),
        (lambda d: d["limits"][6].update(unit="d", number=2), "counts what the limit counts"),
        (lambda d: d.pop("limits"), "has no list"),
    ],
)
def test_a_wrong_row_is_named_with_file_and_place(tmp_path, change, told):
    folder = changed(tmp_path, "limits/complaint.json", change)
    with pytest.raises(RuleFileError, match=told):
        load_limits(folder)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d["calendars"].append(d["calendars"][0]), "each year once"),
        (lambda d: d["calendars"][0]["off"][0].update(to="2026-01-01"), "is not in 2025"),
        (lambda d: d["calendars"][0]["off"][1].update(to="2025-01-01"), "ends before it begins"),
        (lambda d: d["calendars"][0]["off"][1].update(typo=1), "typo"),
        (lambda d: d["calendars"][0]["worked"].append("2025-01-06"), "no weekend day"),
        (lambda d: d["calendars"][0].update(documents=[]), "names its notice"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(tmp_path, change, told):
    folder = changed(tmp_path, "calendars/2025.json", change)
    with pytest.raises(RuleFileError, match=told):
        load_calendar(folder)


def test_no_year_may_be_left_out(tmp_path):
    shutil.copytree(CLOCK_RULES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "calendars" / "2025.json").unlink()
    with pytest.raises(RuleFileError, match="no year left out"):
        load_calendar(tmp_path)


def test_an_absent_or_broken_file_is_named(tmp_path):
    with pytest.raises(RuleFileError, match=r"no file in limits/"):
        load_limits(tmp_path)
    (tmp_path / "limits").mkdir()
    (tmp_path / "limits" / "some.json").write_text("{", encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"some\.json: is not JSON"):
        load_limits(tmp_path)
    with pytest.raises(RuleFileError, match=r"supervision\.json: cannot be read"):
        load_rungs(tmp_path)
