"""What a command that needs no engine reads beside the rules of the release, where it can.

Where `MONGO_URL` is set these are the calendars that were loaded and the lists that were published;
where it is not, or the store is away, the rules of the release stand alone.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.complaints.adapters.rule_files_calendars import load_calendar
from services.complaints.domain.clocks.calendar import Calendar
from shared.errors import Unavailable
from shared.settings import SettingWrong

if TYPE_CHECKING:
    from services.complaints.domain.catalogue.price_row import PriceList
    from shared.mongo.client import Documents

_LOOK_SECONDS = 5.0


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What was read of the store.

    Args:
        configured: whether a store is named at all.
        away: whether it is named and did not answer.
    """

    configured: bool
    away: bool = False
    lists: "tuple[PriceList, ...]" = ()

    @property
    def remark(self) -> str:
        """What a person should know; empty where there is nothing."""
        if not self.away:
            return ""
        return (
            "数据库没有应答，只用随版本的规则 the store did not answer: rules of the release alone"
        )


def calendar_in_use(environment: Mapping[str, str] = os.environ) -> tuple[Calendar, Stored]:
    """Return the calendars of the release with those that were loaded in their place."""
    base = load_calendar()
    if not _is_configured(environment):
        return base, Stored(configured=False)
    from services.complaints.adapters.calendar_store import MongoCalendars  # noqa: PLC0415
    from shared.mongo.client import within  # noqa: PLC0415 - the driver takes a while

    calendars = MongoCalendars(_database(environment), base)
    try:
        with within(_LOOK_SECONDS):
            years = {each.year.year: each.year for each in calendars.every(tries=1)}
    except Unavailable:
        return base, Stored(configured=True, away=True)
    return Calendar({**base.years, **years}, base.fixed), Stored(configured=True)


def published_lists(environment: Mapping[str, str] = os.environ) -> Stored:
    """Return the lists that bodies have published, in the order of their editions."""
    if not _is_configured(environment):
        return Stored(configured=False)
    from services.complaints.adapters.price_list_store import MongoPriceListStore  # noqa: PLC0415
    from services.complaints.adapters.published_lists import MongoPublishedLists  # noqa: PLC0415
    from shared.mongo.client import within  # noqa: PLC0415 - the driver takes a while

    published = MongoPublishedLists(MongoPriceListStore(_database(environment)))
    try:
        with within(_LOOK_SECONDS):
            return Stored(configured=True, lists=published.read())
    except Unavailable:
        return Stored(configured=True, away=True)


def lists_told(stored: Stored) -> list[dict[str, Any]] | None:
    """Return which lists were used, as plain JSON; None where they could not be read."""
    if stored.away:
        return None
    return [
        {
            "id": each.id,
            "title": each.title["zh"],
            "edition": each.edition,
            "ports": list(each.ports),
            "effective_from": each.known_from.isoformat(),
            "effective_to": each.known_to.isoformat() if each.known_to else None,
        }
        for each in stored.lists
    ]


def _is_configured(environment: Mapping[str, str]) -> bool:
    return bool(environment.get("MONGO_URL", "").strip())


def _database(environment: Mapping[str, str]) -> "Documents":
    from pymongo.errors import ConfigurationError  # noqa: PLC0415 - the driver takes a while

    from services.complaints.settings import Settings  # noqa: PLC0415 - only a default of it
    from shared.mongo.client import connect  # noqa: PLC0415

    name = environment.get("MONGO_DATABASE") or Settings.mongo_database
    try:
        return connect(environment["MONGO_URL"], name)
    except ConfigurationError as problem:
        raise SettingWrong(f"MONGO_URL cannot be used: {problem}") from problem
