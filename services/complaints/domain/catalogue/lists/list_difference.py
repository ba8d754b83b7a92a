"""What a new edition changes: prices added, removed, dearer, cheaper."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from services.complaints.domain.catalogue.price_row import PriceRow


class Change(StrEnum):
    """What became of a price."""

    ADDED = "added"
    REMOVED = "removed"
    DEARER = "dearer"
    CHEAPER = "cheaper"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One price that is not as before.

    Args:
        before: None where it is new; `after` None where it is gone.
        percent: how much dearer, below zero for cheaper; None where that cannot be said.
    """

    change: Change
    before: PriceRow | None
    after: PriceRow | None
    percent: Decimal | None = None


def differences(before: Iterable[PriceRow], after: Iterable[PriceRow]) -> tuple[Difference, ...]:
    """Return what changed, in the order of the new rows, then what is gone.

    Two rows are the same price when item, sub-item and all conditions agree. A price is dearer
    when its highest amount rose, or stayed while the lowest or the minimum charge rose; one whose
    parts moved both ways, or whose amount is not known, is `other`.
    """
    old, new = _by_subject(before), _by_subject(after)
    found = [_of_pair(old.get(subject), row) for subject, row in new.items()]
    gone = [
        Difference(change=Change.REMOVED, before=row, after=None)
        for subject, row in old.items()
        if subject not in new
    ]
    return (*(each for each in found if each is not None), *gone)


def _by_subject(rows: Iterable[PriceRow]) -> dict[tuple[object, ...], PriceRow]:
    """Return rows by what they are for; the second row for the very same thing has a place too."""
    found: dict[tuple[object, ...], PriceRow] = {}
    for row in rows:
        place = 0
        while (subject := (*_subject(row), place)) in found:
            place += 1
        found[subject] = row
    return found


def _subject(row: PriceRow) -> tuple[object, ...]:
    return (
        row.item, row.sub_item, row.trade, row.direction, row.container, row.loaded, row.cargo,
        row.condition, row.from_day, row.unit, row.percent_of, row.container_type, row.cargo_note,
    )  # fmt: skip


def _of_pair(before: PriceRow | None, after: PriceRow) -> Difference | None:
    if before is None:
        return Difference(change=Change.ADDED, before=None, after=after)
    moves = {move for move in _moves(before, after) if move}
    if not moves:
        return None
    change = _CHANGES.get(frozenset(moves), Change.OTHER)
    percent = _percent(before, after) if change is not Change.OTHER else None
    return Difference(change=change, before=before, after=after, percent=percent)


_CHANGES = {frozenset({1}): Change.DEARER, frozenset({-1}): Change.CHEAPER}
_UNKNOWN = 2


def _moves(before: PriceRow, after: PriceRow) -> tuple[int, ...]:
    """Return 1 for each part that costs the payer more, -1 for less, 0 for the same."""
    return (
        _move(before.price_max, after.price_max),
        _move(before.price_min, after.price_min),
        _move(before.minimum_charge or Decimal(0), after.minimum_charge or Decimal(0)),
        -_move(Decimal(before.free_days), Decimal(after.free_days)),
        _move(before.discount or Decimal(1), after.discount or Decimal(1)),
        0 if before.to_day == after.to_day else _UNKNOWN,
    )


def _move(before: Decimal | None, after: Decimal | None) -> int:
    if before == after:
        return 0
    if before is None or after is None:
        return _UNKNOWN
    return 1 if after > before else -1


def _percent(before: PriceRow, after: PriceRow) -> Decimal | None:
    if not before.price_max or after.price_max is None or before.price_max == after.price_max:
        return None
    rise = (after.price_max - before.price_max) * 100 / before.price_max
    return rise.quantize(Decimal("0.1"))
