"""Follow the lists of a body or a port, leave off, and remind a body of its list."""

from services.complaints.domain.catalogue.lists.charge_list import Body, ChargeList
from services.complaints.domain.catalogue.lists.followed import (
    Followed,
    body_id,
    followed_by,
    follower_of,
    left_by,
    port_id,
    reminded,
)
from services.complaints.domain.catalogue.lists.list_steps import Acting
from services.complaints.ports.price_lists import FollowedStore
from shared.errors import Conflict
from shared.principal import Principal
from shared.words import N_

NO_ADDRESS = N_("您的账号没有所属企业或部门，消息没有地方可送，不能订阅")


def follow(followed_id: str, person: Principal, *, on: bool, followed: FollowedStore) -> Followed:
    """Return who follows a body or port after somebody began or left off; a repeat does nothing.

    Raises:
        Conflict: the person has no address of messages, or somebody else changed it first.
    """
    follower = follower_of(person)
    if follower is None:
        raise Conflict(NO_ADDRESS)
    before = followed.get(followed_id)
    after = followed_by(before, follower) if on else left_by(before, follower)
    if after.version != before.version:
        followed.save(after, [])
    return after


def followers_of(charge_list: ChargeList, followed: FollowedStore) -> list[str]:
    """Return the references of those who follow the body or the port of a list."""
    return [
        each
        for watched in (body_id(charge_list.body), port_id(charge_list.port))
        for each in followed.get(watched).followers
    ]


def remind_body(
    body: Body, *, city: str, port: str, acting: Acting, followed: FollowedStore
) -> Followed:
    """Return what is known of a body after it was reminded of its list.

    Raises:
        Forbidden: the person is not of the port office.
        Conflict: the body cannot be reached, or was reminded within a day.
    """
    before = followed.get(body_id(body))
    after, events = reminded(before, body, city=city, port=port, acting=acting)
    followed.save(after, events)
    return after
