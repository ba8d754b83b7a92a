"""Moves the clock of a process: Python imports this first when its folder is on the path.

CHAOS_CLOCK names a file that holds by how many seconds `time.time` and the clock of the product,
`shared.clock`, are off; it may change while the process runs. `time.monotonic` goes on as it is,
as it does when the clock of a machine is set.
"""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from shared import clock

_FILE = Path(os.environ["CHAOS_CLOCK"])
_READ_AGAIN_SECONDS = 0.1
_REAL_TIME, _REAL_NOW = time.time, clock.utc_now
_known = (-_READ_AGAIN_SECONDS, 0.0)


def _seconds_off() -> float:
    global _known  # noqa: PLW0603 - read thousands of times a second
    now = time.monotonic()
    if now - _known[0] >= _READ_AGAIN_SECONDS:
        _known = (now, float(_FILE.read_text("ascii")))
    return _known[1]


def _moved_time() -> float:
    return _REAL_TIME() + _seconds_off()


def _moved_now() -> datetime:
    return _REAL_NOW() + timedelta(seconds=_seconds_off())


time.time = _moved_time
clock.utc_now = _moved_now
