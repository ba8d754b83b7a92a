"""The ledger: gap-free, chained, every event once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.credit.adapters.indexes import LEDGER
from services.credit.adapters.mongo_ledger import MongoLedger
from services.credit.domain.ledger.chain import Head, verify
from services.credit.domain.ledger.entry import EntryKind
from services.credit.usecases.verify_ledger import verify_ledger
from shared.errors import Invalid
from tests.unit.credit.examples import CHENGWAN, RECORDED, YUNYU, an_ending, an_event

pytestmark = pytest.mark.engines


def events(count, start=0):
    return [an_event(f"{place}号") for place in range(start, start + count)]


def test_an_empty_ledger_has_no_head_and_is_whole(ledger):
    assert ledger.head() == Head()
    assert verify_ledger(ledger=ledger).is_whole


def test_entries_are_numbered_from_one_and_chained(ledger):
    entered = ledger.append(events(3), recorded_at=RECORDED)
    assert [entry.seq for entry in entered] == [1, 2, 3]
    assert [entry.seq for entry in ledger.window(0, 500)] == [1, 2, 3]
    assert entered[1].prev_hash == entered[0].hash
    assert verify(ledger.records()).is_whole


def test_an_entry_comes_back_as_it_went_in(ledger):
    (entered,) = ledger.append([an_event(refund=Decimal("18720.00"))], recorded_at=RECORDED)
    assert ledger.entry(1) == entered
    assert ledger.entry(2) is None


def test_a_repeated_event_has_one_entry(ledger):
    first = ledger.append(events(3), recorded_at=RECORDED)
    again = ledger.append([*events(3), *events(2, start=3)], recorded_at=RECORDED)
    assert len(first) == 3
    assert [entry.seq for entry in again] == [4, 5]


def test_the_same_event_twice_in_one_batch_has_one_entry(ledger):
    assert len(ledger.append([an_event(), an_event()], recorded_at=RECORDED)) == 1


def test_a_cold_appender_finds_the_head(ledger, database):
    ledger.append(events(37), recorded_at=RECORDED)
    cold = MongoLedger(database)
    assert cold.head() == ledger.head()
    assert cold.append([an_event("新")], recorded_at=RECORDED)[0].seq == 38


def test_two_appenders_by_mistake_leave_no_gap_and_no_double(ledger, database):
    second = MongoLedger(database)
    shared, own = events(20), events(20, start=100)
    with ThreadPoolExecutor(2) as pool:
        halves = [
            pool.submit(ledger.append, [*shared, *own[:10]], recorded_at=RECORDED),
            pool.submit(second.append, [*own[10:], *shared], recorded_at=RECORDED),
        ]
        for half in halves:
            half.result()
    found = ledger.window(0, 500)
    assert [entry.seq for entry in found] == list(range(1, 41))
    assert len({entry.event.event_id for entry in found}) == 40
    assert verify_ledger(ledger=ledger).is_whole


def test_a_changed_entry_is_named(ledger, database):
    ledger.append(events(5), recorded_at=RECORDED)
    database[LEDGER].update_one({"_id": 3}, {"$set": {"event.fine": Decimal("1.00")}})
    assert verify_ledger(ledger=ledger).first_bad == 3


def test_a_field_slipped_into_the_store_is_named(ledger, database):
    ledger.append(events(2), recorded_at=RECORDED)
    database[LEDGER].update_one({"_id": 2}, {"$set": {"event.note": "x"}})
    assert verify_ledger(ledger=ledger).first_bad == 2


def test_a_hole_of_any_size_is_named(ledger, database):
    ledger.append(events(6), recorded_at=RECORDED)
    database[LEDGER].delete_many({"_id": {"$in": [2, 3]}})
    assert verify_ledger(ledger=ledger).first_bad == 2


def test_a_hole_wider_than_a_window_is_named(ledger, database):
    ledger.append(events(2), recorded_at=RECORDED)
    row = database[LEDGER].find_one({"_id": 2})
    database[LEDGER].delete_one({"_id": 2})
    database[LEDGER].insert_one({**row, "_id": 9000, "seq": 9000})
    assert verify_ledger(ledger=ledger).first_bad == 2


def test_entries_and_endings_of_an_enterprise_are_its_own(ledger):
    repair = an_ending("0号", date(2026, 9, 1))
    other = an_event("他", subject=CHENGWAN)
    ledger.append([*events(1), other, repair], recorded_at=RECORDED)
    assert [entry.seq for entry in ledger.entries_of(YUNYU)] == [1, 3]
    assert [entry.event.kind for entry in ledger.endings_of([YUNYU, CHENGWAN])] == [
        EntryKind.REPAIR
    ]


def test_a_window_holds_at_most_what_is_asked(ledger):
    ledger.append(events(5), recorded_at=RECORDED)
    assert [entry.seq for entry in ledger.window(1, 2)] == [2, 3]
    assert ledger.window(5, 500) == []


def test_another_document_under_a_known_event_id_is_refused_and_not_taken_for_a_repeat(ledger):
    [event] = events(1)
    ledger.append([event], recorded_at=RECORDED)
    ledger.append([replace(event, subject_name="改过的名称")], recorded_at=RECORDED)
    for other in (
        replace(event, fine=Decimal("1.00")),
        replace(event, document=replace(event.document, no="另一号")),
    ):
        with pytest.raises(Invalid):
            ledger.append([other], recorded_at=RECORDED)
    assert ledger.head().seq == 1
