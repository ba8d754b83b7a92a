"""One thing that lines of a bill show together."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.line_check import LineCheck
from services.complaints.domain.catalogue.reasons import Sentence


@dataclass(frozen=True, kw_only=True)
class BillLine:
    """A line of a bill with its own finding; `place` counts from 0, `note` stands beside it."""

    place: int
    asked: Asked
    found: LineCheck
    note: str

    @property
    def number(self) -> str:
        """Return its number as people count."""
        return str(self.place + 1)

    @property
    def amount(self) -> Decimal:
        """Return what was charged, CNY."""
        return self.asked.line.amount


@dataclass(frozen=True, kw_only=True)
class BillFinding:
    """A candidate for a person to look at; it accuses nobody.

    Args:
        kind: `double_charge`, `same_service`, `split_all_in`, `part_of_all_in`, `split_item`,
            `deposit`, `inspection_body`, `own_item` or `total`.
        code: the breach it may be; None where it is none by itself.
        lines: places of the lines concerned, from 0.
        amount: CNY in question.
    """

    kind: str
    code: str | None
    lines: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    amount: Decimal
    basis: str = ""


def numbers(lines: Sequence[BillLine]) -> str:
    """Return the numbers of lines as people count them."""
    return "、".join(each.number for each in lines)


def may_be_one(one: object, other: object) -> bool:
    """Return whether two values may be the same; what nobody tells may be anything."""
    return one is None or other is None or one == other
