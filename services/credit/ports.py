"""All the credit service needs from outside."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.credit.domain.ledger.chain import Head
from services.credit.domain.ledger.entry import CreditEvent, Entry
from services.credit.domain.measures.query import Query
from services.credit.domain.subjects.subject import Subject
from shared.events.credit_events import ScoreChanged


class Ledger(Protocol):
    """The entries of all enterprises: numbered from 1 without gaps, never changed."""

    def head(self) -> Head:
        """Return the last entry's number and hash."""
        ...

    def append(self, events: Sequence[CreditEvent], *, recorded_at: datetime) -> list[Entry]:
        """Enter the events that are not there yet, in their order; return their entries."""
        ...

    def entry(self, seq: int) -> Entry | None:
        """Return one entry."""
        ...

    def entries_of(self, subject: str) -> list[Entry]:
        """Return all entries of an enterprise, oldest first."""
        ...

    def window(self, after: int, limit: int) -> list[Entry]:
        """Return the entries numbered after+1 … after+limit, oldest first."""
        ...

    def endings_of(self, subjects: Sequence[str]) -> list[Entry]:
        """Return the repairs, annulments and removals of some enterprises, oldest first."""
        ...

    def records(self) -> Iterator[Mapping[str, object]]:
        """Yield everything that is stored, as the JSON values that were hashed, by number."""
        ...


class SubjectStore(Protocol):
    """The enterprises and their last worked-out scores."""

    def get(self, uscc: str) -> Subject | None:
        """Return one enterprise."""
        ...

    def save(self, subject: Subject, events: Sequence[ScoreChanged], *, at: datetime) -> None:
        """Store it if nobody did since it was read at `subject.version`, with its events.

        Raises:
            Conflict: somebody changed it first.
        """
        ...

    def named_like(self, text: str) -> list[Subject]:
        """Return enterprises whose present or former name holds the text, at most 50, by code."""
        ...

    def due(self, now: datetime, limit: int) -> list[str]:
        """Return the codes of enterprises whose score time may have changed, longest due first."""
        ...

    def due_since(self, now: datetime) -> datetime | None:
        """Return since when the one longest due is, None when none is."""
        ...


class QueryStore(Protocol):
    """Who asked about whom, why, and what was answered; nothing is changed or removed."""

    def get(self, query_id: str) -> Query | None:
        """Return one query by its id."""
        ...

    def add(self, query: Query) -> Query:
        """Keep a query; return the one that is there already under its id."""
        ...

    def add_new(self, queries: Sequence[Query]) -> None:
        """Keep the queries whose ids are not there yet; the others stay as they are."""
        ...

    def with_receipt(self, receipt: str) -> Query | None:
        """Return the gate query of a receipt."""
        ...

    def about(self, subject: str, *, since: datetime, until: datetime, most: int) -> list[Query]:
        """Return queries about an enterprise after `since` up to `until`, newest first."""
        ...


class Numbers(Protocol):
    """Books of numbers without gaps."""

    def claim(self, book: str, owner: str) -> int:
        """Return the owner's number in a book, the next free one at the first asking."""
        ...
