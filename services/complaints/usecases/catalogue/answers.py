"""Findings and rows as plain JSON: amounts and dates as text."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from services.complaints.domain.catalogue.catalogue import Entry
from services.complaints.domain.catalogue.line_check import LineCheck, RowMatch
from services.complaints.domain.catalogue.reasons import Sentence
from shared.codec import to_json

Speak = Callable[[Sequence[Sentence]], str]


def in_chinese(sentences: Sequence[Sentence]) -> str:
    """Return the sentences as one Chinese text."""
    return "".join(str(sentence) for sentence in sentences)


def line_answer(found: LineCheck, *, speak: Speak = in_chinese) -> dict[str, Any]:
    """Return one finding; `speak` puts its sentences into a language."""
    return {
        "finding": found.finding.value,
        "reason": speak(found.sentences),
        "allowed": _amount(found.allowed),
        "over": _amount(found.over),
        "violation": found.violation,
        "ask": list(found.ask),
        "dates_known": all(row.dates_known for row in found.rows) if found.rows else None,
        "rows": [match_answer(row) for row in found.rows],
    }


def match_answer(row: RowMatch) -> dict[str, Any]:
    """Return a row that was matched, with how."""
    return {
        **to_json(row),
        "price_min": _price(row.price_min),
        "price_max": _price(row.price_max),
        "allowed": _amount(row.allowed),
    }


def entry_answer(entry: Entry) -> dict[str, Any]:
    """Return a row of the catalogue with the list it stands in."""
    home = entry.home
    return {
        **to_json(entry.row),
        "price_min": _price(entry.row.price_min),
        "price_max": _price(entry.row.price_max),
        "ports": list(home.ports),
        "list": {
            "id": home.id,
            "title": home.title,
            "publisher": home.publisher,
            "edition": home.edition,
            "complete": home.complete,
            "sample": home.sample,
            "known_from": home.known_from.isoformat(),
        },
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _price(price: Decimal | None) -> str | None:
    return None if price is None else f"{price:f}"
