"""Files under import, and how they are opened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.domain.catalogue.imports.import_words import ImportWords
from services.complaints.domain.imports.file_import import FileImport
from services.complaints.ports.lists import ListFile, Uploads


class FileImports(Protocol):
    """Files under import; whoever reads one holds it while it says so often enough."""

    def begin(self, wanted: FileImport, *, holder: str, now: datetime) -> FileImport | None:
        """Keep a new one, held; return None for a new one, else the one that is there."""

    def get(self, import_id: str) -> FileImport | None:
        """Return one."""

    def take(self, *, holder: str, now: datetime) -> FileImport | None:
        """Return one that waits, or that nobody has been heard of for too long; now it is held."""

    def note(self, import_id: str, *, holder: str, rows: int, now: datetime) -> bool:
        """Say how many rows are read; return whether the holder still holds it."""

    def hand_over(self, import_id: str, *, holder: str, now: datetime) -> None:
        """Let somebody else read it from its beginning."""

    def end(self, ended: FileImport, *, holder: str) -> None:
        """Keep how it ended, unless somebody else holds it."""

    def drop(self, import_id: str, *, holder: str) -> None:
        """Forget one that is held."""

    def drop_before(self, at: datetime) -> int:
        """Forget those begun before; return how many."""


@dataclass(frozen=True, kw_only=True)
class ImportPorts:
    """What it takes to import files."""

    imports: FileImports
    uploads: Uploads
    open_list: Callable[[Path], ListFile]
    open_rows: Callable[[Path], Iterator[tuple[int, dict[str, str]]]]
    words: Callable[[], tuple[ImportWords, FeeMatcher]]
