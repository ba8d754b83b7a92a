"""The form of a whole bill: its lines, and what holds for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from services.complaints.usecases.catalogue.read_values import Wrong, read_amount, read_quantity
from shared.errors import FieldError
from shared.web.forms import is_row

LINE_FIELDS = (
    "item", "quantity", "unit", "unit_price", "amount", "container", "charged_on", "body", "note",
)  # fmt: skip
FOR_ALL = ("port", "trade", "direction", "loaded", "total")
EMPTY_LINES = 3
_MEANT = ("item", "amount")


@dataclass(frozen=True, kw_only=True)
class BillForm:
    """What is typed of a bill.

    Args:
        lines: number in the form → its fields.
        for_all: what holds for every line, and the total the bill states.
        notes: what reading the bill left to say of a line, by its number.
    """

    lines: Mapping[int, Mapping[str, str]]
    for_all: Mapping[str, str]
    notes: Mapping[int, Sequence[str]]

    @property
    def meant(self) -> list[int]:
        """Return the numbers of the lines with anything in them to check."""
        return [n for n, line in self.lines.items() if any(line[key] for key in _MEANT)]

    def body(self) -> dict[str, Any]:
        """Return what is sent to the check."""
        shared = {key: text for key, text in self.for_all.items() if text and key != "total"}
        lines = [{**shared, **_checked(self.lines[number])} for number in self.meant]
        return {"lines": lines, "total": self.for_all["total"] or None, "bill": True}

    def in_form(self, errors: Sequence[FieldError]) -> list[FieldError]:
        """Give errors of lines the numbers the form has."""
        return [
            FieldError(_path(each.path, self.meant), each.message, each.params) for each in errors
        ]

    def with_empty_line(self) -> "BillForm":
        """Return the form with one more line of the same day and body."""
        last = self.lines[max(self.lines)] if self.lines else dict.fromkeys(LINE_FIELDS, "")
        new = {key: last[key] if key in ("charged_on", "body") else "" for key in LINE_FIELDS}
        lines = {**self.lines, max(self.lines, default=-1) + 1: new}
        return BillForm(lines=lines, for_all=self.for_all, notes=self.notes)


def posted_form(posted: Mapping[str, str]) -> BillForm:
    """Return what was posted; lines keep their numbers."""
    numbers = sorted({int(n) for path in posted if (n := _number(path)) is not None})
    lines = {
        number: {key: posted.get(f"lines.{number}.{key}", "").strip() for key in LINE_FIELDS}
        for number in numbers
    }
    return BillForm(
        lines=lines, for_all={key: posted.get(key, "").strip() for key in FOR_ALL}, notes={}
    )


def form_of_bill(read: Mapping[str, Any], for_all: Mapping[str, str]) -> BillForm:
    """Return the form of a bill that was read; a bill without lines has empty ones."""
    lines = {
        number: {key: line[key] or "" for key in LINE_FIELDS}
        for number, line in enumerate(read["lines"])
    }
    empty = {number: dict.fromkeys(LINE_FIELDS, "") for number in range(EMPTY_LINES)}
    notes = {number: _notes(line) for number, line in enumerate(read["lines"])}
    total = {"total": for_all.get("total") or read["total"] or ""}
    return BillForm(lines=lines or empty, for_all={**for_all, **total}, notes=notes)


def _notes(line: Mapping[str, Any]) -> list[str]:
    return [f"“{each['text']}”{each['why']}" for each in line["unread"]]


def _checked(line: Mapping[str, str]) -> dict[str, str]:
    told = {key: text for key, text in line.items() if text and key != "unit_price"}
    if not line["amount"] and (product := _product(line)) is not None:
        told["amount"] = product
    return told


def _product(line: Mapping[str, str]) -> str | None:
    """Return quantity × unit price where both can be read."""
    try:
        quantity, price = read_quantity(line["quantity"]), read_quantity(line["unit_price"])
        return str(read_amount(quantity * price)) if quantity and price else None
    except Wrong:
        return None


def _number(path: str) -> int | None:
    start, _, rest = path.partition(".")
    number, dot, _ = rest.partition(".")
    return int(number) if start == "lines" and dot and is_row(number) else None


def _path(path: str, meant: Sequence[int]) -> str:
    parts = path.split(".")
    if parts[0] == "lines" and len(parts) > 1 and is_row(parts[1]) and int(parts[1]) < len(meant):
        parts[1] = str(meant[int(parts[1])])
    return ".".join(parts)


def line_sum(form: BillForm) -> Decimal:
    """Return the sum of the amounts that can be read, CNY."""
    total = Decimal("0.00")
    for number in form.meant:
        try:
            total += read_amount(_checked(form.lines[number]).get("amount"))
        except Wrong:
            continue
    return total
