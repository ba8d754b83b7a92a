"""One edition of a charging body's list, from draft to publication."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from shared.principal import Principal, Role

MOST_ENTRIES = 500
_KEPT_ENTRIES = 250


class State(StrEnum):
    """Where a list stands between the body and the port office."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What somebody did."""

    MADE = "made"
    TYPED = "typed"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    REMINDED = "reminded"
    RECALL_ASKED = "recall_asked"
    RECALL_DROPPED = "recall_dropped"
    WITHDRAWN = "withdrawn"
    EVE = "eve"


@dataclass(frozen=True, kw_only=True)
class Body:
    """Who charges 收费主体; `uscc` None where the port office does not know it."""

    name: str
    uscc: str | None = None


@dataclass(frozen=True, kw_only=True)
class TypedPrice:
    """A price that a person read out of a row kept as text.

    Args:
        row: number of the row in the list, from 1.
        price_min: CNY per unit; `price_max` the same or more.
        unit: a unit of the charge check.
    """

    row: int
    price_min: Decimal
    price_max: Decimal
    unit: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the publisher says of an edition.

    Args:
        effective_to: last day; None while open.
        complete: whether the body may charge nothing else in this time.
        publisher: who publishes it; `where_published`: where else it hangs or stands.
    """

    effective_from: date
    effective_to: date | None
    complete: bool
    publisher: str
    where_published: str
    complaint_phone: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One step of the history; `by` is a person, empty for the clock; `words` what was said."""

    act: Act
    at: datetime
    by: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the rows come from.

    Args:
        draft: id of the import; rows are kept under it.
        rows: how many; `priced` of them have a price, the others need a person.
        effective_from: the day the file names, ISO; empty where it names none.
    """

    draft: str
    rows: int
    priced: int
    effective_from: str = ""


@dataclass(frozen=True, kw_only=True)
class ChargeList:
    """A body's list in one edition.

    Args:
        id: follows from body, port and edition; part of its permanent address.
        by_office: whether the port office made it for the body.
        typed: prices of text rows that a person typed.
        history: oldest first; of a long one the steps that are needed, the others are kept apart.
    """

    id: str
    version: int
    city: str
    port: str
    body: Body
    edition: str
    state: State
    by_office: bool
    source: Source
    typed: tuple[TypedPrice, ...] = ()
    terms: Terms | None = None
    history: tuple[Entry, ...] = ()

    def last(self, act: Act) -> Entry | None:
        """Return the last step of a kind."""
        return next((each for each in reversed(self.history) if each.act is act), None)

    @property
    def earlier(self) -> int:
        """How many steps are kept apart: every change adds one."""
        return self.version - len(self.history)

    @property
    def published_at(self) -> datetime | None:
        """Return when it was published."""
        published = self.last(Act.PUBLISHED)
        return published.at if published else None


def parted(charge_list: ChargeList) -> tuple[ChargeList, tuple[Entry, ...]]:
    """Return the list with the steps it needs, and older ones to be kept apart.

    Only a history that has become long is parted; the last step of each kind stays. Which go is
    told by the steps before the newest one, so that two who change a list at once agree.
    """
    history = charge_list.history
    if len(history) <= MOST_ENTRIES:
        return charge_list, ()
    last = {each.act: at for at, each in enumerate(history[:-1])}.values()
    go = set(range(len(history) - _KEPT_ENTRIES)) - set(last)
    kept = tuple(each for at, each in enumerate(history) if at not in go)
    return replace(charge_list, history=kept), tuple(history[at] for at in sorted(go))


def is_of_office(person: Principal | None, city: str, port_office: str) -> bool:
    """Tell whether somebody acts for the port office of a city."""
    return (
        person is not None
        and not person.scopes
        and person.role in (Role.OFFICER, Role.SUPERVISOR)
        and (person.city, person.department) == (city, port_office)
    )


def is_of_body(person: Principal | None, body: Body) -> bool:
    """Tell whether somebody acts for the charging body itself."""
    return (
        person is not None
        and not person.scopes
        and person.role is Role.ENTERPRISE
        and body.uscc is not None
        and person.uscc == body.uscc
    )
