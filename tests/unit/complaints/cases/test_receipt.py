"""Receipts: how they are read, drawn and digested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.adapters.receipts import BLOCK, MEMORY_BYTES, ScryptReceipts
from services.complaints.domain.cases.receipt import DIGITS, grouped, read_receipt, written_receipt
from tests.quick_receipts import COST_OF_THE_PRODUCT

SALT = bytes(range(32))
RECEIPTS = ScryptReceipts(SALT)


@given(st.integers(min_value=0, max_value=10**DIGITS - 1))
def test_a_receipt_is_read_as_it_was_written(number):
    receipt = written_receipt(number)
    assert len(receipt) == DIGITS
    assert read_receipt(receipt) == read_receipt(grouped(receipt)) == receipt


@given(st.text(max_size=200))
def test_whatever_is_typed_is_sixteen_digits_or_nothing(typed):
    read = read_receipt(typed)
    assert read is None or (len(read) == DIGITS and read.isascii() and read.isdigit())


@pytest.mark.parametrize("typed", ["", "1" * 15, "1" * 17, "-" * 200, "１２３", "٣" * 16])
def test_what_has_not_sixteen_digits_is_no_receipt(typed):
    assert read_receipt(typed) is None


@given(st.text(min_size=1, max_size=64), st.integers(min_value=0, max_value=4))
def test_a_report_draws_the_same_receipt_again_and_another_with_each_attempt(secret, attempt):
    drawn = RECEIPTS.draw(secret, attempt)
    assert read_receipt(drawn) == drawn
    assert RECEIPTS.draw(secret, attempt) == drawn
    assert RECEIPTS.draw(secret, attempt + 1) != drawn


def test_without_the_salt_neither_receipt_nor_digest_can_be_made():
    other = ScryptReceipts(bytes(32))
    assert other.draw("secret", 0) != RECEIPTS.draw("secret", 0)
    assert other.digest("1" * DIGITS) != RECEIPTS.digest("1" * DIGITS)


def test_the_digest_is_the_same_each_time_and_holds_no_receipt():
    digest = RECEIPTS.digest("1234567890123456")
    assert digest == ScryptReceipts(SALT).digest("1234567890123456")
    assert len(digest) == 64
    assert "1234567890123456" not in digest


def test_each_guess_at_a_digest_of_the_product_takes_32_megabytes():
    assert 128 * COST_OF_THE_PRODUCT * BLOCK == 32 * 2**20 < MEMORY_BYTES
