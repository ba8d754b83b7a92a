from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from shared.web.formats import (
    amount,
    clock_time,
    date_time,
    days_written,
    figures,
    full_date,
    money,
    number,
    percent,
    told,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("3810"), "¥3,810.00"),
        ("0.005", "¥0.01"),
        (Decimal("-2.5"), "−¥2.50"),
        (0, "¥0.00"),
        (None, "—"),
        ("x", "—"),
        ("NaN", "—"),
    ],
)
def test_money_has_its_sign_thousands_and_two_places_half_up(value, written):
    assert money(value) == written


def test_a_column_of_amounts_leaves_the_sign_to_its_header():
    assert amount("1234567.5") == "1,234,567.50"


@pytest.mark.parametrize(("value", "written"), [("1.50", "1.5"), (12000, "12,000"), ("-3", "−3")])
def test_a_figure_keeps_the_places_it_has(value, written):
    assert number(value) == written


def test_a_share_of_nothing_is_no_data():
    assert percent(362, 372) == "97.3%"
    assert percent(0, 0) == "无数据"


def test_times_are_those_of_the_place():
    late = datetime(2025, 12, 31, 16, 5, tzinfo=UTC)
    assert full_date(late) == "2026年1月1日"
    assert clock_time(late) == "00:05"
    assert date_time("2025-03-01T01:00:00+00:00") == "2025年3月1日 09:00"


def test_a_date_that_cannot_be_read_is_unknown():
    assert full_date("soon") == "—"
    assert full_date(None) == "—"
    assert full_date(date(2025, 3, 1)) == "2025年3月1日"


def test_figures_stand_out_and_nothing_of_a_text_becomes_markup():
    assert figures("还剩 15 个工作日") == "还剩 <b>15</b> 个工作日"
    assert figures("<i>'3'</i>") == "&lt;i&gt;&#39;<b>3</b>&#39;&lt;/i&gt;"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("自2026-08-03起", "自2026年8月3日起"),
        ("到 2026-08-03 16:30 还没有", "到 2026年8月3日 16:30 还没有"),
        ("2026-02-30", "2026-02-30"),
        ("HY-2026-08-03", "HY-2026-08-03"),
        ("2026-08-03T16:30", "2026-08-03T16:30"),
    ],
)
def test_days_in_a_sentence_are_written_out(text, written):
    assert days_written(text) == written


def test_a_pattern_to_type_stays_while_the_days_told_are_written_out():
    params = {"day": "2026-08-03", "count": 2}
    assert told("%(day)s 不行，写成 2026-01-31", params) == "2026年8月3日 不行，写成 2026-01-31"
    assert told("没有参数的 100%") == "没有参数的 100%"
