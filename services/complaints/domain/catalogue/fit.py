"""How a condition of a row meets a line."""

from enum import StrEnum


class Fit(StrEnum):
    """How a condition of a row met the line."""

    SAME = "same"
    ANY = "any"
    UNKNOWN = "unknown"
    WORDS = "words"
    ORDINARY = "ordinary"
    NATIONAL = "national"
    BODY_CLASS = "body_class"
    VOLUME = "volume"
