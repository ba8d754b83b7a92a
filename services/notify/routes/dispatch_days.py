"""From what somebody asked of the dispatch log to the query of the store."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from services.notify.ports import DispatchQuery
from shared.clock import SHANGHAI, local_date
from shared.errors import FieldError, Invalid
from shared.words import N_

WEEK = timedelta(days=6)
LONGEST = timedelta(days=92)


def dispatch_query(asked: Mapping[str, Any], *, now: datetime) -> tuple[DispatchQuery, date, date]:
    """Return the query with its first and last day; a week up to today where none is asked.

    Raises:
        Invalid: the days are the wrong way round, or too many.
    """
    last = asked["end"] or local_date(now)
    first = asked["start"] or last - WEEK
    if first > last:
        raise Invalid(
            N_("有内容需要修改"), errors=[FieldError("from", N_("开始日期不能晚于结束日期"))]
        )
    if last - first > LONGEST:
        raise Invalid(N_("有内容需要修改"), errors=[FieldError("from", N_("一次最多查看 92 日"))])
    query = DispatchQuery(
        start=_midnight(first),
        end=_midnight(last + timedelta(days=1)),
        state=asked["state"],
        lane=asked["lane"],
        cursor=asked["cursor"],
        limit=asked["limit"],
    )
    return query, first, last


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
