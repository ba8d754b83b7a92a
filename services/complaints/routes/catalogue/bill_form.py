"""The form of a whole bill: its lines, and what holds for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from services.complaints.usecases.catalogue.read_facts import FACT_KEYS
from services.complaints.usecases.catalogue.read_values import Wrong, read_amount, read_quantity
from shared.errors import FieldError
from shared.web.forms import is_row

LINE_FIELDS = (
    "item", "quantity", "unit", "unit_price", "amount", "container", "charged_on", "body", "note",
)  # fmt: skip
FOR_ALL = (
    "port", "charged_on", "trade", "direction", "loaded", "total", "bill_no", *FACT_KEYS
)  # fmt: skip
EMPTY_LINES = 3
_MEANT = ("item", "amount")
_OF_THE_BILL = ("total", "bill_no")


@dataclass(frozen=True, kw_only=True)
class BillForm:
    """What is typed of a bill.

    Args:
        lines: number in the form → its fields; facts are there where a line tells its own.
        for_all: what holds for every line that does not tell its own, and the bill's total and
            number.
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
        return {"lines": self.told(), "total": self.for_all["total"] or None, "bill": True}

    def told(self) -> list[dict[str, str]]:
        """Return what is told of each line that is meant, by its own words or for all."""
        shared = {k: text for k, text in self.for_all.items() if text and k not in _OF_THE_BILL}
        return [{**shared, **_checked(self.lines[number])} for number in self.meant]

    def in_form(self, errors: Sequence[FieldError]) -> list[FieldError]:
        """Give errors of lines the numbers the form has; what is told for all is named once."""
        found = {
            path: FieldError(path, each.message, each.params)
            for each in reversed(errors)
            for path in [self._typed_at(_path(each.path, self.meant))]
        }
        return list(reversed(found.values()))

    def _typed_at(self, path: str) -> str:
        """Return the field that a line's value was typed in: its own, or that for all lines."""
        number, key = _number(path), path.rpartition(".")[2]
        if number is None or key not in self.for_all or self.lines[number].get(key):
            return path
        return key

    def with_empty_line(self) -> "BillForm":
        """Return the form with one more line of the same day and body."""
        last = self.lines[max(self.lines)] if self.lines else dict.fromkeys(LINE_FIELDS, "")
        new = {key: last[key] if key in ("charged_on", "body") else "" for key in LINE_FIELDS}
        lines = {**self.lines, max(self.lines, default=-1) + 1: new}
        return BillForm(lines=lines, for_all=self.for_all, notes=self.notes)


def posted_form(posted: Mapping[str, str]) -> BillForm:
    """Return what was posted; lines keep their numbers."""
    numbers = sorted({int(n) for path in posted if (n := _number(path)) is not None})
    lines = {number: _typed(posted, number) for number in numbers}
    return BillForm(
        lines=lines, for_all={key: posted.get(key, "").strip() for key in FOR_ALL}, notes={}
    )


def _typed(posted: Mapping[str, str], number: int) -> dict[str, str]:
    line = {key: posted.get(f"lines.{number}.{key}", "").strip() for key in LINE_FIELDS}
    facts = {key: posted.get(f"lines.{number}.{key}", "").strip() for key in FACT_KEYS}
    return {**line, **{key: text for key, text in facts.items() if text}}


def form_of_bill(read: Mapping[str, Any], for_all: Mapping[str, str]) -> BillForm:
    """Return the form of a bill that was read; a bill without lines has empty ones."""
    lines = {
        number: {key: line[key] or "" for key in LINE_FIELDS}
        for number, line in enumerate(read["lines"])
    }
    head = {key: read.get(key) or "" for key in ("charged_on", "body")}
    empty = {number: {**dict.fromkeys(LINE_FIELDS, ""), **head} for number in range(EMPTY_LINES)}
    notes = {number: _notes(line) for number, line in enumerate(read["lines"])}
    own = {key: for_all.get(key) or read.get(key) or "" for key in _OF_THE_BILL}
    return BillForm(lines=lines or empty, for_all={**for_all, **own}, notes=notes)


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
