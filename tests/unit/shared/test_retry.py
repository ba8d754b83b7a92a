"""The pause before another try."""

from hypothesis import given
from hypothesis import strategies as st

from shared.messaging.retry import LONGEST_SECONDS, back_off


@given(st.integers(1, 1000), st.floats(0, 1))
def test_a_pause_is_short_and_never_nothing(attempt, chance):
    assert 0 < back_off(attempt, random=lambda: chance) <= LONGEST_SECONDS


def test_pauses_grow():
    pauses = [back_off(attempt, random=lambda: 1.0) for attempt in (1, 2, 3, 10)]
    assert pauses == sorted(pauses)
