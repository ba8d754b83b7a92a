"""Rows that make up one price together: tiers of days, bands of tons, what comes on top."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.asked_words import speaks_of_locks
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.fitting import Candidate
from services.complaints.domain.catalogue.price_row import PriceRow
from services.complaints.domain.catalogue.reductions import Reduction
from services.complaints.domain.rates.span import Span, all_of, only

ONE = Decimal(1)
_SHARED = (
    "body", "item", "sub_item", "trade", "direction", "container", "container_type", "loaded",
    "cargo", "unit", "part_of", "berth", "ship_type", "effective_from", "effective_to",
)  # fmt: skip


def assembled(
    asked: Asked, candidates: Sequence[Candidate], day: date, catalogue: Catalogue
) -> list[Candidate]:
    """Return the prices that the rows make up, each one time and reduced as its port must."""
    alone = [each for each in candidates if not each.row.is_extra]
    extras = [each for each in candidates if each.row.is_extra and _charged(asked, each.row)]
    whole = [_with_extras(each, extras) for each in _joined(alone)]
    return [_reduced(asked, each, day, catalogue) for each in whole]


def _joined(candidates: Iterable[Candidate]) -> list[Candidate]:
    groups: dict[tuple[object, ...], list[Candidate]] = {}
    for each in candidates:
        groups.setdefault(_group_of(each), []).append(each)
    return [_one(group) for group in groups.values()]


def _group_of(candidate: Candidate) -> tuple[object, ...]:
    row = candidate.row
    if row.from_day is None and row.slice_above is None:
        return (row.id,)
    return (candidate.entry.home.id, *(getattr(row, key) for key in _kept(row)))


def _kept(row: PriceRow) -> tuple[str, ...]:
    """Bands of one ship are named by their sub-items."""
    return _SHARED if row.slice_above is None else tuple(k for k in _SHARED if k != "sub_item")


def _one(group: Sequence[Candidate]) -> Candidate:
    first, *others = sorted(group, key=_place)
    return replace(first, parts=tuple(each.entry for each in others))


def _place(candidate: Candidate) -> tuple[Decimal, str]:
    row = candidate.row
    return (row.slice_above if row.slice_above is not None else Decimal(row.from_day or 0), row.id)


def _charged(asked: Asked, row: PriceRow) -> bool:
    """A lock is passed where somebody says so; a long way may be sailed where nobody does."""
    if row.locks:
        return bool(asked.facts.locks) or speaks_of_locks(asked.line.item)
    miles = asked.facts.nautical_miles
    return miles is None or (row.miles_above is not None and miles > row.miles_above)


def _with_extras(candidate: Candidate, extras: Sequence[Candidate]) -> Candidate:
    if candidate.row.slice_above is None and not candidate.row.by_ship_tons:
        return candidate
    own = [each.entry for each in extras if each.entry.item == candidate.entry.item]
    return replace(candidate, parts=(*candidate.parts, *own))


def _reduced(asked: Asked, candidate: Candidate, day: date, catalogue: Catalogue) -> Candidate:
    if not candidate.entry.home.national:
        return candidate
    port = asked.port if asked.port and catalogue.names.knows_port(asked.port) else None
    known = [
        each
        for each in catalogue.reductions
        if each.item == candidate.row.item and each.in_force(day) and each.may_be_at(port)
    ]
    waivers = tuple(each.share for each in known if each.possible)
    certain = tuple(each for each in known if not each.possible)
    reduced = replace(candidate, waivers=waivers)
    return replace(reduced, share=_share(port, certain), reductions=certain) if certain else reduced


def _share(port: str | None, known: Sequence[Reduction]) -> Span:
    """A port nobody knows may be one of those that reduce, and may be none of them."""
    shares = [each.share for each in known]
    sure = port is not None or not any(each.ports for each in known)
    return only(min(shares)) if sure else all_of((*shares, ONE))
