"""Numbers without gaps and leases with one holder, on the real client."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from shared.mongo.lease import Lease
from shared.mongo.numbers import NUMBER_INDEXES, NUMBERS, NumberBook

pytestmark = pytest.mark.engines
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def database(mongo_database):
    mongo_database[NUMBERS].create_indexes(NUMBER_INDEXES)
    return mongo_database


def test_numbers_start_at_one_in_each_book(database):
    book = NumberBook(database)
    assert [book.claim("HY|2026", f"o{n}") for n in range(3)] == [1, 2, 3]
    assert book.claim("JX|2026", "o0") == 1


def test_the_same_owner_gets_the_same_number(database):
    assert NumberBook(database).claim("HY|2026", "o") == 1
    assert NumberBook(database).claim("HY|2026", "o") == 1
    assert NumberBook(database).claim("HY|2026", "p") == 2


def test_a_fresh_book_finds_the_head_of_a_long_one(database):
    rows = [
        {"_id": f"HY|2026|{n}", "book": "HY|2026", "n": n, "owner": f"x{n}"} for n in range(1, 700)
    ]
    database[NUMBERS].insert_many(rows)
    assert NumberBook(database).claim("HY|2026", "new") == 700


def test_eight_clients_leave_no_gap_and_take_none_twice(database):
    given: list[int] = []

    def client(name: int) -> None:
        book = NumberBook(database)
        given.extend(book.claim("HY|2026", f"{name}-{n}") for n in range(12))

    threads = [threading.Thread(target=client, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 97))


def test_a_lease_has_one_holder_until_it_ends(database):
    mine = Lease(database, "relay", "a", timedelta(seconds=15))
    other = Lease(database, "relay", "b", timedelta(seconds=15))
    assert mine.hold(NOW)
    assert not other.hold(NOW + timedelta(seconds=14))
    assert mine.hold(NOW + timedelta(seconds=14))
    assert other.hold(NOW + timedelta(seconds=30))
    assert not mine.hold(NOW + timedelta(seconds=31))
    other.release()
    assert mine.hold(NOW + timedelta(seconds=32))


def test_a_lease_of_a_clock_that_was_set_back_does_not_keep_others_waiting(database):
    lasts = timedelta(seconds=15)
    assert Lease(database, "relay", "killed", lasts).hold(NOW + timedelta(hours=2))
    assert Lease(database, "relay", "b", lasts).hold(NOW)
    assert not Lease(database, "relay", "a little behind", lasts).hold(NOW - timedelta(seconds=14))


def test_a_lease_is_asked_for_again_when_a_third_of_its_term_has_passed(database):
    lasts = timedelta(seconds=9)
    mine, other = (Lease(database, "relay", name, lasts) for name in ("mine", "other"))
    assert mine.keep(NOW)
    later = NOW + 2 * lasts
    assert other.hold(later)
    assert mine.keep(later)
    time.sleep(mine.renew_seconds)
    assert not mine.keep(later)
    other.release()
    assert mine.keep(later)
