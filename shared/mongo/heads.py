"""The highest number of a run 1, 2, 3 … without gaps, by point reads alone."""

from collections.abc import Callable


def head_of(given: Callable[[int], bool], last: int = 0) -> int:
    """Return the highest number given out, galloping up from one that is (0 for none known)."""
    step = 1
    while given(last + step):
        last += step
        step *= 2
    while step > 1:
        step //= 2
        if given(last + step):
            last += step
    return last
