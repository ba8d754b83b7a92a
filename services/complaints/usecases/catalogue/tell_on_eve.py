"""Tell everybody concerned, on the day before a list begins, that it does; once a list."""

from collections.abc import Callable
from datetime import datetime

from services.complaints.domain.cases.command import Hashed, command_of
from services.complaints.domain.catalogue.lists.charge_list import ChargeList
from services.complaints.domain.catalogue.lists.list_eve import begins_on, is_eve, told_on_eve
from services.complaints.ports.price_lists import FollowedStore, PriceListStore
from services.complaints.usecases.catalogue.follow_lists import followers_of
from shared.errors import Conflict

_CLOCK = "clock"


def tell_on_eve(
    *,
    now: datetime,
    lists: PriceListStore,
    followed: FollowedStore,
    port_office: Callable[[str], str],
    hashed: Hashed,
) -> int:
    """Return of how many lists was told.

    One that somebody changes meanwhile waits for the next turn; one that was told of is passed
    over, in this process or in another.

    Raises:
        Unavailable: the store is away.
    """
    told = 0
    for first in begins_on(now):
        for each in lists.beginning_on(first):
            if is_eve(each, now):
                told += _told(each, now, lists, followed, port_office(each.city), hashed)
    return told


def _told(
    charge_list: ChargeList,
    now: datetime,
    lists: PriceListStore,
    followed: FollowedStore,
    port_office: str,
    hashed: Hashed,
) -> int:
    after, events = told_on_eve(
        charge_list,
        now=now,
        port_office=port_office,
        followers=followers_of(charge_list, followed),
    )
    key = f"{charge_list.id}|eve"
    try:
        lists.save(after, events, command_of(_CLOCK, key, [], hashed=hashed))
    except Conflict:
        return 0
    return 1
