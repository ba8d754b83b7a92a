"""Keeps that an official saw the record of an enterprise, so that the enterprise can read it.

Whoever opens something of one enterprise leaves a line each time. Lists and the feed show many
enterprises at once and are read over and over, so they leave one line a reader, day and enterprise,
at the time of the first reading of that day.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from services.credit.domain.measures.query import Query, QueryKind
from services.credit.ports import QueryStore
from shared.clock import local_date
from shared.principal import Principal


def log_look(
    uscc: str,
    purpose: str,
    *,
    fields: tuple[str, ...],
    who: Principal,
    queries: QueryStore,
    now: datetime,
) -> None:
    """Keep who saw which fields of whom, when and for what purpose."""
    queries.add(_look(uscc, purpose, fields=fields, who=who, now=now, at=now.isoformat()))


def log_daily_looks(
    usccs: Iterable[str],
    purpose: str,
    *,
    fields: tuple[str, ...],
    who: Principal,
    queries: QueryStore,
    now: datetime,
) -> None:
    """Keep who saw some enterprises in a list, once a legal day each."""
    day = local_date(now).isoformat()
    looks = [
        _look(uscc, purpose, fields=fields, who=who, now=now, at=day) for uscc in sorted(set(usccs))
    ]
    queries.add_new(looks)


def _look(
    uscc: str, purpose: str, *, fields: tuple[str, ...], who: Principal, now: datetime, at: str
) -> Query:
    """Return a look; looks with the same `at` are the same one."""
    return Query(
        id=sha256(f"{who.sub}|{uscc}|{purpose}|{at}".encode()).hexdigest(),
        kind=QueryKind.LOOK,
        subject=uscc,
        subject_name=None,
        purpose=purpose,
        asked_by=who.sub,
        department=who.department,
        asked_at=now,
        fields=fields,
    )
