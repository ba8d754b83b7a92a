"""Whatever the entries are, these hold."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.credit.domain.ledger.entry import EntryKind, Level, RefundState
from tests.unit.credit.examples import PACK, a_score, an_ending, an_event, entries_of

pytestmark = pytest.mark.slow

_days = st.dates(date(2023, 1, 1), date(2027, 6, 30))
_codes = st.sets(st.sampled_from(["V1", "V2", "V6", "P1"]), min_size=1, max_size=2)


@st.composite
def _facts(draw, no):
    kind = draw(
        st.sampled_from(
            [
                EntryKind.PENALTY,
                EntryKind.PENALTY,
                EntryKind.PENALTY,
                EntryKind.CUSTOMS_CLASS,
                EntryKind.RED_LIST,
                EntryKind.SERIOUS_LIST,
            ]
        )
    )
    day = draw(_days)
    is_penalty = kind == EntryKind.PENALTY
    standings = {
        EntryKind.CUSTOMS_CLASS: ["customs_certified", "customs_advanced", "customs_normal"],
        EntryKind.RED_LIST: ["red_list"],
    }
    return an_event(
        f"{no}号",
        kind=kind,
        determined_on=day,
        effective_on=day + timedelta(days=draw(st.integers(0, 40))),
        level=draw(st.sampled_from(list(Level))) if is_penalty else None,
        violations=tuple(sorted(draw(_codes))) if is_penalty else (),
        refund_state=draw(st.sampled_from(list(RefundState))) if is_penalty else RefundState.NONE,
        standing=draw(st.sampled_from(standings[kind])) if kind in standings else None,
    )


@st.composite
def _events(draw):
    facts = [draw(_facts(no)) for no in range(draw(st.integers(0, 8)))]
    ended = draw(st.lists(st.sampled_from(facts), max_size=3, unique=True)) if facts else []
    kinds = st.sampled_from([EntryKind.REPAIR, EntryKind.ANNULMENT])
    endings = [an_ending(fact.document.no, draw(_days), draw(kinds)) for fact in ended]
    return [*facts, *endings]


def _without_numbers(score, entries):
    ids = {entry.seq: entry.event.event_id for entry in entries}
    return [
        (line.rule, ids.get(line.seq), {ids[seq] for seq in line.because}, line.points)
        for line in score.lines
    ]


@given(events=_events(), day=_days)
def test_lines_and_parts_add_up_to_the_score(events, day):
    score = a_score(entries_of(*events), valid_on=day)
    assert sum(line.points for line in score.lines) == score.score
    assert sum(part.points for part in score.parts) == score.score
    assert score.lines[-1].balance_to == score.score
    for earlier, later in zip(score.lines, score.lines[1:], strict=False):
        assert later.balance_from == earlier.balance_to
        assert later.balance_from + later.points == later.balance_to


@given(events=_events(), day=_days)
def test_a_score_stays_within_its_bounds_and_has_two_places(events, day):
    score = a_score(entries_of(*events), valid_on=day)
    assert Decimal(0) <= score.score <= PACK.full
    assert all(0 <= part.points <= part.full for part in score.parts)
    assert all(line.points.as_tuple().exponent == -2 for line in score.lines)


@given(events=_events(), day=_days, data=st.data())
def test_the_order_of_arrival_does_not_matter(events, day, data):
    shuffled = data.draw(st.permutations(events))
    first, second = entries_of(*events), entries_of(*shuffled)
    one, other = a_score(first, valid_on=day), a_score(second, valid_on=day)
    assert (one.score, one.grade) == (other.score, other.grade)
    assert _without_numbers(one, first) == _without_numbers(other, second)


@given(events=_events(), day=_days, data=st.data())
def test_removing_a_fact_touches_only_its_lines_and_those_that_cite_it(events, day, data):
    entries = entries_of(*events)
    facts = [entry for entry in entries if entry.event.supersedes is None]
    if not facts:
        return
    removed = data.draw(st.sampled_from(facts))
    left = [entry for entry in entries if entry.seq != removed.seq]
    before, after = a_score(entries, valid_on=day), a_score(left, valid_on=day)
    # A repeat cites the earlier breach, and the limit of a part cites the repeat.
    touched = {removed.seq, *(line.seq for line in before.lines if removed.seq in line.because)}
    untouched = [
        (line.rule, line.seq, line.because, line.points)
        for line in before.lines
        if line.seq != removed.seq and touched.isdisjoint(line.because)
    ]
    remaining = [(line.rule, line.seq, line.because, line.points) for line in after.lines]
    assert [line for line in remaining if line in untouched] == untouched


@given(events=_events(), day=_days)
@settings(max_examples=50)
def test_a_replay_equals_what_was_known_step_by_step(events, day):
    start = datetime(2027, 7, 1, tzinfo=UTC)
    entries = []
    for place, event in enumerate(events):
        entries += [
            entry
            for entry in entries_of(*events[: place + 1], recorded_at=start)
            if entry.seq == place + 1 and entry.event == event
        ]
        at = start + timedelta(minutes=1)
        assert (
            a_score(entries, valid_on=day, known_at=at).lines
            == (
                a_score(
                    entries_of(*events[: place + 1], recorded_at=start), valid_on=day, known_at=at
                )
            ).lines
        )


@given(events=_events(), day=_days, later=st.integers(1, 400))
def test_what_is_recorded_later_never_changes_what_was_known(events, day, later):
    known_at = datetime(2026, 1, 1, tzinfo=UTC)
    entries = entries_of(*events, recorded_at=known_at)
    late = entries_of(*events, an_event("迟"), recorded_at=known_at + timedelta(days=later))[-1]
    assert a_score(entries, valid_on=day, known_at=known_at) == a_score(
        [*entries, late], valid_on=day, known_at=known_at
    )


@given(level=st.sampled_from(list(Level)), first=st.integers(0, 1200), more=st.integers(0, 60))
def test_a_deduction_alone_never_grows_with_time(level, first, more):
    entries = entries_of(an_event(level=level))
    earlier = date(2026, 5, 18) + timedelta(days=first)
    one = a_score(entries, valid_on=earlier).score
    assert a_score(entries, valid_on=earlier + timedelta(days=more)).score >= one
