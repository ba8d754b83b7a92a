"""What became of a decision after it took effect: annulled 撤销 or altered 变更."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class ChangeKind(StrEnum):
    """Whether the decision fell or stands with other sums."""

    ANNULLED = "annulled"
    ALTERED = "altered"


@dataclass(frozen=True, kw_only=True)
class DecisionChange:
    """One annulment or alteration, confirmed by a second person; sums in CNY.

    Args:
        by: a code of the list `decision_changed_by`.
        document_no: number of the document that changed the decision; `former_no` of the one
            that stood before it, the decision itself or what altered it last.
        effective_on: the day it took effect.
        fine, refund, level: what stood before; `new_…` what stands since, for an annulment the
            same as before.
        confirmed_by: `sub` of who confirmed it.
    """

    kind: ChangeKind
    by: str
    document_no: str
    former_no: str
    effective_on: date
    fine: Decimal
    refund: Decimal
    level: str
    new_fine: Decimal
    new_refund: Decimal
    new_level: str
    confirmed_by: str
    confirmed_at: datetime
