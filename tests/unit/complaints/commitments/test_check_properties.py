"""What holds for every promise, whatever is told."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from services.complaints.domain.commitments.check import check_commitment
from services.complaints.domain.commitments.commitment import Kind
from services.complaints.domain.commitments.facts import Facts, Figures, Moment, Told
from shared.clock import SHANGHAI, local_date
from tests.unit.complaints.commitments.asking import NOW, calendar, commitments

RANKS = {"kept": 0, "cannot_tell": 1, "broken": 2}
TIMED = [row for row in commitments().rows if row.start and row.kind is not Kind.YES_NO]
ROWS = st.sampled_from(commitments().rows)
TIMED_ROWS = st.sampled_from(TIMED)
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 630 * 24 * 3600).map(lambda seconds: FIRST + timedelta(seconds=seconds))
LENGTHS = st.one_of(
    st.timedeltas(timedelta(), timedelta(days=20)), st.timedeltas(timedelta(), timedelta(hours=12))
).map(lambda length: timedelta(seconds=int(length.total_seconds())))
STARTS = st.sampled_from([Moment.at, lambda at: Moment.on(local_date(at))])
ENDS = st.sampled_from([Moment.at, Moment.not_yet, lambda at: Moment.on(local_date(at))])


def verdict(row, start, end, *, conditions=None, figures=None):
    events = [
        Told(event=event, moment=moment)
        for event, moment in ((row.start, start), (row.end, end))
        if moment is not None
    ]
    met = {each.id: True for each in row.conditions}
    facts = Facts(
        events=events,
        conditions=met if conditions is None else conditions,
        figures=figures or Figures(),
    )
    return check_commitment(row, facts, rules=commitments(), calendar=calendar(), now=NOW)


@given(TIMED_ROWS, INSTANTS, LENGTHS, LENGTHS, STARTS)
def test_a_later_end_never_makes_a_promise_kept_again(row, start, first, more, begun):
    earlier = verdict(row, begun(start), Moment.at(start + first))
    later = verdict(row, begun(start), Moment.at(start + first + more))
    assert RANKS[later.finding] >= RANKS[earlier.finding]


@given(ROWS, st.one_of(st.none(), INSTANTS), st.one_of(st.none(), INSTANTS))
def test_what_was_not_told_never_accuses(row, start, end):
    if start is not None and end is not None:
        start = None
    told = verdict(row, start and Moment.at(start), end and Moment.at(end))
    visits = row.kind is Kind.AT_MOST and row.end and end
    assert told.finding != "broken" or visits


@given(TIMED_ROWS, INSTANTS, LENGTHS)
def test_an_unknown_condition_never_accuses(row, start, length):
    told = verdict(row, Moment.at(start), Moment.at(start + length), conditions={})
    assert told.finding != "broken" or not row.conditions


@given(TIMED_ROWS, INSTANTS, LENGTHS, STARTS, ENDS)
def test_who_knows_less_never_accuses_more(row, start, length, begun, ended):
    exact = verdict(row, Moment.at(start), Moment.at(start + length))
    vague = verdict(row, begun(start), ended(start + length))
    assert vague.finding != "broken" or exact.finding == "broken"
    assert vague.finding != "kept" or exact.finding != "broken"


@given(TIMED_ROWS, INSTANTS, LENGTHS, st.integers(-14, 14), st.integers(-14, 14))
def test_the_zone_a_time_is_written_in_changes_nothing(row, start, length, one, other):
    zones = [timezone(timedelta(hours=hours)) for hours in (one, other)]
    plain = verdict(row, Moment.at(start), Moment.at(start + length))
    moved = verdict(
        row,
        Moment.at(start.astimezone(zones[0])),
        Moment.at((start + length).astimezone(zones[1])),
    )
    assert moved == plain


@given(TIMED_ROWS, INSTANTS, LENGTHS)
def test_by_how_much_is_said_exactly_where_it_is_broken(row, start, length):
    told = verdict(row, Moment.at(start), Moment.at(start + length))
    assert (told.by is not None) == (told.finding == "broken")
    assert told.by is None or told.by.value > 0


@given(INSTANTS, LENGTHS)
def test_the_same_day_is_a_day_at_eight_hours_east(start, length):
    row = next(each for each in TIMED if each.id == "haiyang/8#2")
    told = verdict(row, Moment.at(start), Moment.at(start + length))
    same = start.astimezone(SHANGHAI).date() == (start + length).astimezone(SHANGHAI).date()
    assert (told.finding == "kept") == same
