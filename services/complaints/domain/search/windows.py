"""Spans of time that together cover everything, each with both ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Window:
    """After `start`, up to and including `end`."""

    start: datetime
    end: datetime


def forward(start: datetime, end: datetime, width: timedelta) -> Iterator[Window]:
    """Yield windows from start to end, oldest first."""
    while start < end:
        step = min(start + width, end)
        yield Window(start, step)
        start = step


def backward(end: datetime, width: timedelta, most: int) -> Iterator[Window]:
    """Yield that many windows before an instant, newest first."""
    for _ in range(most):
        yield Window(end - width, end)
        end -= width
