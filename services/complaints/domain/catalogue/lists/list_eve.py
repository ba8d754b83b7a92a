"""On the day before a published list begins, everybody concerned is told a second time.

Where the clock stood still that day, they are told on the first day.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from services.complaints.domain.catalogue.lists.charge_list import Act, ChargeList, Entry, State
from services.complaints.domain.catalogue.lists.list_terms import each_once
from shared.clock import local_date
from shared.events.list_events import ListTold


def is_eve(charge_list: ChargeList, now: datetime) -> bool:
    """Tell whether a list begins by tomorrow and nobody was told of it since it was published.

    One that was published on that eve was told of then; a missed eve is made up for on the first
    day.
    """
    terms, published = charge_list.terms, charge_list.published_at
    return (
        charge_list.state is State.PUBLISHED
        and terms is not None
        and published is not None
        and charge_list.last(Act.EVE) is None
        and terms.effective_from in begins_on(now)
        and local_date(published) < terms.effective_from - timedelta(days=1)
    )


def begins_on(now: datetime) -> tuple[date, date]:
    """Return first days of lists that are told of: tomorrow, and today if it was missed."""
    today = local_date(now)
    return today, today + timedelta(days=1)


def told_on_eve(
    charge_list: ChargeList, *, now: datetime, port_office: str, followers: Sequence[str]
) -> tuple[ChargeList, list[ListTold]]:
    """Return the list with the notice in its history, and what is told.

    Args:
        charge_list: a list whose eve it is.
        now: the time.
        port_office: the department that is told.
        followers: references of those who asked to be told, `uscc:…` or `department:…`.
    """
    after = replace(
        charge_list,
        version=charge_list.version + 1,
        history=(*charge_list.history, Entry(act=Act.EVE, at=now, by="")),
    )
    told = ListTold(
        key=after.id,
        version=after.version,
        occurred_at=now,
        act=Act.EVE.value,
        city=after.city,
        port=after.port,
        body=after.body.name,
        edition=after.edition,
        effective_from=after.terms.effective_from if after.terms else None,
        departments=each_once(port_office, followers, "department:"),
        enterprises=each_once(after.body.uscc, followers, "uscc:"),
    )
    return after, [told]
