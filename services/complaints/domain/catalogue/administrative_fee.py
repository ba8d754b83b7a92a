"""A fee that is administrative by its nature 行政事业性收费: no price, whoever was paid."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class AdministrativeFee:
    """A fee for a function of the state.

    Source: 市场监督管理投诉举报处理暂行办法（总局令第20号）art 39 keeps such fees out of the
    regulator's complaint procedure.

    Args:
        names: the item and what else it is called, as they are compared.
        effective_from: since when a charge of that name is such a fee; `effective_to` the last day.
        verified: false for what was entered from knowledge alone.
    """

    id: str
    item: str
    names: frozenset[str]
    effective_from: date
    effective_to: date | None
    basis_kind: str
    basis: str
    verified: bool

    def holds(self, day: date) -> bool:
        """Tell whether it is such a fee on a day."""
        return self.effective_from <= day and (
            self.effective_to is None or day <= self.effective_to
        )
