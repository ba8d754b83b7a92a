"""Reads the first sheet of a CSV, XLSX or XLS as rows by header; formulas are never computed."""

from collections.abc import Iterator
from pathlib import Path

from services.complaints.adapters.list_files import open_list
from services.complaints.domain.catalogue.imports.sheet_rows import SheetRow

FORMULA = "="
"""Stands before the text of a cell that is a formula in the file."""


def read_table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row below the first one that holds anything, with its number in the sheet.

    Raises:
        NotFound, TooLarge, Malformed: the file cannot be read; the text says what to do.
    """
    for sheet in open_list(path).sheets:
        header: tuple[str, ...] = ()
        for row in sheet.rows:
            if not any(cell.strip() for cell in row.cells):
                continue
            if header:
                yield row.number, _by_header(header, row)
            else:
                header = row.cells
        if header:
            return


def _by_header(header: tuple[str, ...], row: SheetRow) -> dict[str, str]:
    return {
        name: f"{FORMULA}{row.cell(column)}" if column in row.formulas else row.cell(column)
        for column, name in enumerate(header)
        if name.strip()
    }
