"""Boxes of a length that no list names: by the ratio of inner volume to the nearest listed box."""

from collections.abc import Mapping
from decimal import Decimal


def nearest_box(volume: Decimal, listed: Mapping[str, Decimal]) -> str:
    """Return the listed length whose inner volume (m³) comes nearest; the larger of two alike."""
    return min(sorted(listed, reverse=True), key=lambda length: abs(listed[length] - volume))


def volume_ratio(volume: Decimal, listed: Decimal) -> Decimal:
    """Return how many times the inner volume of a listed box another one has."""
    return volume / listed
