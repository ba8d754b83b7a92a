"""A coarse look at the speed; `make bench ONLY=check` measures it."""

import time

import pytest

from services.complaints.domain.catalogue.bill import check_bill
from services.complaints.domain.catalogue.check import read_lines_of
from services.complaints.domain.catalogue.matching import match_name
from services.complaints.domain.catalogue.name_index import index_at
from tests.bench.big_catalogue import big_catalogue, bill_lines

pytestmark = pytest.mark.slow

LINES, ROWS = 1_000, 20_000
# the bar is one second of a quiet machine; a busy one takes a few times as long
MOST_SECONDS = 4.0


def test_a_thousand_lines_against_twenty_thousand_rows():
    catalogue = big_catalogue(ROWS)
    assert len(catalogue.entries) >= ROWS
    lines = bill_lines(catalogue, LINES)
    started = time.process_time()
    found = check_bill(lines, catalogue)
    assert time.process_time() - started < MOST_SECONDS
    assert len(found.lines) == LINES
    assert {each.finding.value for each in found.lines} >= {"above", "within", "needs_officer"}


def test_the_index_finds_what_a_look_at_every_row_finds():
    catalogue = big_catalogue(2_000)
    for line in bill_lines(catalogue, 200):
        [asked] = read_lines_of([line], catalogue)
        every = catalogue.entries_for(asked.port)
        by_look = [each.row.id for each in every if match_name(asked, each) is not None]
        led_to = index_at(asked.port, catalogue).may_mean(asked)
        by_index = [each.row.id for each in led_to if match_name(asked, each) is not None]
        assert by_index == by_look
