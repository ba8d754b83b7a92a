"""Documents move from one release to the next while both of them write."""

from datetime import UTC, datetime, timedelta

import pytest
from pymongo import ASCENDING

from shared.mongo.aggregate import Saving, save
from shared.mongo.schema import (
    SCHEMA,
    Schema,
    Step,
    TooNew,
    bring_up_to_date,
    check_age,
    schema_of,
)

pytestmark = pytest.mark.engines
TABLE = "cases"
START = datetime(2026, 1, 1, tzinfo=UTC)
COUNT, DAYS = 450, 90


@pytest.fixture
def table(mongo_database):
    mongo_database[TABLE].create_index([("filed_at", ASCENDING)], name="filed_at")
    mongo_database[TABLE].insert_many(
        {
            "_id": f"c{number:03}",
            "version": 1,
            "filed_at": START + timedelta(days=number % DAYS),
            "first": "甲",
            "last": str(number),
        }
        for number in range(COUNT)
    )
    return mongo_database[TABLE]


def windows():
    for week in range(0, DAYS, 7):
        start = START + timedelta(days=week - 1)
        yield start, start + timedelta(days=7)


def whole_name(document):
    name = document["first"] + document["last"]
    return None if document.get("name") == name else {"$set": {"name": name}}


def without_parts(document):
    return {"$unset": {"first": "", "last": ""}} if "first" in document else None


def a_step(number, change, oldest=0, each_window=windows):
    return Step(
        number=number, name=f"step {number}", table=TABLE, by="filed_at",
        windows=each_window, change=change, oldest=oldest,
    )  # fmt: skip


MIGRATE = a_step(1, whole_name)
CONTRACT = a_step(2, without_parts, oldest=2)


def names(table):
    return {row["_id"]: row.get("name") for row in table.aggregate([])}


def test_every_document_is_brought_over_once(table, mongo_database):
    assert schema_of(mongo_database) == Schema()
    assert bring_up_to_date(mongo_database, [MIGRATE]) == COUNT
    assert names(table) == {f"c{n:03}": f"甲{n}" for n in range(COUNT)}
    assert schema_of(mongo_database) == Schema(number=1, oldest=0)
    assert bring_up_to_date(mongo_database, [MIGRATE]) == 0


def test_cut_short_it_goes_on_where_it_was(table, mongo_database):
    looked = []

    def cut_short():
        for number, window in enumerate(windows()):
            if number == 6:
                raise ConnectionAbortedError
            yield window

    def counted(document):
        looked.append(document["_id"])
        return whole_name(document)

    with pytest.raises(ConnectionAbortedError):
        bring_up_to_date(mongo_database, [a_step(1, counted, each_window=cut_short)])
    assert schema_of(mongo_database) == Schema()
    assert 0 < len(looked) < COUNT
    bring_up_to_date(mongo_database, [a_step(1, counted)])
    assert None not in names(table).values()
    assert len(looked) == len(set(looked)) == COUNT


def test_a_change_that_came_in_between_is_not_overwritten(table, mongo_database):
    def meanwhile(document):
        if document["_id"] == "c007" and document["version"] == 1:
            saving = Saving(source="test", at=START)
            save(table, ("c007", 1), {"first": "乙"}, [], saving)
        return whole_name(document)

    bring_up_to_date(mongo_database, [a_step(1, meanwhile)])
    assert names(table)["c007"] == "乙7"


def test_what_the_release_before_wrote_after_the_step_is_swept_before_the_old_form_goes(
    table, mongo_database
):
    bring_up_to_date(mongo_database, [MIGRATE])
    save(table, ("c001", 1), {"first": "丙"}, [], Saving(source="test", at=START))
    table.insert_one({"_id": "new", "version": 1, "filed_at": START, "first": "丁", "last": "1"})
    bring_up_to_date(mongo_database, [MIGRATE, CONTRACT])
    found = names(table)
    assert (found["c001"], found["new"]) == ("丙1", "丁1")
    assert not any("first" in row for row in table.aggregate([]))


def test_the_release_before_runs_on_until_the_old_form_is_gone(table, mongo_database):
    bring_up_to_date(mongo_database, [MIGRATE])
    assert check_age(mongo_database, []) == Schema(number=1, oldest=0)
    assert bring_up_to_date(mongo_database, []) == 0
    assert schema_of(mongo_database).number == 1
    bring_up_to_date(mongo_database, [MIGRATE, CONTRACT])
    with pytest.raises(TooNew, match="has taken step 2"):
        bring_up_to_date(mongo_database, [MIGRATE])
    with pytest.raises(TooNew):
        check_age(mongo_database, [])


def test_an_empty_database_takes_every_step_at_once(mongo_database):
    mongo_database[TABLE].create_index([("filed_at", ASCENDING)], name="filed_at")
    assert bring_up_to_date(mongo_database, []) == 0
    assert mongo_database[SCHEMA].find_one({"_id": "schema"})["number"] == 0
    assert bring_up_to_date(mongo_database, [MIGRATE, CONTRACT]) == 0
    assert schema_of(mongo_database) == Schema(number=2, oldest=2)
