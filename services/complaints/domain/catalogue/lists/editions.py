"""Editions of one body's list after each other: each holds until the next one begins."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from services.complaints.domain.catalogue.names import plain_body
from services.complaints.domain.catalogue.price_row import PriceList, PriceRow

_ONE_DAY = timedelta(days=1)


def in_sequence(lists: Iterable[PriceList]) -> tuple[PriceList, ...]:
    """Return the lists with each edition ended the day before the body's next one begins."""
    ended: list[PriceList] = []
    for editions in _by_subject(lists):
        ordered = sorted(editions, key=lambda each: each.known_from)
        ended += [*_each_ended(ordered)]
    return tuple(ended)


def edition_before(lists: Iterable[PriceList], home: PriceList) -> PriceList | None:
    """Return the same body's edition that began last before this one."""
    earlier = [
        each
        for each in lists
        if follows(each, body=home.only_body, uscc=home.only_uscc, ports=home.ports)
        and each.known_from < home.known_from
        and each.id != home.id
    ]
    return max(earlier, key=lambda each: each.known_from, default=None)


def newest_edition(lists: Iterable[PriceList], home: PriceList) -> PriceList | None:
    """Return the same body's other edition that begins last: what a list would follow."""
    others = [
        each
        for each in lists
        if follows(each, body=home.only_body, uscc=home.only_uscc, ports=home.ports)
        and each.id != home.id
    ]
    return max(others, key=lambda each: each.known_from, default=None)


def follows(home: PriceList, *, body: str, uscc: str | None, ports: Sequence[str]) -> bool:
    """Return whether a list is of this body at these ports.

    The credit code says which body it is; a name does where one of them has no code.
    """
    if tuple(home.ports) != tuple(ports):
        return False
    if home.only_uscc and uscc:
        return home.only_uscc == uscc
    return plain_body(home.only_body) == plain_body(body)


def _by_subject(lists: Iterable[PriceList]) -> list[list[PriceList]]:
    """Return the lists of each body at its ports together."""
    every = list(lists)
    codes: dict[str, set[str]] = {}
    for each in every:
        if each.only_uscc:
            codes.setdefault(plain_body(each.only_body), set()).add(each.only_uscc)
    groups: dict[tuple[str, tuple[str, ...]], list[PriceList]] = {}
    for each in every:
        name = plain_body(each.only_body)
        known = codes.get(name, set())
        code = each.only_uscc or (next(iter(known)) if len(known) == 1 else None)
        groups.setdefault((code or name, each.ports), []).append(each)
    return list(groups.values())


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
