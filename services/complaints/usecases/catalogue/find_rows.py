"""Find published charges."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, islice

from services.complaints.domain.catalogue.catalogue import Catalogue, Entry

PAGE_SIZE = 40


@dataclass(frozen=True, kw_only=True)
class RowQuery:
    """What rows to find; an empty text leaves a condition open.

    Args:
        as_of: the day the rows apply.
        words: part of an item, sub-item, service or body; a synonym of the item will do.
        port: a port; rows for the whole country come too.
        body_type: kind of the charging body, as published (港口, 理货 …).
        after: id of the row the page follows.
    """

    as_of: date
    words: str = ""
    port: str = ""
    body: str = ""
    body_type: str = ""
    price_form: str = ""
    trade: str = ""
    container: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class FoundRows:
    """One page of rows.

    Args:
        total: how many rows there are on all pages.
        next: id of the last row where a page follows; empty on the last one.
    """

    rows: tuple[Entry, ...]
    total: int
    next: str


def find_rows(query: RowQuery, *, catalogue: Catalogue) -> FoundRows:
    """Return the rows in force on a day that meet every condition, list by list."""
    found = [entry for entry in catalogue.entries if _fits(query, entry, catalogue)]
    page = list(islice(_after(query.after, found), PAGE_SIZE + 1))
    more = len(page) > PAGE_SIZE
    rows = tuple(page[:PAGE_SIZE])
    return FoundRows(rows=rows, total=len(found), next=rows[-1].row.id if more else "")


def versions_of(entry: Entry, *, catalogue: Catalogue) -> tuple[Entry, ...]:
    """Return the same price in every version of its list, the newest first."""
    same = [each for each in catalogue.entries if _subject(each) == _subject(entry)]
    return tuple(sorted(same, key=lambda each: each.row.effective_from, reverse=True))


def _fits(query: RowQuery, entry: Entry, catalogue: Catalogue) -> bool:
    row, names = entry.row, catalogue.names
    return (
        row.in_force(query.as_of)
        and (not query.port or _at_port(names.port(query.port), entry))
        and (not query.body or _has_body(names.body(query.body), entry))
        and query.body_type in ("", row.body_type)
        and query.price_form in ("", row.price_form.value)
        and (not query.trade or not row.trade or query.trade in row.trade)
        and (not query.container or not row.container or query.container in row.container)
        and (not query.words or _has_words(query.words, entry, catalogue))
    )


def _at_port(port: str, entry: Entry) -> bool:
    return entry.home.national or port in entry.home.ports


def _has_body(body: str, entry: Entry) -> bool:
    code = (entry.row.uscc or "").lower()
    return bool(body) and (any(body in each for each in entry.bodies) or body == code)


def _has_words(words: str, entry: Entry, catalogue: Catalogue) -> bool:
    names, row = catalogue.names, entry.row
    key = names.key(words)
    if names.identity(key) in entry.groups:
        return True
    texts = (row.item, row.sub_item, row.service_content, row.body, names.english(row.item), row.id)
    return bool(key) and any(key in names.key(text) for text in texts)


def _after(row_id: str, entries: Iterable[Entry]) -> Iterable[Entry]:
    if not row_id:
        return entries
    rest = dropwhile(lambda entry: entry.row.id != row_id, entries)
    return islice(rest, 1, None)


def _subject(entry: Entry) -> tuple[object, ...]:
    row = entry.row
    conditions = (row.trade, row.direction, row.container, row.loaded, row.cargo, row.unit)
    return (
        entry.home.id,
        row.body,
        row.item,
        row.sub_item,
        row.condition,
        row.from_day,
        conditions,
    )
