"""A rule pack: the numbers and sentences a score is made with, each with its ground."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.credit.domain.ledger.entry import Level
from services.credit.domain.words import Words


@dataclass(frozen=True, kw_only=True)
class Ground:
    """From when to when a rule holds, where, and on what ground.

    `basis_kind` is law, promise or design; None for province, city or end means all or open.
    """

    effective_from: date
    effective_to: date | None
    province: str | None
    city: str | None
    basis_kind: str
    basis: str
    verified: bool

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule is in force on that day."""
        return self.effective_from <= day and (
            self.effective_to is None or day <= self.effective_to
        )


@dataclass(frozen=True, kw_only=True)
class PartRule:
    """One of the five parts of a score: where it starts and how high it goes."""

    code: str
    title: Words
    start: Decimal
    full: Decimal


@dataclass(frozen=True, kw_only=True)
class GradeRule:
    """The lowest score of a grade."""

    grade: str
    at_least: Decimal
    title: Words


@dataclass(frozen=True, kw_only=True)
class PeriodRule:
    """How long a breach of a level is shown, in months from its finding."""

    level: Level
    shortest_months: int
    longest_months: int
    ground: Ground


@dataclass(frozen=True, kw_only=True)
class ScoreRule:
    """One rule of a pack: its number, what it is called here, its points and its sentence."""

    rule: str
    code: str
    part: str | None
    points: Decimal
    sentence: Words
    ground: Ground


@dataclass(frozen=True, kw_only=True)
class RepeatRule:
    """How a repeated breach of the same code weighs: factors for the second and from the third."""

    rule: str
    within_months: int
    second: Decimal
    third: Decimal
    sentence: Words
    ground: Ground


@dataclass(frozen=True, kw_only=True)
class RulePack:
    """All rules that make a score, as one version."""

    code: str
    version: str
    title: Words
    full: Decimal
    parts: tuple[PartRule, ...]
    grades: tuple[GradeRule, ...]
    periods: tuple[PeriodRule, ...]
    repeat: RepeatRule
    article: Words
    fading: Words
    fading_at_once: Words
    rules: tuple[ScoreRule, ...]
    ground: Ground

    @property
    def id(self) -> str:
        """Return code and version as one word, "port-credit@2026.2"."""
        return f"{self.code}@{self.version}"

    def rule(self, code: str) -> ScoreRule:
        """Return the rule of that code; a pack is checked to have them all when it is loaded."""
        return next(rule for rule in self.rules if rule.code == code)

    def has_rule(self, code: str) -> bool:
        """Tell whether the pack knows the rule."""
        return any(rule.code == code for rule in self.rules)

    def article_of(self, *numbers: str) -> Words:
        """Return how the rules of those numbers are cited."""
        return Words(
            zh=self.article.zh % {"numbers": "、".join(numbers)},
            en=self.article.en % {"numbers": ", ".join(numbers)},
        )

    def period_rule(self, level: Level, determined_on: date) -> PeriodRule:
        """Return the period of a level as it stood on the day of the finding.

        Findings older than the oldest row are shown as that row says.
        """
        rows = [row for row in self.periods if row.level == level]
        fitting = [row for row in rows if row.ground.holds_on(determined_on)]
        return fitting[0] if fitting else min(rows, key=lambda row: row.ground.effective_from)

    def grade_for(self, score: Decimal) -> GradeRule:
        """Return the grade of a score; the lowest grade begins at 0."""
        return next(row for row in self.grades if score >= row.at_least)

    @property
    def lowest_grade(self) -> GradeRule:
        """Return the grade at the bottom."""
        return self.grades[-1]

    def next_grade(self, grade: str) -> GradeRule | None:
        """Return the grade above, None at the top."""
        place = [row.grade for row in self.grades].index(grade)
        return self.grades[place - 1] if place else None
