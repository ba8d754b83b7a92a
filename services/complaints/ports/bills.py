"""A bill on its way in: a table, pages of text, or a picture nobody but a person can read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from services.complaints.ports.lists import Sheet


@dataclass(frozen=True, kw_only=True)
class BillFile:
    """A bill as it was handed in.

    Args:
        kind: `xlsx`, `xls`, `csv`, `pdf`, `text` or `scan`.
        sheets: of a table, to be read once.
        pages: the text of each page.
    """

    kind: str
    sheets: Iterator[Sheet] = field(default_factory=lambda: iter(()))
    pages: tuple[str, ...] = ()
