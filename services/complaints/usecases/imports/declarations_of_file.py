"""Imports the declarations of a file that was handed in, or only looks at them."""

from collections.abc import Callable, Iterator, Mapping
from csv import Error as CsvError
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from services.complaints.domain.commitments.clearance import ClearanceRules
from services.complaints.domain.imports.file_import import FileImport
from services.complaints.ports.clearance import DeclarationStore
from services.complaints.ports.file_imports import ImportPorts
from services.complaints.usecases.commitments.import_declarations import import_declarations
from services.complaints.usecases.commitments.imported import Imported
from services.complaints.usecases.imports.carry_out import Beat
from shared.codec import from_json, to_json
from shared.errors import FieldError, Invalid
from shared.words import N_

_NOT_TEXT = N_("读不了这个文件：应当是 UTF-8 或 GB18030 的 CSV；工作簿请另存为 CSV")


@dataclass(frozen=True, kw_only=True)
class ClearanceOffice:
    """What taking declarations takes beside the file."""

    declarations: DeclarationStore
    rules: ClearanceRules
    now: Callable[[], datetime]


def declarations_of_file(
    each: FileImport,
    path: Path,
    beat: Beat,
    *,
    ports: ImportPorts,
    clearance: ClearanceOffice,
) -> dict[str, Any]:
    """Return what came of the rows; a file that cannot be read to its end changes nothing.

    Raises:
        Invalid: it is no such file.
    """
    try:
        for _ in ports.open_rows(path):
            pass
    except (UnicodeDecodeError, CsvError) as problem:
        raise Invalid(_NOT_TEXT, errors=[FieldError("file", _NOT_TEXT)]) from problem
    found = import_declarations(
        _beating(ports.open_rows(path), beat),
        city=each.told["city"],
        rules=clearance.rules,
        declarations=None if each.told["look"] else clearance.declarations,
        now=clearance.now(),
    )
    return to_json(found)


def imported_of(result: Mapping[str, Any]) -> Imported:
    """Return what came of the rows of a file."""
    return from_json(Imported, result)


def _beating(
    rows: Iterator[tuple[int, dict[str, str]]], beat: Beat
) -> Iterator[tuple[int, dict[str, str]]]:
    for row in rows:
        beat()
        yield row
