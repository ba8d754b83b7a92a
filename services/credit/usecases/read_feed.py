"""Hands the ledger to a receiver, page by page, with the fields it may see."""

from collections.abc import Sequence
from datetime import datetime

from services.credit.domain.feed.item import (
    FeedPage,
    Receiver,
    ending_of,
    item_of,
    receiver_for,
)
from services.credit.ports import Ledger
from shared.clock import local_date
from shared.errors import FieldError, Forbidden, Invalid
from shared.words import N_

MOST = 500
_LAST = 10**9


def read_feed(
    after: int,
    limit: int,
    *,
    department: str | None,
    ledger: Ledger,
    receivers: Sequence[Receiver],
    now: datetime,
) -> FeedPage:
    """Return the entries after a number, at most `limit` (1…500), oldest first.

    Raises:
        Invalid: a number is out of range.
        Forbidden: no agreement to share with this department is in force.
    """
    _check(after, limit)
    receiver = receiver_for(receivers, department, local_date(now))
    if receiver is None:
        raise Forbidden(N_("没有与贵单位共享信用信息的依据"))
    entries = ledger.window(after, limit)
    endings = ledger.endings_of(sorted({entry.event.subject for entry in entries}))
    return FeedPage(
        items=tuple(item_of(entry, receiver, ending_of(entry, endings)) for entry in entries),
        next=entries[-1].seq if entries else after,
        head=ledger.head().seq,
    )


def _check(after: int, limit: int) -> None:
    problems = []
    if not 0 <= after <= _LAST:
        problems.append(FieldError("after", N_("after 须为不小于 0 的整数")))
    if not 1 <= limit <= MOST:
        problems.append(FieldError("limit", N_("limit 须为 1 至 %(most)s"), {"most": MOST}))
    if problems:
        raise Invalid(N_("请求参数有误"), errors=problems)
