"""The clock of all processes of the product, which can be moved while they run."""

import time
from datetime import date, datetime, timedelta
from pathlib import Path

from shared.clock import local_date, utc_now

FOLDER = Path(__file__).parent / "clock"
ROOT = Path(__file__).parents[2]
_UNTIL_ALL_HAVE_READ_SECONDS = 0.4


class MovedClock:
    """What the product takes for the present; the engines and the system keep the real time."""

    def __init__(self, file: Path) -> None:
        self._file, self.seconds_off = file, 0.0
        file.parent.mkdir(parents=True, exist_ok=True)
        self._write(0.0)

    def environment(self) -> dict[str, str]:
        """Return what a process needs to follow this clock."""
        return {"CHAOS_CLOCK": str(self._file), "PYTHONPATH": f"{ROOT}:{FOLDER}"}

    def now(self) -> datetime:
        return utc_now() + timedelta(seconds=self.seconds_off)

    def today(self) -> date:
        return local_date(self.now())

    def move(self, by: timedelta) -> None:
        """Let the clock jump, forward or back; whoever asks here sees it when all others do."""
        fresh = self.seconds_off + by.total_seconds()
        self._write(fresh)
        time.sleep(_UNTIL_ALL_HAVE_READ_SECONDS)
        self.seconds_off = fresh

    def _write(self, seconds: float) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{seconds}", "ascii")
        fresh.replace(self._file)
