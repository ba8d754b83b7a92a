"""How long the product needs after a kill: until the process is ready, until all is caught up."""

import threading
import time
from dataclasses import dataclass
from datetime import datetime

from elastic_transport import TransportError
from elasticsearch import ApiError
from pymongo.errors import PyMongoError

from shared.errors import Unavailable
from tests.chaos.fleet import Fleet, Target
from tests.chaos.journal import Journal
from tests.chaos.stores import Stores, opened

_AWAY = (PyMongoError, ApiError, TransportError, Unavailable)
_ASK_SECONDS = 0.25


@dataclass
class Kill:
    """One kill, and the seconds that followed it; None while it lasts.

    Ready: the process says so itself. Caught up: every event from before the kill has left the
    outboxes, and the case that was acknowledged last before it is in the index, as new or newer.
    """

    target: Target
    part: str
    at: float
    instant: datetime
    pid: int
    last: tuple[str, int] | None
    ready: float | None = None
    caught_up: float | None = None


class Recovery(threading.Thread):
    """Watches what was killed until it has come back."""

    def __init__(self, fleet: Fleet, journal: Journal) -> None:
        super().__init__(daemon=True)
        self._fleet, self._journal = fleet, journal
        self.kills: list[Kill] = []
        self._over = threading.Event()

    def note(self, target: Target, part: str, pid: int) -> None:
        """Note a kill that happened just now."""
        now = self._fleet.clock.now()
        last = self._journal.last
        self.kills.append(Kill(target, part, time.monotonic(), now, pid, last))

    @property
    def is_over(self) -> bool:
        """Whether everything that was killed has caught up."""
        return all(each.caught_up is not None for each in self.kills)

    def is_ready(self, target: Target) -> bool:
        """Whether nothing is known against the process."""
        return all(k.ready is not None for k in self.kills if k.target.name == target.name)

    def finish(self) -> None:
        self._over.set()
        self.join(timeout=30)

    def run(self) -> None:
        with opened(self._fleet, seconds=1.0) as stores:
            while not self._over.wait(_ASK_SECONDS):
                for kill in [each for each in self.kills if each.caught_up is None]:
                    self._look(kill, stores)

    def _look(self, kill: Kill, stores: Stores) -> None:
        child = kill.target.child
        is_new = kill.part == "worker" or child.pid != kill.pid
        if kill.ready is None and is_new and child.is_ready():
            kill.ready = time.monotonic() - kill.at
        if kill.ready is None:
            return
        try:
            caught_up = _has_caught_up(kill, stores)
        except _AWAY:
            return
        if caught_up:
            kill.caught_up = time.monotonic() - kill.at


def _has_caught_up(kill: Kill, stores: Stores) -> bool:
    since = stores.waiting_since()
    if since is not None and since <= kill.instant:
        return False
    if kill.last is None:
        return True
    case_id, version = kill.last
    return stores.complaints.index.versions([case_id]).get(case_id, 0) >= version
