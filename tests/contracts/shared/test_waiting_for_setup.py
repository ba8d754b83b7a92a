"""A process waits until `setup` made what this release declares, on the real client."""

import threading

import pytest
from pymongo import ASCENDING, IndexModel

from services.complaints.adapters.indexes import INDEXES as COMPLAINTS
from services.credit.adapters.indexes import INDEXES as CREDIT
from services.notify.adapters.indexes import INDEXES as NOTIFY
from shared.errors import Unavailable
from shared.mongo.declared import missing_indexes, until_nothing_is

pytestmark = pytest.mark.engines
DECLARED = {
    "ledger": [IndexModel([("seq", ASCENDING)], name="seq", unique=True)],
    "queries": [IndexModel([("at", ASCENDING)], name="at")],
}


def create(database, declared):
    for table, indexes in declared.items():
        database[table].create_indexes(list(indexes))


def test_a_new_database_lacks_everything_declared(mongo_database):
    assert missing_indexes(mongo_database, DECLARED) == ["ledger.seq", "queries.at"]


@pytest.mark.parametrize(
    "declared", [COMPLAINTS, CREDIT, NOTIFY], ids=("complaints", "credit", "notify")
)
def test_nothing_is_missing_once_the_indexes_are_made(mongo_database, declared):
    create(mongo_database, declared)
    assert missing_indexes(mongo_database, declared) == []


def test_a_release_that_declares_more_waits_again_and_the_one_before_does_not(mongo_database):
    create(mongo_database, DECLARED)
    later = {**DECLARED, "queries": [IndexModel([("receipt", ASCENDING)], name="receipt")]}
    assert missing_indexes(mongo_database, later) == ["queries.receipt"]
    create(mongo_database, later)
    assert missing_indexes(mongo_database, DECLARED) == []


def test_waiting_ends_when_setup_is_done_and_outlasts_an_absence(mongo_database, monkeypatch):
    monkeypatch.setattr("shared.mongo.declared.WAIT_SECONDS", 0.01)
    looks: list[int] = []

    def missing():
        looks.append(len(looks))
        if len(looks) == 1:
            raise Unavailable("away")
        if len(looks) == 4:
            create(mongo_database, DECLARED)
        return missing_indexes(mongo_database, DECLARED)

    until_nothing_is(missing)(threading.Event())
    assert len(looks) == 4


def test_waiting_ends_when_it_is_told_to_stop(mongo_database):
    stop = threading.Event()
    waiting = threading.Thread(
        target=until_nothing_is(lambda: missing_indexes(mongo_database, DECLARED)), args=(stop,)
    )
    waiting.start()
    waiting.join(timeout=0.2)
    assert waiting.is_alive()
    stop.set()
    waiting.join(timeout=10)
    assert not waiting.is_alive()
