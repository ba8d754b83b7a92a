"""The two impure values, passed in to the domain: now and a new id."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import uuid4

SHANGHAI = timezone(timedelta(hours=8), "+08:00")


def utc_now() -> datetime:
    """Return the present instant, aware, to the millisecond (what the store keeps)."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def new_id() -> str:
    """Return a fresh random id of 32 hexadecimal characters."""
    return uuid4().hex


def local_date(at: datetime) -> date:
    """Return the legal day of an instant: the date at +08:00."""
    return at.astimezone(SHANGHAI).date()
