"""Reads a bill that is text: of a PDF, or pasted. One line of text is one charge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from services.complaints.domain.catalogue.bills import read_line as why
from services.complaints.domain.catalogue.bills.bill_head import HeadReader
from services.complaints.domain.catalogue.bills.bill_pieces import Pieces, pieces_of
from services.complaints.domain.catalogue.bills.bill_values import BillWords, plain
from services.complaints.domain.catalogue.bills.read_line import Place, ReadBill, ReadLine, Unread
from services.complaints.domain.rates.span import CENT, round_half_up

_LONGEST_LINE = 2_000
_MOST_TEXT_LINES = 5_000
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_INVOICED = re.compile(r"^\*[^*]{1,30}\*")
_NUMBERS = ("quantity", "unit_price", "amount")


@dataclass
class BillText:
    """Reads the pages of one bill; remembers the heading that was seen last."""

    words: BillWords
    _order: tuple[str, ...] = ()

    def read(self, page: str, text: str, into: ReadBill) -> None:
        """Read one page."""
        for number, line in enumerate(text.splitlines(), start=1):
            if number > _MOST_TEXT_LINES or into.more:
                into.more = True
                return
            if line.strip():
                self._line(line[:_LONGEST_LINE], Place(page, number), into)

    def _line(self, text: str, place: Place, into: ReadBill) -> None:
        if order := self._heading(text):
            self._order = order
        elif self._is_sum(text, place, into) or HeadReader(self.words, into).read(text):
            return
        else:
            self._charge(text, place, into)

    def _heading(self, text: str) -> tuple[str, ...]:
        """Return the keys of a heading in their order; empty where the line is none."""
        if any(each.isdigit() for each in text):
            return ()
        roles = [self.words.role(each) for each in re.split(r"[\s|,]+", text) if each]
        known = tuple(each for each in roles if each)
        return known if "item" in known and len(known) >= 2 else ()

    def _is_sum(self, text: str, place: Place, into: ReadBill) -> bool:
        folded = self.words.fold(text).replace(" ", "").lstrip("*()")
        if folded.startswith(self.words.subtotals):
            into.leave_out(place, text.strip(), why.SUBTOTAL)
            return True
        if not folded.startswith(self.words.totals):
            return False
        figures = {Decimal(each.replace(",", "")) for each in _FIGURE.findall(plain(text))}
        if len(figures) == 1:
            into.totals.append(round_half_up(figures.pop()))
        else:
            into.leave_out(place, text.strip(), why.SEVERAL_TOTALS if figures else why.NO_AMOUNT)
        return True

    def _charge(self, text: str, place: Place, into: ReadBill) -> None:
        pieces = pieces_of(text, self.words)
        figures = pieces.numbers or pieces.unread or "amount" in pieces.told
        if self._is_label(text) or not pieces.item or not figures:
            into.leave_out(place, text.strip(), why.NO_AMOUNT)
            return
        values, unread = self._numbers(pieces)
        note = " ".join(pieces.rest)
        if pieces.tax is not None and values.get("amount") is not None:
            note = f"{note} 不含税 {values['amount']} + 税额 {pieces.tax}".strip()
            values["amount"] += pieces.tax
        item = _INVOICED.sub("", pieces.item)
        told = {key: value for key, value in pieces.told.items() if values.get(key) is None}
        line = ReadLine(
            place=place,
            item=item[:200] or pieces.item[:200],
            **{**values, **told},
            note=note[:500],
            unread=(*pieces.unread, *unread),
        )
        into.take(line)

    def _is_label(self, text: str) -> bool:
        """Return whether a line tells a number of the bill, an account, a ship."""
        label, colon, _ = self.words.fold(text).partition(":")
        return bool(colon) and label.strip() in self.words.heads["other"]

    def _numbers(self, pieces: Pieces) -> tuple[dict[str, Any], list[Unread]]:
        """Return which number is which, as far as heading or arithmetic say so."""
        numbers = pieces.numbers
        order = [key for key in self._order if key in _NUMBERS and key not in pieces.told]
        if not numbers:
            return {}, []
        if len(order) == len(numbers):
            return dict(zip(order, numbers, strict=True)), []
        *others, amount = numbers
        if "amount" in pieces.told:
            others, amount = numbers, pieces.told["amount"]
        found: dict[str, Any] = {"amount": amount}
        if not others:
            return found, []
        if pair := _factors(others, amount):
            return found | pair, []
        if len(others) == 1 and _fits(others[0], pieces.told, amount):
            return found | {_open_key(pieces.told): others[0]}, []
        text = " ".join(f"{each}" for each in others)
        return found, [Unread("quantity", text, why.SEVERAL_NUMBERS)]


def _factors(others: Sequence[Decimal], amount: Decimal) -> dict[str, Decimal] | None:
    """Return quantity and price where two numbers multiply to the amount and can be told apart."""
    if len(others) != 2 or abs(others[0] * others[1] - amount) > CENT:
        return None
    whole = [each for each in others if each == each.to_integral_value() and "." not in f"{each}"]
    if len(whole) == 1 or others[0] == others[1]:
        quantity = whole[0] if whole else others[0]
        price = others[1] if others[0] is quantity else others[0]
        return {"quantity": quantity, "unit_price": price}
    return None


def _open_key(told: dict[str, Any]) -> str:
    return "unit_price" if "quantity" in told else "quantity"


def _fits(number: Decimal, told: dict[str, Any], amount: Decimal) -> bool:
    other = told.get("quantity") or told.get("unit_price")
    return other is not None and abs(other * number - amount) <= CENT
