"""Hands the ledger to a receiver, page by page, with the fields it may see.

A page that holds an entry of an enterprise is a look at that enterprise, which can read of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.credit.domain.feed.item import (
    FeedPage,
    Receiver,
    ending_of,
    item_of,
    receiver_for,
)
from services.credit.ports import Ledger, QueryStore
from services.credit.usecases.log_look import log_daily_looks
from shared.clock import local_date
from shared.errors import FieldError, Forbidden, Invalid
from shared.principal import Principal
from shared.words import N_

MOST = 500
SHOWN = ("records",)
_LAST = 10**9


@dataclass(frozen=True, kw_only=True)
class AskFeed:
    """Which page a system asks for: the entries after a number, 1 to 500 of them."""

    after: int
    limit: int
    who: Principal


def read_feed(
    asked: AskFeed,
    *,
    ledger: Ledger,
    queries: QueryStore,
    receivers: Sequence[Receiver],
    now: datetime,
) -> FeedPage:
    """Return the page that is asked for, oldest first.

    Raises:
        Invalid: a number is out of range.
        Forbidden: no agreement to share with this department is in force.
    """
    _check(asked.after, asked.limit)
    receiver = receiver_for(receivers, asked.who.department, local_date(now))
    if receiver is None:
        raise Forbidden(N_("没有与贵单位共享信用信息的依据"))
    entries = ledger.window(asked.after, asked.limit)
    subjects = sorted({entry.event.subject for entry in entries})
    endings = ledger.endings_of(subjects)
    log_daily_looks(subjects, "feed", fields=SHOWN, who=asked.who, queries=queries, now=now)
    return FeedPage(
        items=tuple(item_of(entry, receiver, ending_of(entry, endings)) for entry in entries),
        next=entries[-1].seq if entries else asked.after,
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
