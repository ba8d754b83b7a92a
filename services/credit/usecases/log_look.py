"""Keeps that an official saw the record of an enterprise, so that the enterprise can read it."""

from datetime import datetime
from hashlib import sha256

from services.credit.domain.measures.query import Query, QueryKind
from services.credit.ports import QueryStore
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
    look = Query(
        id=sha256(f"{who.sub}|{uscc}|{purpose}|{now.isoformat()}".encode()).hexdigest(),
        kind=QueryKind.LOOK,
        subject=uscc,
        subject_name=None,
        purpose=purpose,
        asked_by=who.sub,
        department=who.department,
        asked_at=now,
        fields=fields,
    )
    queries.add(look)
