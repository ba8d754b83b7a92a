"""Lists of charges on their way in: files as they are read, drafts as they are kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from services.complaints.domain.catalogue.imports.sheet_rows import SheetRow


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet of a file.

    Args:
        rows: read as they are asked for, once.
        tells_merged: whether the file says which cells are merged.
    """

    name: str
    rows: Iterator[SheetRow]
    tells_merged: bool


@dataclass(frozen=True, kw_only=True)
class ListFile:
    """A file of charges.

    Args:
        kind: `csv`, `xlsx` or `xls`, by its content.
        digest: SHA-256 of its bytes, hexadecimal.
        encoding: of a text; empty for a workbook.
        remarks: what the person should know about the file as a whole.
    """

    kind: str
    digest: str
    sheets: Iterator[Sheet]
    encoding: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListDraft:
    """A list that was read and waits for review.

    Args:
        id: follows from the file's content and how it was to be read.
        summary: counts, columns and what was said about the file, as plain JSON.
    """

    id: str
    digest: str
    port: str
    effective_from: str
    imported_at: datetime
    summary: Mapping[str, Any] = field(default_factory=dict)


class ListDrafts(Protocol):
    """Lists that were imported and are not published yet."""

    def find(self, draft_id: str) -> ListDraft | None:
        """Return a draft; None where there is none, or it was not read to its end."""

    def begin(self, draft: ListDraft) -> None:
        """Note that a draft is being read, so that `drop_unfinished` finds what it leaves."""

    def keep_rows(self, draft_id: str, first: int, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep at most 50 rows, the first of them being number `first`; may be done again."""

    def keep(self, draft: ListDraft) -> None:
        """Keep the draft when all its rows are kept; a second time changes nothing."""

    def drop(self, draft_id: str) -> None:
        """Delete the rows of a draft that was not read to its end."""

    def drop_unfinished(self, before: datetime) -> int:
        """Delete what was begun before and never read to its end; return how many drafts."""

    def rows(self, draft_id: str, *, first: int, last: int) -> list[Mapping[str, Any]]:
        """Return the rows from number `first` to `last`, both included."""


class Uploads(Protocol):
    """Files of lists between the look at them and their import."""

    def keep(self, path: Path, *, owner: str, at: datetime) -> str:
        """Keep a file for its owner; return its name."""

    def write_to(self, name: str, path: Path) -> None:
        """Write a kept file to a path.

        Raises:
            NotFound: it is not there any more.
        """

    def drop_before(self, at: datetime) -> int:
        """Delete what was kept before; return how many pieces."""
