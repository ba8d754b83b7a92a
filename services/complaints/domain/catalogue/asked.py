"""A charge line and what can be read from it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from services.complaints.domain.catalogue.asked_words import with_item_words, without_such_words
from services.complaints.domain.catalogue.facts import FIRST_GRADE, NO_FACTS, OTHER_GRADE, Facts
from services.complaints.domain.catalogue.item_words import ItemWords, read_item_words
from services.complaints.domain.catalogue.names import Names
from services.complaints.domain.rates.ship_tons import ship_tons
from services.complaints.domain.rates.span import Span, all_of

_LONGEST_NAME = 40
_FIRST_CLASS = {FIRST_GRADE: True, "1": True, OTHER_GRADE: False}
_USCC = re.compile(r"[0-9a-hj-npqrtuwxy]{18}")


@dataclass(frozen=True, kw_only=True)
class CheckLine:
    """A line to check, as billed; None stands for what is not known. Amounts are CNY."""

    item: str
    amount: Decimal
    port: str | None = None
    body: str | None = None
    charged_on: date | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    container: str | None = None
    trade: str | None = None
    direction: str | None = None
    loaded: bool | None = None
    cargo: str | None = None
    facts: Facts = NO_FACTS


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A line with its names resolved and its item's own words read.

    Args:
        keys: the item's name, then the name without words such as 进口 or 40尺.
        names: what all names of the item share, one for each key.
        parts: pairs of a whole and a part the name may be put together from.
        port: the port's own name; `body` without its legal form; `uscc` where the body is a code.
        cargo: classes of cargo that are told; empty where nobody says.
        first_class: whether dangerous cargo is said to be of the first grade 一级;
            `other_class` that it is of another one. A class 类 says neither, except the first.
        facts: what is told beyond the line's own conditions, or said by the item's words.
        words: conditions that come from the item's own words.
        folded: whether it is said to be of folded empty boxes, stacked.
        bases: places of the lines of the bill that its percentage may be taken of.
    """

    line: CheckLine
    keys: tuple[str, ...]
    names: tuple[str, ...]
    parts: frozenset[tuple[str, str]]
    port: str | None
    body: str | None
    uscc: str | None
    trade: str | None
    direction: str | None
    container: str | None
    loaded: bool | None
    cargo: tuple[str, ...]
    first_class: bool
    other_class: bool
    facts: Facts
    words: frozenset[str]
    folded: bool = False
    bases: tuple[int, ...] = ()

    @cached_property
    def ship_tons(self) -> Span | None:
        """Return the tons the ship counts by; None where nothing is told of them."""
        facts, billed = self.facts, self.line.quantity if self.line.unit == "nt" else None
        if facts.net_tons is None:
            return None if billed is None else ship_tons(billed, None, None)
        told = ship_tons(facts.net_tons, facts.gross_tons, facts.deadweight)
        if billed is None or not told.exact:
            return told
        return all_of((told.low, billed))


def read_line(line: CheckLine, names: Names) -> Asked:
    """Return the line as it can be compared.

    Where a key and the item's own words disagree, the condition counts as not known.
    """
    plain = names.plain(line.item)
    words, hazard = read_item_words(plain), line.facts.dangerous_class
    code = names.key(line.body or "")
    given = {
        key: _agreed(getattr(line, key), getattr(words, key))
        for key in ("trade", "direction", "container", "loaded")
    }
    if words.folded:
        given["loaded"] = None
    keys = _keys(line.item, words, names)
    of_boxes = bool(line.container or words.container) or (line.unit or "").startswith("box")
    told = (line.cargo, *words.cargo) if line.cargo else words.cargo
    told = (*told, "dangerous") if hazard else told
    first_class = _agreed(_FIRST_CLASS.get(hazard or ""), words.first_class)
    return Asked(
        line=line,
        keys=keys,
        names=tuple(names.identity_of_charge(key, of_boxes=of_boxes) for key in keys),
        parts=frozenset(pair for key in keys for pair in _parts(key, names)),
        port=names.port(line.port) if line.port else None,
        body=names.body(line.body) if line.body else None,
        uscc=code.upper() if _USCC.fullmatch(code) else None,
        cargo=tuple(dict.fromkeys(told)),
        first_class=first_class is True,
        other_class=first_class is False,
        facts=with_item_words(line.facts, plain),
        folded=words.folded,
        words=frozenset(
            key for key in given if getattr(line, key) is None and given[key] is not None
        ),
        **given,
    )


def _keys(item: str, words: ItemWords, names: Names) -> tuple[str, ...]:
    keys = (names.key(item), names.key(words.bare), names.key(without_such_words(words.bare)))
    return tuple(key for key in dict.fromkeys(keys) if key)


def _parts(key: str, names: Names) -> Iterator[tuple[str, str]]:
    for length in range(2, min(len(key) - 1, _LONGEST_NAME)):
        rest = key[length:].removeprefix("其中").removeprefix("子项")
        yield names.identity(key[:length]), names.identity(rest)


def _agreed(told: Any, worded: Any) -> Any:
    if told is None or worded is None or told == worded:
        return worded if told is None else told
    return None
