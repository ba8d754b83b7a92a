"""Starts again what has ended, with growing pauses, and says so when it is back."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.local.child import Child

PAUSES_SECONDS = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
STEADY_SECONDS = 60.0
SETTLED_SECONDS = 2.0


@dataclass
class Watched:
    """A program, how it is started, and how often in a row it has ended early."""

    child: Child
    start: Callable[[], None]
    failures: int = 0
    started_at: float = 0.0
    again_at: float | None = None
    is_awaited: bool = False


class Watch:
    """Looks at the programs of a run."""

    def __init__(self, watched: Sequence[Watched], now: Callable[[], float]) -> None:
        self._watched = watched
        self._now = now
        for each in watched:
            each.started_at = now()

    def look(self) -> None:
        """Start what has ended and whose pause is over; say so loudly."""
        for each in self._watched:
            if each.child.is_running:
                self._note_return(each)
            elif each.again_at is None:
                self._note_end(each)
            elif self._now() >= each.again_at:
                each.again_at = None
                each.started_at = self._now()
                each.is_awaited = True
                each.start()

    def _note_return(self, running: Watched) -> None:
        """Say that what was started again is back: it answers, and has not ended at once."""
        lives = self._now() - running.started_at
        if running.is_awaited and lives >= SETTLED_SECONDS and running.child.is_ready():
            running.is_awaited = False
            print(f"    {running.child.name} is back", file=sys.stderr, flush=True)

    def _note_end(self, ended: Watched) -> None:
        lived = self._now() - ended.started_at
        ended.failures = 1 if lived > STEADY_SECONDS else ended.failures + 1
        pause = PAUSES_SECONDS[min(ended.failures, len(PAUSES_SECONDS)) - 1]
        ended.again_at = self._now() + pause
        print(
            f"!!! {ended.child.name} ended with code {ended.child.exit_code}; it starts again in"
            f" {pause:.0f} s (log: {ended.child.log})",
            file=sys.stderr,
            flush=True,
        )
