"""A loop of a process, and its pulse: whether it turns.

Each loop is given a stop event that it looks at, or waits on, once a turn. That event is its
pulse, so no loop has to report and none can forget to.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Loop = Callable[[threading.Event], None]
PATIENCE_SECONDS = 300.0


class Standing(StrEnum):
    """What a loop does at present."""

    WORKING = "working"
    STANDBY = "standby"
    AWAY = "away"
    LATE = "late"


@dataclass(frozen=True)
class Named:
    """A loop with its name and the seconds one turn may take."""

    name: str
    run: Loop
    patience_seconds: float = PATIENCE_SECONDS

    def __call__(self, stop: threading.Event) -> None:
        """Run until told to stop."""
        self.run(stop)


class Pulse(threading.Event):
    """The stop event of one loop over that of the process; counts each look as a turn."""

    def __init__(
        self,
        name: str,
        stop: threading.Event,
        *,
        patience_seconds: float = PATIENCE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.name = name
        self._stop = stop
        self._patience = patience_seconds
        self._clock = clock
        self._standing = Standing.WORKING
        self._expected = clock() + patience_seconds

    def is_set(self) -> bool:
        """Tell whether to stop."""
        self._turn(0)
        return self._stop.is_set()

    def set(self) -> None:
        """Tell the whole process to stop."""
        self._stop.set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for a stop; as long as the wait lasts no turn is expected."""
        self._turn(timeout or 0)
        stopped = self._stop.wait(timeout)
        self._turn(0)
        return stopped

    def stand(self, standing: Standing) -> None:
        """Say what the loop does."""
        self._standing = standing

    @property
    def late_seconds(self) -> float:
        """How much longer than its patience the loop has not turned; 0 while it turns."""
        return max(0.0, self._clock() - self._expected)

    @property
    def standing(self) -> Standing:
        """What the loop does, `late` when it has not turned for too long."""
        return Standing.LATE if self.late_seconds else self._standing

    def _turn(self, seconds: float) -> None:
        self._expected = self._clock() + seconds + self._patience


def stand(stop: threading.Event, standing: Standing) -> None:
    """Say what the loop with this stop event does; one that nobody watches says it to nobody."""
    if isinstance(stop, Pulse):
        stop.stand(standing)


def pulses(loops: list[Loop], stop: threading.Event) -> list[Pulse]:
    """Return a pulse for each loop; one without a name is called by its number, from 1."""
    return [
        Pulse(loop.name, stop, patience_seconds=loop.patience_seconds)
        if isinstance(loop, Named)
        else Pulse(f"loop {number}", stop)
        for number, loop in enumerate(loops, start=1)
    ]
