"""What counts on a day, of all that had been recorded at an instant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.credit.domain.ledger.entry import ENDING_KINDS, Entry, EntryKind


@dataclass(frozen=True)
class Knowledge:
    """The facts of one enterprise in force on a day, oldest finding first, and what ended them."""

    facts: tuple[Entry, ...]
    ended: Mapping[str, Entry]
    valid_on: date

    def ending_of(self, fact: Entry) -> Entry | None:
        """Return what ended a fact, an annulment before anything else, the first of a kind."""
        return self.ended.get(fact.event.document.no)

    def is_annulled(self, fact: Entry) -> bool:
        """Tell whether the document behind the fact has been annulled."""
        ending = self.ending_of(fact)
        return ending is not None and ending.event.kind == EntryKind.ANNULMENT

    def replacement_of(self, fact: Entry) -> Entry | None:
        """Return the next customs class that stands; an enterprise has one class at a time."""
        if fact.event.kind != EntryKind.CUSTOMS_CLASS:
            return None
        later = (
            other
            for other in self.facts
            if other.event.kind == EntryKind.CUSTOMS_CLASS
            and precedes(fact, other)
            and not self.is_annulled(other)
        )
        return next(later, None)


def knowledge_of(entries: Iterable[Entry], valid_on: date, *, known_at: datetime) -> Knowledge:
    """Return what counts; the order in which the entries arrived does not matter."""
    known = [
        entry
        for entry in entries
        if entry.recorded_at <= known_at and entry.event.effective_on <= valid_on
    ]
    known.sort(key=_by_finding)
    return Knowledge(
        facts=tuple(entry for entry in known if entry.event.kind not in ENDING_KINDS),
        ended=_ended(entry for entry in known if entry.event.kind in ENDING_KINDS),
        valid_on=valid_on,
    )


def _ended(endings: Iterable[Entry]) -> dict[str, Entry]:
    """Return what ended each document, by its number."""
    ended: dict[str, Entry] = {}
    for ending in sorted(endings, key=lambda end: end.event.kind != EntryKind.ANNULMENT):
        if ending.event.supersedes is not None:
            ended.setdefault(ending.event.supersedes, ending)
    return ended


def precedes(earlier: Entry, later: Entry) -> bool:
    """Tell whether one finding comes before another, whatever the order of arrival."""
    return _by_finding(earlier) < _by_finding(later)


def _by_finding(entry: Entry) -> tuple[date, date, str]:
    return entry.event.determined_on, entry.event.effective_on, entry.event.event_id
