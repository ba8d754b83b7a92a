"""Calendars and due days as files for calendar programs (iCalendar, RFC 5545).

No event names a person: a due day is a case number and a duty.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from services.complaints.domain.clocks.calendar import CalendarYear

MIME = "text/calendar; charset=utf-8"
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One entry of a whole day or more; `until` is the last day, `key` stays the same for ever."""

    key: str
    title: str
    on: date
    until: date
    text: str = ""


def calendar_file(name: str, entries: Iterable[CalendarEntry], *, at: datetime) -> bytes:
    """Return the entries as a file; the same entries at the same instant make the same file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Fairport//calendar//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry, at))
    return bytes(calendar.to_ical())


def rest_day_entries(
    years: Sequence[CalendarYear], *, language: str, made_up: str, provisional: str
) -> list[CalendarEntry]:
    """Return the days off and the weekend days worked of some years, oldest first.

    Args:
        years: in order.
        language: of the holidays' names, `zh` or `en`.
        made_up: the title of a weekend day that is worked.
        provisional: what is put behind the title where the year is not published.
    """
    entries = []
    for year in years:
        mark = "" if year.published else provisional
        for each in year.holidays:
            key, title = f"off-{each.from_on.isoformat()}", each.name[language] + mark
            entries.append(
                CalendarEntry(
                    key=key, title=title, on=each.from_on, until=each.to_on, text=year.basis
                )
            )
        for day in sorted(year.worked):
            key = f"worked-{day.isoformat()}"
            entries.append(
                CalendarEntry(key=key, title=made_up, on=day, until=day, text=year.basis)
            )
    return sorted(entries, key=lambda entry: entry.on)


def _event(entry: CalendarEntry, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@fairport")
    event.add("dtstamp", at)
    event.add("summary", entry.title)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.until + _DAY)
    if entry.text:
        event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")
    return event
