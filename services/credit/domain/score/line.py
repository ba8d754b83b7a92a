"""A score and the lines it is the sum of."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from services.credit.domain.words import Words

_CENT = Decimal("0.01")
ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A line before it is known where the balance stands."""

    rule: str
    code: str
    part: str | None
    points: Decimal
    article: Words
    sentence: Words
    seq: int | None = None
    because: tuple[int, ...] = ()
    basis_kind: str = "design"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a score.

    `rule` numbers the rules applied ("3.1+3.5"); `seq` is the ledger entry it is about;
    `because` are the other entries it depends on. Points are in 0.01.
    """

    rule: str
    code: str
    part: str | None
    seq: int | None
    because: tuple[int, ...]
    points: Decimal
    balance_from: Decimal
    balance_to: Decimal
    article: Words
    sentence: Words
    basis_kind: str

    @property
    def mark(self) -> str:
        """Return what stays the same while a line only fades: rule, entry and what it cites."""
        return f"{self.rule}:{self.seq or ''}:{','.join(map(str, self.because))}"


@dataclass(frozen=True, kw_only=True)
class PartScore:
    """What one part of the score stands at."""

    code: str
    title: Words
    points: Decimal
    full: Decimal


@dataclass(frozen=True, kw_only=True)
class Score:
    """A score as of a legal day, as far as was known at an instant; the lines add up to it."""

    subject: str
    score: Decimal
    grade: str
    grade_title: Words
    pack: str
    valid_on: date
    known_at: datetime
    parts: tuple[PartScore, ...]
    lines: tuple[Line, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """Return the marks of all lines in their order."""
        return tuple(line.mark for line in self.lines)

    @property
    def is_fading(self) -> bool:
        """Tell whether time alone may still change it."""
        return any(line.points < 0 for line in self.lines)


def rounded(points: Decimal) -> Decimal:
    """Return points with two places, half up (away from zero below zero)."""
    return points.quantize(_CENT, rounding=ROUND_HALF_UP)
