"""Starts again what has ended, after a second, as whoever runs the product does."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from shared.local.child import Child

PAUSE_SECONDS, LATER_SECONDS = 1.0, 3.0
_EARLY_SECONDS = 5.0


@dataclass
class Kept:
    """A program that is to run; `kept_down` while a scenario wants it away."""

    child: Child
    start: Callable[[], None]
    kept_down: bool = False
    begun_at: float = field(default_factory=time.monotonic)
    again_at: float | None = None


class Supervisor:
    """Looks at the programs of a run."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}

    def keep(self, child: Child, start: Callable[[], None]) -> None:
        """Look after a program that was started."""
        self.kept[child.name] = Kept(child, start)

    def look(self) -> None:
        """Start what has ended and whose pause is over; who ends at once waits longer."""
        for each in self.kept.values():
            if each.child.is_running or each.kept_down:
                continue
            now = time.monotonic()
            if each.again_at is None:
                lived = now - each.begun_at
                each.again_at = now + (LATER_SECONDS if lived < _EARLY_SECONDS else PAUSE_SECONDS)
            elif now >= each.again_at:
                each.again_at, each.begun_at = None, now
                each.start()
