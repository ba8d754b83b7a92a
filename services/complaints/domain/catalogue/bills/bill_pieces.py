"""Cuts a line of text into the name of the charge, its numbers and what else it tells."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from services.complaints.domain.catalogue.bills import read_line as why
from services.complaints.domain.catalogue.bills.bill_values import (
    BillWords,
    plain,
    read_counted,
    read_day_of,
    read_money,
    read_priced,
    read_size,
)
from services.complaints.domain.catalogue.bills.read_line import Unread

_SUM = re.compile(
    r"(?<=[\d元箱柜吨票次天])\s*(?:[×✕*=]|(?<=[\d\s])x(?=\s*\d))\s*(?=[\d¥])"
    r"(?!(?:20|40|45)['’′尺英呎A-Za-z])"
)
_BOXES = re.compile(r"(\d{1,4})\s*[x×*]\s*(20|40|45)(?=['’′尺英呎a-z])", re.IGNORECASE)
_LABEL = re.compile(r"[:：](?=\s*[¥￥\d])")
_BLANKS = re.compile(r"[\s|]+")
_NUMBERED = re.compile(r"\(?\d{1,3}[.、)]\s*(?=\D)|[①-⑳]\s*")
_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?%|免税|不征税")
_LABELLED = re.compile(r"([^\d¥￥]+)([¥￥]?\d.*)")
_LABELS = frozenset({"quantity", "unit_price", "amount"})
_LOOKS_LIKE_MONEY = re.compile(r"(?=.*\d)(?:¥|\$|usd|-)?[\d.,\-]+(?:元|usd)?")


@dataclass
class Pieces:
    """A line of text in pieces.

    Args:
        numbers: figures in their order, without those after a tax rate.
        told: what pieces tell by themselves: size, day, unit, a number with its unit.
        tax: the tax that stands after its rate, CNY.
        rest: words after the name.
    """

    item: str = ""
    numbers: list[Decimal] = field(default_factory=list)
    told: dict[str, Any] = field(default_factory=dict)
    tax: Decimal | None = None
    rest: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def pieces_of(text: str, words: BillWords) -> Pieces:
    """Return the pieces of a line of text."""
    whole = _BOXES.sub(r"\1×\2", _LABEL.sub(" ", _NUMBERED.sub("", text.strip(), count=1)))
    parts = [each for each in _BLANKS.split(_SUM.sub(" ", whole)) if each]
    if len(parts) > 1 and parts[0].isdigit() and len(parts[0]) <= 3:
        parts = parts[1:] if not _is_figure(parts[1]) else parts
    parts = _with_labels(parts, words)
    found, named = Pieces(), list[str]()
    taxed = closed = False
    for part in parts:
        if _PERCENT.fullmatch(plain(part)):
            taxed = True
        elif taxed and found.tax is None and _is_figure(part):
            found.tax = read_money(part)[0]
        elif _typed(part, words, found, named=bool(named)):
            closed = bool(named)
        else:
            (found.rest if closed else named).append(part)
    found.item = " ".join(named)
    return found


def _with_labels(parts: list[str], words: BillWords) -> list[str]:
    """Return the parts with a label such as 单价 and the figure behind it as one."""
    joined: list[str] = []
    for part in parts:
        if joined and words.role(joined[-1]) in _LABELS and part[:1] in "¥￥0123456789":
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _is_figure(part: str) -> bool:
    return read_money(part)[0] is not None


def _typed(part: str, words: BillWords, found: Pieces, *, named: bool) -> bool:
    """Take a piece that tells something by its form; return whether it does."""
    if told := _told_by(part, words):
        found.told = {**told, **found.told}
    elif _is_figure(part):
        found.numbers.append(read_money(part)[0] or Decimal(0))
    elif named and (unit := words.unit(part)):
        found.told.setdefault("unit", unit)
    elif _LOOKS_LIKE_MONEY.fullmatch(plain(part)):
        found.unread.append(Unread("amount", part[:60], read_money(part)[1] or why.NOT_A_NUMBER))
    else:
        return False
    return True


def _told_by(part: str, words: BillWords) -> dict[str, Any]:
    """Return what a piece tells by itself: a day, a size, a number with its unit or label."""
    if labelled := _labelled(part, words):
        return labelled
    if day := read_day_of(part):
        return {"charged_on": day}
    if size := read_size(part, bare=False):
        boxes = {"quantity": size[1], "unit": "box"} if size[1] else {}
        return {"container": size[0], **boxes}
    if priced := read_priced(part, words):
        return {"unit_price": priced[0], "unit": priced[1]}
    if counted := read_counted(part, words):
        return {"quantity": counted[0], "unit": counted[1]}
    return {}


def _labelled(part: str, words: BillWords) -> dict[str, Any]:
    """Return what 单价80, 数量2箱 or 金额¥320 tells."""
    met = _LABELLED.fullmatch(part)
    role = words.role(met[1]) if met else None
    if met is None or role not in _LABELS:
        return {}
    if role == "quantity" and (counted := read_counted(met[2], words)):
        return {"quantity": counted[0], "unit": counted[1]}
    if role == "unit_price" and (priced := read_priced(met[2], words)):
        return {"unit_price": priced[0], "unit": priced[1]}
    amount = read_money(met[2])[0]
    return {} if amount is None else {role: amount}
