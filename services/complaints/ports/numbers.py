"""What giving numbers to decisions and cases needs from outside."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol


class Claimed(Protocol):
    """A number that was given out; `void` says why it is not used, "" for any other."""

    @property
    def book(self) -> str:
        """Whose numbers follow each other."""
        ...

    @property
    def n(self) -> int:
        """The number, from 1."""
        ...

    @property
    def owner(self) -> str:
        """Who asked for it."""
        ...

    @property
    def void(self) -> str:
        """Why it is not used."""
        ...


class Numbers(Protocol):
    """Numbers without gaps; one that was taken and is not needed is void and stays."""

    def claim(self, book: str, owner: str, *, look_at: datetime | None = None) -> int:
        """Return the owner's number in a book, the next free one at the first asking.

        `look_at` is when to find out whether it was used; None where it always is.
        """
        ...

    def unsettled(self, by: datetime, *, most: int) -> Sequence[Claimed]:
        """Return numbers that are to be looked at by then, the longest waiting first."""
        ...

    def put_off(self, book: str, n: int, *, until: datetime) -> None:
        """Look at a number later."""
        ...

    def settle(self, book: str, n: int, *, void: str = "") -> None:
        """Note that a number is used, or why it is void; it is not looked at again."""
        ...

    def of_book(self, book: str) -> Iterator[Claimed]:
        """Yield the numbers of a book, the lowest first."""
        ...
