"""Count what is done without an account, so that nobody can guess receipts or flood the intake."""

from datetime import datetime

from services.complaints.domain.cases.allowance import ALLOWANCES, Turn, window_of
from services.complaints.ports.anonymous import AddressTurns, Turns
from shared.errors import TooMany
from shared.words import N_

TOO_OFTEN = N_("操作过于频繁，请 %(minutes)s 分钟后再试")


def take_turn(turn: Turn, address: str, *, now: datetime, turns: Turns) -> None:
    """Take a turn of an address, and one of all.

    Raises:
        TooMany: none is left; says how long to wait.
    """
    take_own_turn(turn, address, now=now, addresses=turns.addresses)
    allowance = ALLOWANCES[turn]
    if allowance.all is None:
        return
    window = window_of(now, allowance.within)
    if turns.counts.add(turn, window, lasts=allowance.within) > allowance.all:
        raise _wait(int((window + allowance.within - now).total_seconds()) + 1)


def take_own_turn(turn: Turn, address: str, *, now: datetime, addresses: AddressTurns) -> None:
    """Take a turn of an address alone.

    Raises:
        TooMany: none is left; says how long to wait.
    """
    if seconds := addresses.take(turn, address, now=now):
        raise _wait(seconds)


def give_turn_back(turn: Turn, address: str, *, now: datetime, turns: Turns) -> None:
    """Give a turn back that was not needed, e.g. for a receipt that was right."""
    allowance = ALLOWANCES[turn]
    turns.addresses.give_back(turn, address, now=now)
    turns.counts.add(turn, window_of(now, allowance.within), lasts=allowance.within, count=-1)


def _wait(seconds: int) -> TooMany:
    return TooMany(TOO_OFTEN, seconds=seconds, params={"minutes": -(-seconds // 60)})
