"""Submit, return, review, publish or withdraw a list, or type the price of a row: once a form."""

from dataclasses import dataclass
from typing import Any

from services.complaints.domain.cases.command import Hashed, command_of
from services.complaints.domain.catalogue.lists import list_life, list_recall
from services.complaints.domain.catalogue.lists.charge_list import (
    Act,
    ChargeList,
    Terms,
    TypedPrice,
)
from services.complaints.domain.catalogue.lists.editions import follows
from services.complaints.domain.catalogue.lists.list_steps import Acting, Changed
from services.complaints.domain.catalogue.lists.row_prices import AS_TEXT
from services.complaints.ports.price_lists import FollowedStore, PriceListStore, PublishedLists
from services.complaints.usecases.catalogue.follow_lists import followers_of
from shared.errors import Conflict, FieldError, Invalid, NotFound
from shared.words import N_

UNKNOWN = N_("没有这份清单")


@dataclass(frozen=True, kw_only=True)
class ListStores:
    """Where lists are, which are published, who follows them."""

    lists: PriceListStore
    published: PublishedLists
    followed: FollowedStore


@dataclass(frozen=True, kw_only=True)
class ChangeList:
    """What somebody does to a list, under a key of the form.

    Args:
        version: the version the person has seen.
        words: reason or remark.
        terms: for a publication; `price` for a typed price.
    """

    list_id: str
    act: Act
    version: int
    key: str
    words: str = ""
    terms: Terms | None = None
    price: TypedPrice | None = None


def change_list(
    change: ChangeList, *, acting: Acting, stores: ListStores, hashed: Hashed
) -> ChargeList:
    """Return the list after a change, or as it stands if the same form came before.

    Raises:
        NotFound: there is no such list.
        Forbidden: the person may not do this.
        Conflict: somebody changed it since it was looked at, or its state does not allow this.
        Invalid: something is missing or impossible.
    """
    body: list[Any] = [change.act, change.words, change.terms, _told_price(change.price)]
    told_key = f"{change.list_id}|{change.key}"
    command = command_of(acting.actor.sub, told_key, body, hashed=hashed)
    found, again = stores.lists.get_for(change.list_id, command)
    if found is None:
        raise NotFound(UNKNOWN)
    if again:
        return found
    if found.version != change.version:
        raise Conflict(N_("别人刚改过这一项，请刷新后再试"))
    after, events = _changed(found, change, acting, stores)
    stores.lists.save(after, events, command)
    if change.act in (Act.PUBLISHED, Act.WITHDRAWN):
        stores.published.refresh(at_once=True)
    return after


def _told_price(price: TypedPrice | None) -> list[str] | None:
    """Return what was typed, without the moment: a repeated form says the same."""
    if price is None:
        return None
    return [str(price.row), f"{price.price_min:f}", f"{price.price_max:f}", price.unit]


def _changed(found: ChargeList, change: ChangeList, acting: Acting, stores: ListStores) -> Changed:
    match change.act:
        case Act.SUBMITTED:
            return list_life.submit(found, change.words, acting)
        case Act.RETURNED:
            return list_life.send_back(found, change.words, acting)
        case Act.REVIEWED:
            return list_life.review(found, change.words, acting)
        case Act.TYPED:
            return _typed(found, change.price, acting, stores), []
        case Act.PUBLISHED:
            return _published(found, change.terms, acting, stores)
        case _:
            return _recalled(found, change, acting, stores)


def _recalled(found: ChargeList, change: ChangeList, acting: Acting, stores: ListStores) -> Changed:
    match change.act:
        case Act.RECALL_ASKED:
            return list_recall.ask_recall(found, change.words, acting)
        case Act.RECALL_DROPPED:
            return list_recall.drop_recall(found, change.words, acting)
        case Act.WITHDRAWN:
            followers = followers_of(found, stores.followed)
            return list_recall.withdraw(found, acting, followers=followers)
        case _:
            raise NotFound(UNKNOWN)


def _typed(
    found: ChargeList, price: TypedPrice | None, acting: Acting, stores: ListStores
) -> ChargeList:
    rows = stores.lists.rows(found, first=price.row, last=price.row) if price else []
    if price is None or not rows or rows[0]["status"] != AS_TEXT:
        raise Invalid(
            N_("填写的内容要修改。"),
            errors=[FieldError("row", N_("只有需要人工处理的行可以补录价格"))],
        )
    return list_life.with_price(found, price, acting)


def _published(
    found: ChargeList, terms: Terms | None, acting: Acting, stores: ListStores
) -> Changed:
    if terms is None:
        raise Invalid(N_("填写的内容要修改。"))
    editions = [
        each.known_from
        for each in stores.published.refresh(at_once=True)
        if follows(each, body=found.body.name, uscc=found.body.uscc, ports=(found.port,))
    ]
    followers = followers_of(found, stores.followed)
    before = max(editions, default=None)
    return list_life.publish(found, terms, acting, before=before, followers=followers)
