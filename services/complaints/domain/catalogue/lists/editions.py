"""Editions of one body's list after each other: each holds until the next one begins."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from services.complaints.domain.catalogue.price_row import PriceList, PriceRow

_ONE_DAY = timedelta(days=1)


def in_sequence(lists: Iterable[PriceList]) -> tuple[PriceList, ...]:
    """Return the lists with each edition ended the day before the body's next one begins."""
    by_subject: dict[tuple[str, tuple[str, ...]], list[PriceList]] = {}
    for each in lists:
        by_subject.setdefault((each.only_body, each.ports), []).append(each)
    ended: list[PriceList] = []
    for editions in by_subject.values():
        ordered = sorted(editions, key=lambda each: each.known_from)
        ended += [*_each_ended(ordered)]
    return tuple(ended)


def edition_before(lists: Iterable[PriceList], home: PriceList) -> PriceList | None:
    """Return the same body's edition that began last before this one."""
    earlier = [
        each
        for each in lists
        if (each.only_body, each.ports) == (home.only_body, home.ports)
        and each.known_from < home.known_from
        and each.id != home.id
    ]
    return max(earlier, key=lambda each: each.known_from, default=None)


def newest_edition(lists: Iterable[PriceList], home: PriceList) -> PriceList | None:
    """Return the same body's other edition that begins last: what a list would follow."""
    others = [
        each
        for each in lists
        if (each.only_body, each.ports) == (home.only_body, home.ports) and each.id != home.id
    ]
    return max(others, key=lambda each: each.known_from, default=None)


def _each_ended(ordered: Sequence[PriceList]) -> list[PriceList]:
    following = [*(each.known_from for each in ordered[1:]), None]
    return [
        each if begins is None else _ended(each, begins - _ONE_DAY)
        for each, begins in zip(ordered, following, strict=True)
    ]


def _ended(home: PriceList, last: date) -> PriceList:
    rows = tuple(_row_ended(row, last) for row in home.rows if row.effective_from <= last)
    return replace(home, known_to=_first(home.known_to, last), rows=rows)


def _row_ended(row: PriceRow, last: date) -> PriceRow:
    return replace(row, effective_to=_first(row.effective_to, last))


def _first(own: date | None, last: date) -> date:
    return last if own is None else min(own, last)
