"""Reads a bill that is a table: forwarders' bills and terminals' settlements as sheets."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from services.complaints.domain.catalogue.bills import read_line as why
from services.complaints.domain.catalogue.bills.bill_head import HeadReader
from services.complaints.domain.catalogue.bills.bill_values import (
    BillWords,
    read_counted,
    read_day_of,
    read_money,
    read_size,
)
from services.complaints.domain.catalogue.bills.read_line import Place, ReadBill, ReadLine, Unread
from services.complaints.domain.catalogue.imports.list_dates import read_list_date
from services.complaints.domain.catalogue.imports.sheet_rows import SheetRow

_HEAD_ROWS = 40
_MONEY_KEYS = ("amount", "unit_price")
_SHOWN = 60
_MOST_ROWS = 5_000


@dataclass(frozen=True, kw_only=True)
class BillTable:
    """Reads the sheets of one bill."""

    words: BillWords

    def read(self, sheet: str, rows: Iterator[SheetRow], into: ReadBill) -> bool:
        """Read a sheet; return whether its heading was found."""
        head = list(islice(rows, _HEAD_ROWS))
        found = next(
            ((at, cols) for at, row in enumerate(head) if (cols := self._columns(row))), None
        )
        if found is None:
            return False
        at, columns = found
        told = HeadReader(self.words, into)
        for row in head[:at]:
            told.read(" ".join(dict.fromkeys(cell for cell in row.cells if cell)))
        self._rows(sheet, columns, chain(head[at + 1 :], rows), into)
        return True

    def _rows(
        self, sheet: str, columns: Mapping[str, int], rows: Iterable[SheetRow], into: ReadBill
    ) -> None:
        for seen, row in enumerate(rows):
            if seen >= _MOST_ROWS or into.more:
                into.more = True
                return
            if any(row.cells):
                self._row(row, columns, Place(sheet, row.number), into)

    def _columns(self, row: SheetRow) -> dict[str, int] | None:
        """Return key → column of a heading; None where the row is none."""
        found: dict[str, int] = {}
        for at, cell in enumerate(row.cells):
            role = self.words.role(cell) if cell and at not in row.merged else None
            if role:
                found.setdefault(role, at)
        return found if "item" in found and {"amount", "unit_price"} & set(found) else None

    def _row(self, row: SheetRow, columns: Mapping[str, int], place: Place, into: ReadBill) -> None:
        text = " ".join(dict.fromkeys(cell for cell in row.cells if cell))
        kind = self._sum_kind(row, columns)
        amount, _ = self._money(row, columns.get("amount"))
        if self._columns(row):
            return
        if kind == "total" and amount is not None:
            into.totals.append(amount)
        elif kind:
            into.leave_out(place, text, why.SUBTOTAL if kind == "subtotal" else why.NO_AMOUNT)
        elif not any(row.cell(columns.get(key)) for key in _MONEY_KEYS):
            if not HeadReader(self.words, into).read(text):
                into.leave_out(place, text, why.NO_AMOUNT)
        else:
            into.take(self._line(row, columns, place))

    def _sum_kind(self, row: SheetRow, columns: Mapping[str, int]) -> str:
        """Return `total` or `subtotal` where the row is a sum; it names no charge beside it."""
        cells = [cell for at, cell in enumerate(row.cells) if cell and at not in row.merged]
        first = self.words.fold(cells[0]).replace(" ", "").rstrip(":") if cells else ""
        item = row.cell(columns["item"])
        if item and self.words.fold(item).replace(" ", "").rstrip(":") != first:
            return ""
        if first.startswith(self.words.subtotals):
            return "subtotal"
        return "total" if first.startswith(self.words.totals) else ""

    def _money(self, row: SheetRow, column: int | None) -> tuple[Decimal | None, str]:
        text = row.cell(column)
        if not text:
            return None, ""
        if column in row.merged:
            return None, why.IN_A_MERGED_CELL
        return read_money(text)

    def _line(self, row: SheetRow, columns: Mapping[str, int], place: Place) -> ReadLine:
        values: dict[str, Any] = {}
        unread: list[Unread] = []
        for key, read in self._readers().items():
            text = row.cell(columns.get(key))
            if not text:
                continue
            merged = key in _MONEY_KEYS and columns[key] in row.merged
            value, reason = (None, why.IN_A_MERGED_CELL) if merged else read(text)
            if value is not None and columns[key] in row.formulas:
                unread.append(Unread(key, text[:_SHOWN], why.FROM_A_FORMULA))
            if value is None:
                unread.append(Unread(key, text[:_SHOWN], reason))
            elif key == "container":
                values["container"], several = value
                values.setdefault("quantity", several)
            else:
                values[key] = value
        note = " ".join(row.cell(columns.get(key)) for key in ("note",)).strip()
        return ReadLine(place=place, **_counted(values), note=note[:500], unread=tuple(unread))

    def _readers(self) -> Mapping[str, Callable[[str], tuple[Any, str]]]:
        return {
            "item": lambda text: (" ".join(text.split())[:200], ""),
            "body": lambda text: (" ".join(text.split())[:120], ""),
            "amount": read_money,
            "unit_price": read_money,
            "quantity": self._quantity,
            "unit": lambda text: (self.words.unit(text), why.NOT_A_UNIT),
            "container": lambda text: (read_size(text, bare=True), why.NOT_A_SIZE),
            "charged_on": lambda text: (
                read_day_of(text) or read_list_date(text.strip()),
                why.NOT_A_DAY,
            ),
        }

    def _quantity(self, text: str) -> tuple[Any, str]:
        if counted := read_counted(text, self.words):
            return counted, ""
        number, reason = read_money(text)
        return (None, reason or why.NOT_A_NUMBER) if not number else ((number, ""), "")


def _counted(values: dict[str, Any]) -> dict[str, Any]:
    """Take the unit that stands with the number where there is none of its own."""
    quantity = values.get("quantity")
    if isinstance(quantity, tuple):
        values["quantity"] = quantity[0]
        if quantity[1]:
            values.setdefault("unit", quantity[1])
    return values
