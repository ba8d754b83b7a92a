"""Who wants to hear of a body's or a port's new lists, and reminders to bodies without one."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.complaints.domain.catalogue.lists.charge_list import Act, Body
from services.complaints.domain.catalogue.lists.list_steps import Acting
from shared.errors import Conflict, Forbidden
from shared.events.list_events import ListTold
from shared.principal import Principal
from shared.words import N_

MOST_FOLLOWERS = 300
MOST_REMINDERS = 100
AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A body was asked for its list."""

    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class Followed:
    """A body or a port that somebody follows; `id` is `body:<USCC or name>` or `port:<name>`.

    Args:
        followers: references of departments and enterprises, `department:…` and `uscc:…`.
        reminders: oldest first.
    """

    id: str
    version: int = 0
    followers: tuple[str, ...] = ()
    reminders: tuple[Reminder, ...] = ()


def body_id(body: Body) -> str:
    """Return what a body is followed by."""
    return f"body:{body.uscc or body.name}"


def port_id(port: str) -> str:
    """Return what a port is followed by."""
    return f"port:{port}"


def follower_of(person: Principal | None) -> str | None:
    """Return the reference a person is told under: the enterprise's or the department's.

    None for who belongs to neither: messages have no address for such a person.
    """
    if person is None or person.scopes:
        return None
    if person.uscc:
        return f"uscc:{person.uscc}"
    return f"department:{person.department}" if person.department else None


def followed_by(followed: Followed, follower: str) -> Followed:
    """Return it with one more follower.

    Raises:
        Conflict: there is no room for more.
    """
    if follower in followed.followers:
        return followed
    if len(followed.followers) >= MOST_FOLLOWERS:
        raise Conflict(N_("订阅的人数已满"))
    followers = (*followed.followers, follower)
    return replace(followed, version=followed.version + 1, followers=followers)


def left_by(followed: Followed, follower: str) -> Followed:
    """Return it with one follower less."""
    if follower not in followed.followers:
        return followed
    followers = tuple(each for each in followed.followers if each != follower)
    return replace(followed, version=followed.version + 1, followers=followers)


def reminded(
    followed: Followed, body: Body, *, city: str, port: str, acting: Acting
) -> tuple[Followed, list[ListTold]]:
    """Return it with a reminder to hand in a list; at most one a day.

    Raises:
        Forbidden: the person is not of the port office.
        Conflict: the body has no code to be reached by, or was reminded within a day.
    """
    if not acting.is_office(city):
        raise Forbidden(N_("只有本市口岸办可以这样做"))
    if body.uscc is None:
        raise Conflict(N_("不知道这个单位的统一社会信用代码，无法发送消息"))
    if followed.reminders and acting.now - followed.reminders[-1].at < AGAIN_AFTER:
        raise Conflict(N_("一天之内已经提醒过"))
    reminder = Reminder(at=acting.now, by=acting.actor.sub)
    kept = (*followed.reminders, reminder)[-MOST_REMINDERS:]
    after = replace(followed, version=followed.version + 1, reminders=kept)
    told = ListTold(
        key=after.id,
        version=after.version,
        occurred_at=acting.now,
        act=Act.REMINDED.value,
        city=city,
        port=port,
        body=body.name,
        edition="",
        effective_from=None,
        departments=(),
        enterprises=(body.uscc,),
    )
    return after, [told]
