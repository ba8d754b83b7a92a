"""On what a dated rule of a track rests, and the reasons that people choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Basis:
    """Where a rule comes from and when it holds.

    Args:
        kind: `law`, `promise` or `design`.
        text: the article or who promised.
        verified: whether the text was read at its source.
        effective_to: the last day; None while in force.
    """

    kind: str
    text: str
    verified: bool
    effective_from: date
    effective_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule is in force on that day."""
        return self.effective_from <= day and (
            self.effective_to is None or day <= self.effective_to
        )


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A code an officer chooses from a closed list, with its text in both languages."""

    code: str
    text: Mapping[str, str]
    basis: Basis
