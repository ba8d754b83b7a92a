"""The people at work: a firm's program that files, a desk and a second officer who handle."""

import random
import threading
import time
from collections import deque
from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.chaos.course import (
    AFTER_THE_PERIOD,
    DESK,
    SECOND,
    STEPS,
    TODAY,
    Underway,
    body_of,
    course_of,
)
from tests.chaos.honest_client import AsPerson, AsSystem, GaveUp, HonestClient, SignIn
from tests.chaos.journal import Journal
from tests.chaos.moved_clock import MovedClock

FIRM = "xian-forwarder"
_IDLE_SECONDS = 0.2
_POSTPONE_SECONDS = 5.0


class Work:
    """What is left to do, shared by all who work.

    `allowed` is how many complaints may be filed by now, `pace_seconds` lie between two.
    """

    def __init__(self, complaints: int, clock: MovedClock) -> None:
        self._next, self._complaints, self._clock = 0, complaints, clock
        self._cases: deque[Underway] = deque()
        self._lock = threading.Lock()
        self.in_hand = 0
        self.pace_seconds = 0.0
        self.allowed = complaints
        self._file_at = 0.0

    def complaint(self) -> int | None:
        """Take the number of the next complaint, None while it is not yet time for one."""
        with self._lock:
            if self._next >= self.allowed or time.monotonic() < self._file_at:
                return None
            self._file_at = max(self._file_at, time.monotonic() - 5) + self.pace_seconds
            self._next += 1
            self.in_hand += 1
            return self._next - 1

    def case(self) -> Underway | None:
        """Take a case whose next step is possible today."""
        with self._lock:
            today, now = self._clock.today(), time.monotonic()
            for _ in range(len(self._cases)):
                case = self._cases.popleft()
                if case.rest_at <= now and (case.not_before is None or case.not_before <= today):
                    self.in_hand += 1
                    return case
                self._cases.append(case)
            return None

    def put(self, case: Underway | None) -> None:
        """Lay a case back for whoever is free, or None when it is done."""
        with self._lock:
            self.in_hand -= 1
            if case is not None and case.rest:
                self._cases.append(case)

    @property
    def waiting_until(self) -> date | None:
        """The last day that any case waits for."""
        with self._lock:
            return max((c.not_before for c in self._cases if c.not_before), default=None)

    @property
    def can_go_on(self) -> bool:
        """Whether anything is left that can be done today."""
        with self._lock:
            today = self._clock.today()
            ready = any(c.not_before is None or c.not_before <= today for c in self._cases)
            return ready or self.in_hand > 0 or self._next < self._complaints

    @property
    def is_done(self) -> bool:
        with self._lock:
            return not self._cases and not self.in_hand and self._next >= self._complaints


class Worker(threading.Thread):
    """One client of each kind, in a thread of its own."""

    def __init__(
        self, url: str, work: Work, *, journal: Journal, clock: MovedClock, stop: threading.Event
    ) -> None:
        super().__init__(daemon=True)
        self._work, self._journal, self._clock, self._stop_asked = work, journal, clock, stop
        kinds: Mapping[str, SignIn] = {
            FIRM: AsSystem(FIRM),
            DESK: AsSystem("market-desk"),
            SECOND: AsPerson("suqing"),
        }
        self._clients = {
            name: HonestClient(url, kind, journal=journal, stop=stop)
            for name, kind in kinds.items()
        }

    def run(self) -> None:
        dice = random.Random(self.name)
        # The desk can only name officers who were here before.
        self._clients[SECOND].get("/api/cases/worklist")
        while not self._stop_asked.is_set():
            try:
                if not (self._handle() if dice.random() < 0.7 else self._file()):
                    time.sleep(_IDLE_SECONDS)
            except GaveUp as end:
                self._journal.note_fault(f"gave up: {end}")
                self._work.put(None)
                return
            except Exception as error:
                self._journal.note_fault(f"client broke: {error!r}")
                self._work.put(None)
                raise

    def _file(self) -> bool:
        number = self._work.complaint()
        if number is None:
            return False
        answer = self._clients[FIRM].post(
            "/api/complaints", body_of(number), key=f"chaos-complaint-{number:05d}"
        )
        if answer.status_code != 201:
            self._journal.note_fault(f"complaint {number}: {answer.status_code} {answer.text}")
            self._work.put(None)
            return True
        case_id = answer.json()["id"]
        self._journal.note_filed(number, case_id)
        self._work.put(Underway(number, case_id, list(STEPS[course_of(number)])))
        return True

    def _handle(self) -> bool:
        case = self._work.case()
        if case is None:
            return False
        who, action, body = case.rest[0]
        if case.body is None:
            today = self._clock.today().isoformat()
            case.body = {name: today if value == TODAY else value for name, value in body.items()}
        client = self._clients[who]
        seen = client.get(f"/api/cases/{case.case_id}")
        answer = client.post(
            f"/api/cases/{case.case_id}/actions/{action}",
            case.body,
            key=case.key,
            seen=seen.headers.get("ETag", ""),
        )
        if answer.status_code == 200:
            self._taken(case, action, answer.json())
        elif answer.status_code != 412:
            self._refused(case, answer.status_code, answer.text)
        self._work.put(case)
        return True

    def _taken(self, case: Underway, action: str, answer: dict[str, Any]) -> None:
        self._journal.note_step(case.case_id, action, answer["version"])
        case.rest, case.body = case.rest[1:], None
        if case.rest and case.rest[0][1] == AFTER_THE_PERIOD:
            last = date.fromisoformat(answer["notices"][-1]["hearing_until"])
            case.not_before = date.fromordinal(last.toordinal() + 1)

    def _refused(self, case: Underway, status: int, text: str) -> None:
        """Wait and ask anew: a day was refused because the product's clock had jumped."""
        if status not in {409, 422} or self._journal.phase != "clock jumps back":
            self._journal.note_fault(f"{case.key} of {case.case_id}: {status} {text[:600]}")
        case.rest_at = time.monotonic() + _POSTPONE_SECONDS
        case.postponed, case.body = case.postponed + 1, None
