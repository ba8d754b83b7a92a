"""What officers add to a case: filing decision, notice and defence, decision, service."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from services.complaints.domain.cases.decision_change import ChangeKind, DecisionChange


class FilingOutcome(StrEnum):
    """立案 or 不予立案."""

    FILED = "filed"
    NOT_FILED = "not_filed"


@dataclass(frozen=True, kw_only=True)
class Filing:
    """The proposal to file or not, and its confirmation by a second officer.

    Source: 市场监督管理行政处罚程序规定 arts 18 to 20.

    Args:
        ground: code of the ground (`F19` for filing, a code of art 20 or a missing
            condition of art 19 for not filing).
        proposed_by: `sub` of the officer who proposed.
        decided_by: `sub` of the second officer; None while only proposed.
    """

    outcome: FilingOutcome
    ground: str
    text: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AskedExtension:
    """An extension of a limit that somebody asked for and nobody decided on.

    Args:
        clock: code of the limit.
        number: by how much, in the unit of the limit.
        asked_by: `sub` of the officer who asked.
    """

    clock: str
    number: int
    reason: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class AskedRecusal:
    """A recusal 回避 that was asked for and not decided on.

    Args:
        officer: `sub` of whoever is to leave the case.
        ground: a code of the list `recusal`.
    """

    officer: str
    ground: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class Defence:
    """One answer of the respondent to a prior notice, or that nothing came.

    Args:
        received_on: the day it came; None when the period ended without one.
        hearing_requested: whether a hearing 听证 was asked for.
        waived: whether statement and hearing were given up 放弃, also a hearing asked for before.
    """

    text: str
    received_on: date | None
    hearing_requested: bool
    recorded_by: str
    recorded_at: datetime
    waived: bool = False


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """That a hearing was held, and what it came to."""

    held_on: date
    text: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A prior notice 行政处罚事先告知 and what was answered to it, in the order it was recorded.

    Source: 行政处罚法 arts 44, 45, 63, 64.

    Args:
        hearing_until: last day to ask for a hearing, five working days from the notice.
        superseded: what changed after it, so that a new notice is needed: `findings`,
            `respondent` or `department`; empty while it stands.
        provisional: whether that last day rests on a calendar that was not published yet.
    """

    given_on: date
    way: str
    text: str
    hearing_until: date
    given_by: str
    defences: tuple[Defence, ...] = ()
    hearing: Hearing | None = None
    superseded: str = ""
    provisional: bool = False

    @property
    def stands(self) -> bool:
        """Whether a decision may rest on it."""
        return not self.superseded

    @property
    def hearing_asked(self) -> bool:
        """Whether a hearing was asked for that was neither held nor given up since."""
        return self.hearing is None and self._last_word == "asked"

    @property
    def hearing_settled(self) -> bool:
        """Whether a hearing was held, or given up in the respondent's last word on it."""
        return self.hearing is not None or self._last_word == "waived"

    @property
    def given_up(self) -> bool:
        """Whether the respondent's last answer gives up both statement and hearing 书面放弃."""
        answers = self._answers
        return bool(answers) and answers[-1].waived

    @property
    def _last_word(self) -> str:
        said = [
            "waived" if each.waived else "asked"
            for each in self._answers
            if each.waived or each.hearing_requested
        ]
        return said[-1] if said else ""

    @property
    def _answers(self) -> list[Defence]:
        dated = [each for each in self.defences if each.received_on is not None]
        return sorted(dated, key=lambda each: each.received_on or self.given_on)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A penalty decision, drafted by one officer and approved by another.

    Args:
        kind: `penalty` 行政处罚决定, `correction` (责令退还 alone, no penalty) or `no_penalty`.
        level: `minor`, `ordinary` or `serious`.
        fine: CNY, 0.00 for none; `confiscation` and `refund` likewise.
        violations: codes of the breaches, in the order of the lines.
        legal_basis: articles the decision rests on.
        document_no: e.g. 海市监处罚〔2026〕61号; None until approved.
        changes: what annulled or altered it since, oldest first; the sums are those that stand.
    """

    kind: str
    level: str
    fine: Decimal
    confiscation: Decimal
    refund: Decimal
    violations: tuple[str, ...]
    legal_basis: tuple[str, ...]
    facts: str
    drafted_by: str
    drafted_at: datetime
    document_no: str | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    decided_on: date | None = None
    changes: tuple[DecisionChange, ...] = ()

    @property
    def annulled(self) -> bool:
        """Whether it was annulled."""
        return bool(self.changes) and self.changes[-1].kind is ChangeKind.ANNULLED

    @property
    def standing_no(self) -> str:
        """Number of the document by which it stands: its own, or of what altered it last."""
        return self.changes[-1].document_no if self.changes else self.document_no or ""


@dataclass(frozen=True, kw_only=True)
class Service:
    """How the decision reached the respondent; the decision is effective on that day.

    Source: 行政处罚法 art 61.

    Args:
        way: code of the way of service, e.g. `direct`, `post`, `electronic`.
        proof: what proves it, e.g. number of the receipt, after redaction.
    """

    served_on: date
    way: str
    proof: str
    recorded_by: str
    recorded_at: datetime
