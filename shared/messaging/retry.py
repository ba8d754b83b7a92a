"""How long to wait before trying again."""

from collections.abc import Callable

FIRST_SECONDS = 0.2
LONGEST_SECONDS = 10.0


def back_off(attempt: int, *, random: Callable[[], float]) -> float:
    """Return the seconds to wait after the given failed attempt, 1 being the first.

    Full jitter below a doubling ceiling, so many waiters do not come back together.
    """
    ceiling = min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** min(attempt - 1, 16))
    return ceiling * (0.5 + 0.5 * random())
