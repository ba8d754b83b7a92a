"""What clients were told: what was acknowledged, and every answer they got."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Journal:
    """Kept by all clients together; safe between threads.

    Args:
        filed: number of the case by number of the complaint.
        versions: last version that a client was told, by case.
        steps: actions that were acknowledged, by case.
        answers: how often a phase saw an answer, e.g. ("broker away", "503 unavailable").
        faults: answers and ends that an honest client must never see.
        last: case and version that were told last.
    """

    phase: str = "quiet"
    filed: dict[int, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    steps: dict[str, list[str]] = field(default_factory=dict)
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    last: tuple[str, int] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note_answer(self, what: str) -> None:
        with self._lock:
            self.answers[(self.phase, what)] += 1

    def note_fault(self, what: str) -> None:
        with self._lock:
            self.faults.append(f"{time.strftime('%H:%M:%S')} [{self.phase}] {what}")

    def note_filed(self, number: int, case_id: str) -> None:
        with self._lock:
            self.filed[number] = case_id
            self.steps[case_id] = []
            self._told(case_id, 1)

    def note_step(self, case_id: str, action: str, version: int) -> None:
        with self._lock:
            self.steps[case_id].append(action)
            self._told(case_id, version)

    def _told(self, case_id: str, version: int) -> None:
        self.versions[case_id] = max(version, self.versions.get(case_id, 0))
        self.last = (case_id, version)

    @property
    def acknowledged(self) -> int:
        """How many changes were acknowledged."""
        return len(self.filed) + sum(map(len, self.steps.values()))

    def seen_in(self, phase: str) -> dict[str, int]:
        """Return the answers of a phase."""
        with self._lock:
            return {what: n for (where, what), n in sorted(self.answers.items()) if where == phase}
