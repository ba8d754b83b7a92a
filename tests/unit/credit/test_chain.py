from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from services.credit.domain.ledger.chain import (
    GENESIS,
    Head,
    _quick_digest,
    chain,
    digest,
    record_of,
    verify,
)
from services.credit.domain.ledger.entry import Level
from shared.codec import from_document, to_document
from tests.unit.credit.examples import RECORDED, an_event, entries_of

EVENTS = [an_event(f"{place}号") for place in range(6)]


def records():
    return [record_of(entry) for entry in entries_of(*EVENTS)]


def test_an_empty_ledger_is_whole():
    verdict = verify([])
    assert verdict.is_whole
    assert (verdict.count, verdict.head) == (0, Head(seq=0, hash=GENESIS))


def test_a_whole_ledger_ends_in_the_hash_of_its_last_entry():
    entries = entries_of(*EVENTS)
    verdict = verify(records())
    assert verdict.is_whole
    assert (verdict.count, verdict.head.hash) == (6, entries[-1].hash)


def test_the_same_facts_always_give_the_same_hash():
    entry = chain(Head(), an_event(), recorded_at=RECORDED)
    assert entry.hash == "7f5dd54997297e1a9c4f1f4b06e70a60244d3a31fcc7602e996e084a54c72498"


def test_an_entry_keeps_its_hash_through_the_store():
    entry = entries_of(*EVENTS)[2]
    stored = from_document(type(entry), to_document(entry))
    assert record_of(stored) == record_of(entry)


def _leaves(value, path=()):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, (*path, name))
    else:
        yield path


def _put(record, path, value):
    target = record
    for name in path[:-1]:
        target = target[name]
    target[path[-1]] = value


def _get(record, path):
    for name in path:
        record = record[name]
    return record


@given(place=st.integers(0, 5), data=st.data())
def test_any_changed_value_is_found_at_its_entry(place, data):
    changed = records()
    path = data.draw(st.sampled_from(list(_leaves(changed[place]))))
    old = _get(changed[place], path)
    new = data.draw(
        st.one_of(st.none(), st.text(max_size=8), st.integers(-5, 9), st.lists(st.text(max_size=3)))
    )
    if new == old:
        return
    _put(changed[place], path, new)
    assert verify(changed).first_bad == place + 1


@given(place=st.integers(0, 5), name=st.text(min_size=1, max_size=5))
def test_a_field_slipped_in_is_found(place, name):
    changed = records()
    if name in changed[place]["event"]:
        return
    changed[place]["event"][name] = 1
    assert verify(changed).first_bad == place + 1


@given(place=st.integers(0, 4))
def test_an_entry_taken_out_is_found(place):
    left = [record for number, record in enumerate(records()) if number != place]
    assert verify(left).first_bad == place + 1


@given(first=st.integers(0, 5), second=st.integers(0, 5))
def test_two_entries_in_each_others_place_are_found(first, second):
    if first == second:
        return
    swapped = records()
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert verify(swapped).first_bad == min(first, second) + 1


@given(place=st.integers(1, 5))
def test_an_entry_made_anew_breaks_the_chain_behind_it(place):
    entries = entries_of(*EVENTS)
    before = entries[place - 1]
    forged = chain(
        Head(seq=before.seq, hash=before.hash),
        replace(EVENTS[place], level=Level.MINOR, fine=Decimal("1.00")),
        recorded_at=datetime(2026, 6, 1, tzinfo=UTC),
    )
    changed = records()
    changed[place] = record_of(forged)
    expected = place + 2 if place < 5 else None
    assert verify(changed).first_bad == expected


def test_a_backdated_entry_changes_its_hash():
    honest = chain(Head(), an_event(), recorded_at=RECORDED)
    backdated = chain(Head(), an_event(effective_on=date(2026, 1, 1)), recorded_at=RECORDED)
    assert honest.hash != backdated.hash


@given(text=st.text(), seq=st.integers(-(2**53) + 1, 2**53 - 1))
def test_quick_and_full_canonical_form_agree_on_what_we_write(text, seq):
    record = {**records()[0], "seq": seq, "event": {**records()[0]["event"], "motive": text}}
    assert _quick_digest(record) == digest(record)
