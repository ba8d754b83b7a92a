"""What a run of `make chaos` was asked for."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from shared.local.engines import EMBEDDED
from shared.local.kinds import KINDS
from shared.local.problem import LocalProblem

MOST_MINUTES = 24 * 60
COMPLAINTS_A_MINUTE = 50


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A run that can be made."""

    seed: int
    minutes: float
    complaints: int
    engines: str


def asked(environment: Mapping[str, str]) -> Asked:
    """Return what the environment asks for; what it leaves out or empty is chosen here.

    Raises:
        LocalProblem: names what nobody can run, and what may stand there.
    """
    minutes = minutes_of(environment.get("MINUTES") or "10")
    few = str(max(1, round(COMPLAINTS_A_MINUTE * minutes)))
    engines = environment.get("ENGINES") or EMBEDDED.name
    if engines not in KINDS:
        raise LocalProblem(f"ENGINES={engines}: choose {' or '.join(KINDS)}.")
    drawn = str(random.SystemRandom().randint(1, 99_999))
    return Asked(
        seed=_number("SEED", environment.get("SEED") or drawn, least=0),
        minutes=minutes,
        complaints=_number("COMPLAINTS", environment.get("COMPLAINTS") or few, least=1),
        engines=engines,
    )


def minutes_of(text: str) -> float:
    """Return how long to go on.

    Raises:
        LocalProblem: nobody can.
    """
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes <= MOST_MINUTES:
        raise LocalProblem(f"MINUTES={text}: give a number of minutes, at most {MOST_MINUTES}.")
    return minutes


def _number(name: str, text: str, *, least: int) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) < least:
        raise LocalProblem(f"{name}={text}: give a whole number, {least} or more.")
    return int(text)
