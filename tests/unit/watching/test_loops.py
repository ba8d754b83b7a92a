"""A loop's stop event is its pulse."""

import threading

import pytest

from shared.errors import Unavailable
from shared.loops import Named, Pulse, Standing, pulses, stand
from shared.processes import every


class Hands:
    """A clock that stands still until it is moved, in seconds."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


class Instant(threading.Event):
    """A stop event whose waits end at once and move the clock as far."""

    def __init__(self, hands: Hands) -> None:
        super().__init__()
        self._hands = hands

    def wait(self, timeout: float | None = None) -> bool:
        self._hands.at += timeout or 0
        return self.is_set()


def a_pulse(patience: float = 60) -> tuple[Pulse, Hands]:
    hands = Hands()
    pulse = Pulse("relay", Instant(hands), patience_seconds=patience, clock=hands)
    return pulse, hands


def test_a_loop_that_looks_at_its_stop_event_is_never_late():
    pulse, hands = a_pulse()
    for _ in range(5):
        hands.at += 59
        assert not pulse.is_set()
        assert pulse.standing is Standing.WORKING


def test_a_loop_that_does_not_turn_is_late_by_what_is_beyond_its_patience():
    pulse, hands = a_pulse()
    hands.at += 75
    assert pulse.late_seconds == 15
    assert pulse.standing is Standing.LATE


def test_a_loop_that_turns_again_is_late_no_more():
    pulse, hands = a_pulse()
    hands.at += 500
    pulse.is_set()
    assert pulse.standing is Standing.WORKING


def test_a_long_wait_is_no_hanging():
    hands, seen = Hands(), []

    class Watched(Instant):
        def wait(self, timeout: float | None = None) -> bool:
            for hands.at in (0, 600, 659, 661):
                seen.append(pulse.standing)
            return False

    pulse = Pulse("sweep", Watched(hands), patience_seconds=60, clock=hands)
    pulse.wait(600)
    assert seen == [*[Standing.WORKING] * 3, Standing.LATE]
    assert pulse.standing is Standing.WORKING


def test_the_stop_of_the_process_reaches_every_loop_and_back():
    stop = threading.Event()
    one, other = pulses([Named("one", lambda _: None), lambda _: None], stop)
    assert (one.name, other.name) == ("one", "loop 2")
    one.set()
    assert stop.is_set()
    assert other.is_set()
    assert other.wait(5)


@pytest.mark.parametrize("standing", [Standing.STANDBY, Standing.AWAY])
def test_what_a_loop_says_of_itself_counts_until_it_hangs(standing):
    pulse, hands = a_pulse()
    stand(pulse, standing)
    seen = [pulse.standing]
    hands.at += 61
    seen.append(pulse.standing)
    assert seen == [standing, Standing.LATE]


def test_a_repeated_act_says_when_its_store_is_away_and_when_it_is_back():
    pulse, _ = a_pulse()
    seen = []

    def act() -> None:
        seen.append(pulse.standing)
        if len(seen) == 2:
            raise Unavailable("away")
        if len(seen) == 4:
            pulse.set()

    every(1, act)(pulse)
    assert seen == [Standing.WORKING, Standing.WORKING, Standing.AWAY, Standing.WORKING]
