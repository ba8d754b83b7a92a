"""Amounts, days, codes, spans and receipts: full-width or half, right or refused."""

import unicodedata
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from services.complaints.adapters.rule_files_clocks import load_calendar
from services.complaints.domain.cases.receipt import DIGITS, grouped, read_receipt, written_receipt
from services.complaints.domain.clocks.due import due
from services.complaints.domain.clocks.span_text import read_date, read_span
from services.complaints.routes.cases.fields import MOST_PLACES, WrittenDate, WrittenDecimal
from services.complaints.usecases.catalogue.read_lines import read_lines
from shared.errors import AppError, Invalid
from shared.uscc import clean, is_valid, problem_with
from shared.web.asked_days import FIRST_YEAR, LAST_YEAR, AskedDay, AskedInstant
from tests.fuzz.effort import effort
from tests.fuzz.parsers.anything import JSON, NEAR, TYPED

TODAY = date(2026, 11, 23)
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789.,-"}
WIDE = "".join(map(chr, range(0xFF10, 0xFF1A)))


@effort(400)
@given(value=JSON)
def test_an_amount_is_finite_and_can_be_written_or_is_refused(value):
    try:
        number = WrittenDecimal().deserialize(value)
    except ValidationError:
        return
    assert number.is_finite()
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    assert exponent >= -MOST_PLACES


@effort(200)
@given(value=st.decimals(0, 10**9, places=2, allow_nan=False))
def test_an_amount_is_read_as_it_is_written_full_width_too(value):
    for text in (str(value), f"{value:,}", f"¥{value}元"):
        assert WrittenDecimal().deserialize(text) == value
        assert WrittenDecimal().deserialize(text.translate(FULL_WIDTH)) == value


@effort(300)
@given(value=JSON)
def test_a_day_is_written_with_hyphens_or_is_refused(value):
    try:
        day = WrittenDate().deserialize(value)
    except ValidationError:
        return
    assert unicodedata.normalize("NFKC", str(value)).strip() == day.isoformat()


@effort(300)
@given(value=TYPED)
@pytest.mark.parametrize("field", [AskedDay(), AskedInstant()], ids=["day", "instant"])
def test_what_is_asked_for_lies_in_the_years_there_are(field, value):
    try:
        found = field.deserialize(value)
    except ValidationError:
        return
    assert FIRST_YEAR <= found.year <= LAST_YEAR


@effort(300)
@given(typed=TYPED | st.text("0123456789ABCDEFGHJKLMNPQRTUWXYOISZV", min_size=17, max_size=19))
def test_a_code_is_right_or_is_told_what_is_wrong(typed):
    code = clean(typed)
    problem = problem_with(code)
    assert (problem is None) is is_valid(code)
    if problem is not None:
        assert problem.message % problem.params
        place = problem.params.get("place")
        assert place is None or 1 <= place <= 18


@effort(300)
@given(typed=NEAR | TYPED)
def test_a_span_and_a_date_are_read_or_refused(typed):
    for read in (read_span, read_date):
        try:
            read(typed)
        except Invalid as refused:
            assert refused.detail % refused.params


@effort(150)
@given(after=st.integers(0, 500), count=st.integers(0, 999_999), unit=st.sampled_from(["d", "wd"]))
def test_a_limit_ends_on_a_later_day_or_is_refused(after, count, unit):
    received = date(2025, 6, 1) + timedelta(days=after)
    try:
        found = due(received, read_span(f"{count}{unit}"), load_calendar())
    except Invalid as refused:
        assert refused.detail % refused.params
        return
    assert found.due_on >= received
    assert found.steps


@effort(300)
@given(typed=TYPED | st.text("0123456789 -０１２３²", max_size=40))
def test_a_receipt_is_sixteen_digits_or_none(typed):
    receipt = read_receipt(typed)
    assert receipt is None or (len(receipt) == DIGITS and receipt.isascii() and receipt.isdigit())


@effort(100)
@given(number=st.integers(0, 10**DIGITS - 1))
def test_a_receipt_is_read_as_it_is_shown(number):
    assert read_receipt(grouped(written_receipt(number))) == written_receipt(number)


@effort(300)
@given(body=JSON | st.builds(lambda line: {"lines": [line]}, JSON))
def test_lines_of_a_bill_are_read_or_refused(body):
    try:
        lines = read_lines(body, today=TODAY)
    except AppError as refused:
        assert refused.status in {400, 422}
        return
    for line in lines:
        assert Decimal(0) <= line.amount
        assert line.charged_on is None or date(1990, 1, 1) <= line.charged_on <= TODAY
