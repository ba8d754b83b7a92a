"""What a channel answers; a time-out after handing over is not a failure but an open question."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How an attempt ended.

    `temporary`: the other side asks to come again. `technical`: the way there is broken.
    `permanent`: it will never work. `uncertain`: it may have been sent.
    """

    ACCEPTED = "accepted"
    TEMPORARY = "temporary"
    TECHNICAL = "technical"
    PERMANENT = "permanent"
    UNCERTAIN = "uncertain"

    @property
    def may_pass(self) -> bool:
        """Tell whether trying again may help."""
        return self in {Kind.TEMPORARY, Kind.TECHNICAL}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The end of an attempt; `reason` is a code, `reference` the receiver's own."""

    kind: Kind
    reason: str
    reference: str = ""
