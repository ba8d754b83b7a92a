"""Turns of an address: a bucket that fills again, and nothing that tells the address."""

from datetime import timedelta

import pytest

from services.complaints.adapters.address_turns import (
    KEY_LASTS,
    MOST_BUCKETS,
    AddressTurns,
    coarse,
)
from services.complaints.domain.cases.allowance import ALLOWANCES, Turn, window_of
from tests.complaints import NOW

ONE = ALLOWANCES[Turn.RECEIPT].one
WITHIN = ALLOWANCES[Turn.RECEIPT].within
ADDRESS = "203.0.113.9"


def taken(turns: AddressTurns, count: int, now=NOW, address: str = ADDRESS) -> list[int]:
    return [turns.take(Turn.RECEIPT, address, now=now) for _ in range(count)]


def test_all_turns_are_given_then_one_has_to_wait():
    turns = AddressTurns()
    assert taken(turns, ONE) == [0] * ONE
    [seconds] = taken(turns, 1)
    assert 0 < seconds <= WITHIN.total_seconds() / ONE


def test_after_waiting_as_long_as_told_there_is_a_turn_again():
    turns = AddressTurns()
    taken(turns, ONE)
    [seconds] = taken(turns, 1)
    assert taken(turns, 2, now=NOW + timedelta(seconds=seconds))[0] == 0


def test_a_turn_given_back_can_be_taken_again_but_never_more_than_there_were():
    turns = AddressTurns()
    taken(turns, ONE)
    turns.give_back(Turn.RECEIPT, ADDRESS, now=NOW)
    assert taken(turns, 1) == [0]
    fresh = AddressTurns()
    for _ in range(10):
        fresh.give_back(Turn.RECEIPT, ADDRESS, now=NOW)
    assert taken(fresh, ONE + 1)[-1] > 0


def test_addresses_and_kinds_are_counted_apart():
    turns = AddressTurns()
    taken(turns, ONE)
    assert taken(turns, 1, address="203.0.113.10") == [0]
    assert turns.take(Turn.MESSAGE, ADDRESS, now=NOW) == 0


def test_the_key_is_drawn_again_every_hour_and_everything_goes_with_the_old_one():
    drawn: list[bytes] = []

    def draw() -> bytes:
        drawn.append(bytes([len(drawn)]) * 32)
        return drawn[-1]

    turns = AddressTurns(draw)
    taken(turns, ONE)
    before = set(turns._buckets)
    taken(turns, 1, now=NOW + KEY_LASTS)
    assert len(drawn) == 2
    assert len(turns._buckets) == 1
    assert not before & set(turns._buckets)


def test_what_is_held_in_memory_tells_no_address():
    turns = AddressTurns()
    taken(turns, 3)
    assert ADDRESS not in str(vars(turns))
    assert ADDRESS.encode() not in b"".join(turns._buckets)


def test_a_clock_that_goes_back_gives_no_endless_wait():
    turns = AddressTurns()
    taken(turns, ONE)
    assert taken(turns, 1, now=NOW - timedelta(days=1)) == [0]


def test_a_flood_of_addresses_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr("services.complaints.adapters.address_turns.MOST_BUCKETS", 100)
    turns = AddressTurns()
    for number in range(1000):
        turns.take(Turn.RECEIPT, f"10.0.{number // 250}.{number % 250}", now=NOW)
    assert len(turns._buckets) <= 100 < MOST_BUCKETS


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_an_address_is_made_coarse(address, name):
    assert coarse(address) == name


def test_windows_follow_each_other_without_gaps():
    began = window_of(NOW, WITHIN)
    assert began <= NOW < began + WITHIN
    assert window_of(began + WITHIN, WITHIN) == began + WITHIN
