"""A complaint begun and not handed in; kept for 30 days."""

from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What was typed so far; `payload` is sealed where it is stored.

    Args:
        owner: blind index of who types.
        payload: the form's values as JSON text.
        version: counts the times it was saved, from 1.
    """

    id: str
    owner: str
    saved_at: datetime
    payload: str
    version: int = 1

    @property
    def kept_until(self) -> datetime:
        """The instant it is dropped."""
        return self.saved_at + KEPT
