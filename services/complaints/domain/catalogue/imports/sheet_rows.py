"""Rows as they stand in a file, before anything is understood of them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A row of a sheet.

    Args:
        number: its place in the sheet, from 1.
        cells: texts; numbers and dates as text (`34.5`, `2026-01-31`).
        merged: columns whose text comes from a merged cell that begins elsewhere.
        formulas: columns whose cell is a formula; it is never computed.
        dates: columns that hold a date in the file itself.
    """

    number: int
    cells: tuple[str, ...]
    merged: frozenset[int] = frozenset()
    formulas: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()

    def cell(self, column: int | None) -> str:
        """Return a cell's text; empty beyond the end of the row."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


def ended(cells: Sequence[str]) -> tuple[str, ...]:
    """Return a row without the empty cells at its end."""
    told = [at for at, each in enumerate(cells) if each]
    return tuple(cells[: told[-1] + 1]) if told else ()
