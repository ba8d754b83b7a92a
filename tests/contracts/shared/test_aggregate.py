"""An aggregate, its events and its commands in one document, on the real client."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.errors import Conflict, Invalid, NotFound, Unavailable
from shared.events.case_events import CaseChanged
from shared.events.envelope import event_id
from shared.mongo.aggregate import MOST_WAITING, Command, Saving, insert, save
from shared.mongo.outbox import OUTBOX_INDEX, SENT, SENT_INDEXES, MongoOutbox

pytestmark = pytest.mark.engines
NOW = datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC)


def changed(version: int) -> CaseChanged:
    return CaseChanged(key="c1", version=version, occurred_at=NOW, action="a", state="s")


def saving(key: str = "", body: str = "b") -> Saving:
    command = Command(key=key, fingerprint=body) if key else None
    return Saving(source="complaints", at=NOW, command=command)


@pytest.fixture
def table(mongo_database):
    mongo_database["cases"].create_indexes([OUTBOX_INDEX])
    mongo_database[SENT].create_indexes(SENT_INDEXES)
    return mongo_database["cases"]


def test_a_creation_that_is_repeated_gets_the_first_document(table):
    document = {"_id": "c1", "version": 1, "text": "first"}
    assert insert(table, document, [changed(1)], saving("k")) is None
    there = insert(table, {**document, "text": "again"}, [changed(1)], saving("k"))
    assert there is not None
    assert there["text"] == "first"
    assert len(table.find_one({"_id": "c1"})["outbox"]) == 1


def test_a_repeated_key_with_another_body_is_refused(table):
    insert(table, {"_id": "c1", "version": 1}, [], saving("k", "one"))
    with pytest.raises(Invalid):
        insert(table, {"_id": "c1", "version": 1}, [], saving("k", "two"))


def test_a_change_counts_the_version_and_keeps_its_event(table):
    insert(table, {"_id": "c1", "version": 1, "gone": 1}, [changed(1)], saving())
    save(table, ("c1", 1), {"text": "new", "gone": None}, [changed(2)], saving("k2"))
    there = table.find_one({"_id": "c1"})
    assert there["version"] == 2
    assert there["text"] == "new"
    assert "gone" not in there
    assert len(there["outbox"]) == 2


def test_of_two_changes_of_one_version_the_second_is_refused(table):
    insert(table, {"_id": "c1", "version": 1}, [], saving())
    save(table, ("c1", 1), {"text": "a"}, [], saving("k1"))
    with pytest.raises(Conflict):
        save(table, ("c1", 1), {"text": "b"}, [], saving("k2"))
    assert table.find_one({"_id": "c1"})["text"] == "a"


def test_a_change_repeated_after_a_lost_answer_is_applied_once(table):
    insert(table, {"_id": "c1", "version": 1}, [], saving())
    save(table, ("c1", 1), {"text": "a"}, [changed(2)], saving("k1"))
    save(table, ("c1", 1), {"text": "a"}, [changed(2)], saving("k1"))
    there = table.find_one({"_id": "c1"})
    assert there["version"] == 2
    assert len(there["outbox"]) == 1


def test_what_does_not_exist_is_said_so(table):
    with pytest.raises(NotFound):
        save(table, ("c9", 1), {}, [], saving())


def test_a_full_outbox_makes_the_change_wait(table):
    insert(table, {"_id": "c1", "version": 1}, [changed(1)] * MOST_WAITING, saving())
    with pytest.raises(Unavailable):
        save(table, ("c1", 1), {"text": "a"}, [changed(2)], saving())


def test_the_relay_sees_the_oldest_first_and_removes_what_was_sent(table, mongo_database):
    outbox = MongoOutbox(mongo_database, ["cases"])
    later = Saving(source="complaints", at=NOW.replace(hour=5))
    insert(table, {"_id": "c2", "version": 1}, [changed(7)], later)
    insert(table, {"_id": "c1", "version": 1}, [changed(1)], saving())
    save(table, ("c1", 1), {}, [changed(2)], later)
    messages = outbox.unsent(10)
    assert [each.key for each in messages] == ["c1", "c1", "c1"]
    assert outbox.oldest_waiting() == NOW
    outbox.mark_sent(messages[:1], NOW)
    assert len(outbox.unsent(10)) == 2
    outbox.mark_sent(messages[1:], NOW)
    assert outbox.unsent(10) == []
    assert outbox.oldest_waiting() is None
    assert "outbox_since" not in table.find_one({"_id": "c1"})
    assert len(outbox.sent_between(NOW.replace(hour=0), NOW)) == 3


def test_an_event_that_came_while_others_were_sent_stays(table, mongo_database):
    for name in ("c1", "c2"):
        insert(table, {"_id": name, "version": 1}, [changed(1)], saving())
    outbox = MongoOutbox(mongo_database, ["cases"])
    sent = outbox.unsent(10)
    save(table, ("c1", 1), {"text": "meanwhile"}, [changed(2)], saving())
    outbox.mark_sent(sent, NOW)
    assert [each.id for each in outbox.unsent(10)] == [event_id("c1", 2, CaseChanged.TYPE)]
    assert "outbox_since" not in table.find_one({"_id": "c2"})


def test_marking_again_after_a_lost_answer_takes_nothing_that_came_since(table, mongo_database):
    insert(table, {"_id": "c1", "version": 1}, [changed(1)], saving())
    outbox = MongoOutbox(mongo_database, ["cases"])
    sent = outbox.unsent(10)
    outbox.mark_sent(sent, NOW)
    save(table, ("c1", 1), {"text": "since"}, [changed(2)], saving())
    outbox.mark_sent(sent, NOW)
    assert [each.id for each in outbox.unsent(10)] == [event_id("c1", 2, CaseChanged.TYPE)]


def test_an_outbox_that_was_read_in_part_keeps_the_rest(table, mongo_database):
    insert(table, {"_id": "c1", "version": 1}, [changed(1), changed(2)], saving())
    outbox = MongoOutbox(mongo_database, ["cases"])
    outbox.mark_sent(outbox.unsent(1), NOW)
    assert [each.id for each in outbox.unsent(10)] == [event_id("c1", 2, CaseChanged.TYPE)]


def test_what_was_sent_twice_is_kept_once(table, mongo_database):
    outbox = MongoOutbox(mongo_database, ["cases"])
    insert(table, {"_id": "c1", "version": 1}, [changed(1)], saving())
    messages = outbox.unsent(10)
    outbox.mark_sent(messages, NOW)
    outbox.mark_sent(messages, NOW)
    assert len(outbox.sent_between(NOW.replace(hour=0), NOW)) == 1
    outbox.forget_sent_before(NOW.replace(hour=9))
    assert outbox.sent_between(NOW.replace(hour=0), NOW) == []


def test_positions_survive(mongo_database):
    assert MongoOutbox(mongo_database, []).last_sent_at() is None
    MongoOutbox(mongo_database, []).keep_positions({"cases|0": 41}, NOW)
    assert MongoOutbox(mongo_database, []).positions() == {"cases|0": 41}
    assert MongoOutbox(mongo_database, []).last_sent_at() == NOW


def test_the_outbox_query_uses_its_index(table):
    plan = table.find({"outbox_since": {"$gt": NOW.replace(year=2000)}}).explain()
    assert "COLLSCAN" not in str(plan)


def test_copies_can_be_kept_for_another_day(mongo_database):
    table = mongo_database["sent_events"]
    table.create_indexes(SENT_INDEXES)
    table.insert_one({"_id": "a", "topic": "t", "key": "k", "body": "{}", "sent_at": NOW})
    outbox, later = MongoOutbox(mongo_database, []), NOW + timedelta(days=7)
    outbox.spare(NOW - timedelta(days=1), NOW, later)
    outbox.forget_sent_before(NOW + timedelta(days=6))
    assert len(outbox.sent_between(later - timedelta(minutes=5), later)) == 1
