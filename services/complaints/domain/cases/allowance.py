"""How often something may be done without an account: by one address, and by all together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Turn(StrEnum):
    """What is counted."""

    RECEIPT = "receipt"
    REPORT = "report"
    UPLOAD = "upload"
    MESSAGE = "message"
    BILL = "bill"
    ANSWER = "answer"
    CHECK = "check"


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """How many turns are given.

    Args:
        one: turns of one address; they come back evenly over `within`.
        all: turns of everybody together in one window of that length; None where nobody counts
            them, as for a check, which keeps nothing and needs no store.
    """

    one: int
    all: int | None
    within: timedelta


# A wrong receipt costs a turn, a right one none. 300 wrong ones in a quarter of an hour are ten
# million a year: with 100,000 open reports, one chance in ten thousand that any of them is met.
ALLOWANCES: Mapping[Turn, Allowance] = {
    Turn.RECEIPT: Allowance(one=5, all=300, within=timedelta(minutes=15)),
    Turn.REPORT: Allowance(one=10, all=200, within=timedelta(hours=1)),
    Turn.UPLOAD: Allowance(one=60, all=1000, within=timedelta(hours=1)),
    Turn.MESSAGE: Allowance(one=20, all=1000, within=timedelta(hours=1)),
    Turn.ANSWER: Allowance(one=5, all=300, within=timedelta(minutes=15)),
    Turn.BILL: Allowance(one=60, all=3000, within=timedelta(hours=1)),
    Turn.CHECK: Allowance(one=120, all=None, within=timedelta(minutes=2)),
}


def window_of(now: datetime, within: timedelta) -> datetime:
    """Return when the present window began; windows of a length follow each other."""
    seconds = int(within.total_seconds())
    began = int(now.timestamp()) // seconds * seconds
    return datetime.fromtimestamp(began, tz=now.tzinfo)
