"""What words and items on a bill a person should look at; dated data."""

from dataclasses import dataclass
from datetime import date

from services.complaints.domain.in_force import is_in_force


@dataclass(frozen=True, kw_only=True)
class AllIn:
    """The services an all-in charge pays for, which may not be charged beside it.

    Args:
        whole: the all-in item; `parts` names of what it contains.
    """

    id: str
    whole: str
    parts: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    basis_kind: str
    basis: str
    verified: bool
    source: str
    province: str | None = None
    city: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sign:
    """Words that call for a second look; they accuse nobody.

    Args:
        kind: `deposit`, `inspection_body`, `own_item` or `split_item`.
        code: the breach it may be.
        words: one of them must be there, `beside` one of those too if any, `unless` none.
    """

    id: str
    kind: str
    code: str
    words: tuple[str, ...]
    beside: tuple[str, ...]
    unless: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    basis_kind: str
    basis: str
    verified: bool
    source: str
    province: str | None = None
    city: str | None = None

    def is_in(self, text: str) -> bool:
        """Return whether a text without blanks and brackets shows the sign."""
        if not any(word in text for word in self.words) or any(no in text for no in self.unless):
            return False
        return not self.beside or any(word in text for word in self.beside)


@dataclass(frozen=True, kw_only=True)
class BillRules:
    """Everything dated that a whole bill is looked at with."""

    all_in: tuple[AllIn, ...] = ()
    signs: tuple[Sign, ...] = ()


NO_BILL_RULES = BillRules()


def holds(rule: AllIn | Sign, day: date | None) -> bool:
    """Return whether a rule applies to a charge of a day; never where the day is not told."""
    return day is not None and is_in_force(rule, day)
