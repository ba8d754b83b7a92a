"""What a receiver reads of the ledger: the fields it may see, and no more once one is ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.credit.domain.ledger.entry import ENDING_KINDS, Entry
from services.credit.domain.score.pack import Ground
from services.credit.domain.words import Words
from shared.codec import to_json

ALWAYS = ("seq", "event_id", "subject", "kind")


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """A department that reads the feed, for what purpose, and the fields it may see."""

    department: str
    purpose: Words
    fields: tuple[str, ...]
    ground: Ground


@dataclass(frozen=True, kw_only=True)
class FeedPage:
    """A page of the feed, oldest first; `next` is what to ask `after` with next time."""

    items: tuple[Mapping[str, object], ...]
    next: int
    head: int


def receiver_for(
    receivers: Iterable[Receiver], department: str | None, today: date
) -> Receiver | None:
    """Return the row of a department whose ground holds today."""
    rows = (row for row in receivers if row.department == department and row.ground.holds_on(today))
    return next(rows, None)


def item_of(entry: Entry, receiver: Receiver, ending: Entry | None) -> dict[str, object]:
    """Return an entry for a receiver.

    What a repair or an annulment ended is withdrawn: only its number, subject and kind are left,
    with the entry that ended it, and the receiver stops using it.

    Source: 信用修复管理办法（国家发展改革委令第36号）第三条.
    """
    values = _flat(entry)
    if ending is not None:
        gone = {"seq": ending.seq, "kind": str(ending.event.kind)}
        return {**{name: values[name] for name in ALWAYS}, "withdrawn": gone}
    shown = [*ALWAYS, *(name for name in receiver.fields if name not in ALWAYS)]
    return {**{name: values[name] for name in shown}, "withdrawn": None}


def ending_of(entry: Entry, endings: Iterable[Entry]) -> Entry | None:
    """Return the entry that ended this one, None for a record that stands."""
    if entry.event.kind in ENDING_KINDS:
        return None
    fitting = (
        end
        for end in endings
        if end.event.subject == entry.event.subject
        and end.event.supersedes == entry.event.document.no
    )
    return next(fitting, None)


def _flat(entry: Entry) -> dict[str, object]:
    plain = to_json(entry)
    event = plain.pop("event")
    document = event.pop("document")
    named = {
        "document_no": document["no"],
        "document_title": document["title"],
        "body": document["body"],
        "city": document["city"],
    }
    return {**plain, **event, **named}
