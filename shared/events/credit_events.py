"""Events published by the credit service."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.events.envelope import Event, event


@event(topic="scores", type="score.changed.v1")
@dataclass(frozen=True, kw_only=True)
class ScoreChanged(Event):
    """The lines of a score or its grade changed; key is the USCC, scores in 0…1000."""

    score: Decimal
    grade: str
    previous_score: Decimal | None
    previous_grade: str | None
    pack: str
    line_codes: tuple[str, ...]
    as_of: date
