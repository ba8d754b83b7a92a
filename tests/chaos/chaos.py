"""One run: people work, processes are killed, scenarios happen, and at the end all is checked."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from tests.chaos.fleet import Fleet, Target
from tests.chaos.invariants import CHECKS, parked_messages, sent_once_or_marked
from tests.chaos.journal import Journal
from tests.chaos.people import Work, Worker
from tests.chaos.quiet import is_quiet
from tests.chaos.recovery import Recovery
from tests.chaos.stores import opened

_WORKERS = 4
_CATCH_UP_SECONDS = 300.0
_REST_SECONDS = (12.0, 60.0, 60.0, 60.0, 60.0)
REPLAYS = (
    ("complaints", "cases"),
    ("complaints", "messages"),
    ("credit",),
    ("notify", "cases"),
    ("notify", "scores"),
)


@dataclass
class Seen:
    """What a scenario showed: to those who work, and to those who watch."""

    name: str
    answers: dict[str, int] = field(default_factory=dict)
    not_ready: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Chaos:
    """A run with its clients, its kills and what was seen."""

    def __init__(self, fleet: Fleet, *, seed: int, complaints: int, pace_seconds: float) -> None:
        """Prepare a run; `pace_seconds` lie between two complaints."""
        self.fleet, self.dice, self.journal = fleet, random.Random(seed), Journal()
        self.work = Work(complaints, fleet.clock)
        self.work.pace_seconds = pace_seconds
        self.recovery = Recovery(fleet, self.journal)
        self.scenarios: list[Seen] = []
        self.parked: list[str] = []
        self.broker_started_again = False
        self.stop = threading.Event()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Let people work and kills be watched."""
        workers = [
            Worker(
                self.fleet.programs.url,
                self.work,
                journal=self.journal,
                clock=self.fleet.clock,
                stop=self.stop,
            )
            for _ in range(_WORKERS)
        ]
        self.recovery.start()
        for worker in workers:
            worker.start()
        try:
            yield
        finally:
            self.stop.set()
            self.recovery.finish()
            for worker in workers:
                worker.join(timeout=60)

    def kill(self, target: Target) -> None:
        """SIGKILL a process or engine; it is started again by who looks after it."""
        pid = target.child.pid
        part = self.fleet.kill(target, self.dice)
        self.recovery.note(target, part, pid)

    def random_kills(self, seconds: float, *, pauses: tuple[float, float]) -> None:
        """Kill whatever the dice say, pauses of random length between."""
        self.journal.phase = "random kills"
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            self.fleet.tend(min(self.dice.uniform(*pauses), max(0.1, limit - time.monotonic())))
            target = self.dice.choice(self.fleet.targets)
            if self.recovery.is_ready(target) and target.child.is_running:
                self.kill(target)

    @contextmanager
    def scenario(self, name: str) -> Iterator[Seen]:
        """Note what everybody is told while the block runs."""
        seen, begun, before = Seen(name), time.monotonic(), self.journal.phase
        self.journal.phase = name
        self.scenarios.append(seen)
        try:
            yield seen
        finally:
            self.journal.phase = before
            seen.answers = self.journal.seen_in(name)
            seen.seconds = time.monotonic() - begun

    def watch(self, seen: Seen, seconds: float) -> None:
        """Tend for a while and note which of our processes say that they are not ready."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            self.fleet.tend(1.0)
            for target in self.fleet.ours:
                if target.child.is_running and not target.child.is_ready():
                    seen.not_ready.add(target.name)

    def until_ready(self) -> None:
        """Wait until everything is there."""
        everything = [target.child for target in self.fleet.targets]
        self.fleet.tend_until(lambda: all(c.is_ready() for c in everything), seconds=120)

    def next_period(self) -> None:
        """Let the clock jump to the day on which the waiting cases go on."""
        until = self.work.waiting_until
        if until and until > self.fleet.clock.today():
            self.fleet.clock.move(until - self.fleet.clock.today())

    def afterwards(self) -> bool:
        """Finish what is under way, without kills; tell whether everything came to rest."""
        self.journal.phase = "afterwards"
        self.until_ready()
        for _ in range(3):
            self.fleet.tend_until(lambda: not self.work.can_go_on, seconds=_CATCH_UP_SECONDS)
            self.next_period()
        self.fleet.tend_until(lambda: self.work.is_done, seconds=_CATCH_UP_SECONDS)
        # What was to be tried again later, and messages whose sender died, are due now.
        self.fleet.clock.move(timedelta(hours=1))
        self.parked = parked_messages(self.fleet)
        if self.parked:
            self._send_back()
        with opened(self.fleet) as stores:
            return self._rest(lambda: is_quiet(stores))

    def _rest(self, is_quiet: Callable[[], bool]) -> bool:
        for seconds in _REST_SECONDS:
            if self.fleet.tend_until(is_quiet, seconds=seconds):
                return self.fleet.tend_until(lambda: self.recovery.is_over, seconds=60)
            self.fleet.clock.move(timedelta(hours=1))
            if not self.broker_started_again:
                self._start_broker_again()
        return False

    def _start_broker_again(self) -> None:
        """Do what helps when the embedded broker gives partitions to nobody (docs/chaos.md)."""
        self.broker_started_again = True
        self.fleet.down(self.fleet.engines.broker)
        self.fleet.up(self.fleet.engines.broker)

    def _send_back(self) -> None:
        """Do what the runbook says of parked messages whose reason is gone."""
        for service, *topic in REPLAYS:
            self.fleet.command(service, "replay", *topic)

    def check(self) -> dict[str, list[str]]:
        """Return what is wrong, by what had to hold."""
        mails = self.fleet.root / "mail"
        with opened(self.fleet) as stores:
            found = {name: list(check(stores, self.journal)) for name, check in CHECKS.items()}
            found["each mail sent once or marked"] = list(
                sent_once_or_marked(stores, self.journal, mails)
            )
        found["nothing parked without a reason"] = [
            each for each in self.parked if each.endswith(": ")
        ]
        found["every answer clear"] = self.journal.faults
        late = [k.target.name for k in self.recovery.kills if k.caught_up is None]
        found["everything killed has come back"] = late
        return found
