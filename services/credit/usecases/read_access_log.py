"""Tells an enterprise who looked at it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.credit.domain.measures.query import Query
from services.credit.ports import QueryStore

KEPT_YEARS = 10
PAGE = 50
_TICK = timedelta(milliseconds=1)
_FIRST_WINDOW = timedelta(days=90)
_KEPT = timedelta(days=366 * KEPT_YEARS)


@dataclass(frozen=True)
class LogPage:
    """Queries newest first; `older_than` is where the next page begins, None at the end."""

    queries: tuple[Query, ...]
    older_than: datetime | None


def read_access_log(
    uscc: str, *, queries: QueryStore, until: datetime, now: datetime, most: int = PAGE
) -> LogPage:
    """Return a page of the queries up to an instant, looking back further where there are few.

    Source: 浙江省公共信用信息管理条例第二十条 (queries are kept ten years).
    """
    earliest = now - _KEPT
    window, since = _FIRST_WINDOW, until
    found: list[Query] = []
    while since > earliest and len(found) <= most:
        begin = max(earliest, since - window)
        found += queries.about(uscc, since=begin, until=since, most=most + 1 - len(found))
        since, window = begin, window * 4
    if len(found) <= most:
        return LogPage(tuple(found), None)
    following = found[most].asked_at
    page = [query for query in found[:most] if query.asked_at > following]
    if not page:
        return LogPage(tuple(found), following - _TICK)
    return LogPage(tuple(page), following)
