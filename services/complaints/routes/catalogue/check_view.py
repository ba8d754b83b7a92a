"""What the page of a check shows beside the finding itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode

from services.complaints.domain.cases.track import Violation
from services.complaints.domain.catalogue.asked import CheckLine
from services.complaints.domain.catalogue.check import Finding, LineCheck, RowMatch
from services.complaints.domain.catalogue.reasons import (
    FORM_WORDS,
    KEY_WORDS,
    UNIT_WORDS,
    plain_number,
    price_text,
    unit_word,
)
from services.complaints.domain.catalogue.weighing import SIMPLE_UNITS
from services.complaints.routes.catalogue import fact_words
from services.complaints.usecases.catalogue.read_facts import FACT_KEYS, facts_as_typed
from shared.web.formats import full_date, number
from shared.web.language import current_language, say
from shared.words import N_

CONTAINERS = (
    ("", N_("不确定或不是集装箱")),
    ("20", N_("20 英尺")),
    ("40", N_("40 英尺")),
    ("45", N_("45 英尺")),
)
LOADED = (("", N_("不确定")), ("true", N_("重箱")), ("false", N_("空箱")))
TRADES = (
    ("", N_("不确定")),
    ("foreign", N_("外贸")),
    ("domestic", N_("内贸")),
    ("transit", N_("中转")),
)
DIRECTIONS = (("", N_("不确定")), ("import", N_("进口")), ("export", N_("出口")))
CARGOES = (
    ("", N_("普通或不确定")),
    ("general", N_("普通货物")),
    ("dangerous", N_("危险货物")),
    ("reefer", N_("冷藏货物")),
)
BODY_TYPES = (
    N_("港口"),
    N_("引航"),
    N_("检疫处理"),
    N_("理货"),
    N_("报关"),
    N_("货代"),
    N_("驳船"),
    N_("船公司"),
    N_("查验场站"),
)
PAYERS = (N_("货方"), N_("船方"))
SHIP_TYPES = fact_words.SHIP_TYPES
BERTHS = fact_words.BERTHS
BOX_TYPES = fact_words.BOX_TYPES
YES_NO = (("", N_("不确定")), ("true", N_("是")), ("false", N_("否")))
CHOSEN_UNITS = ("box", "ton", "ticket", "call", "piece", "vehicle", "nt", "day", "hour")
_CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class CheckView:
    """A line, its finding and what of it the page writes out."""

    line: CheckLine
    found: LineCheck
    reason: str
    violation: Violation | None
    formula: str = ""
    match: str = ""

    @property
    def plain(self) -> bool:
        """Whether price × quantity is the whole sum, so that two lines of a table show it."""
        main = self.main
        return main is not None and main.unit in SIMPLE_UNITS and "+" not in self.formula

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the words for the facts that would change the answer."""
        return tuple(say(KEY_WORDS[key]) for key in self.found.ask if key in KEY_WORDS)

    @property
    def main(self) -> RowMatch | None:
        """Return the row the sum comes from; None where no row gave a verdict."""
        if self.found.finding not in (Finding.WITHIN, Finding.ABOVE, Finding.BELOW_FIXED):
            return None
        return next(row for row in self.found.rows if row.allowed == self.found.allowed)

    @property
    def candidates(self) -> tuple[RowMatch, ...]:
        """Return the rows to choose from or to read where none gives a verdict alone."""
        return () if self.main is not None and len(self.found.rows) == 1 else self.found.rows

    @property
    def price_each(self) -> Decimal | None:
        """Return what was charged per unit where it comes out even."""
        quantity = self.line.quantity
        if not quantity:
            return None
        each = (self.line.amount / quantity).quantize(_CENT, ROUND_HALF_UP)
        return each if each * quantity == self.line.amount else None

    @property
    def conditions(self) -> tuple[str, ...]:
        """Return what the line says about itself, piece by piece."""
        return tuple(_conditions(self.line))


FACT_FIELDS = FACT_KEYS


def facts_told(typed: Mapping[str, str]) -> bool:
    """Return whether something was typed of the ship, the time or the cargo."""
    return any(typed.get(key) for key in FACT_KEYS)


def price_words(row: Any) -> str:
    """Return 68.00 元/箱, a range, a percentage, or that the price is not loaded.

    All in the request's language; a published discount stands behind it.
    """
    if row.price_max is None:
        return say(N_("标准未录入"))
    if row.percent_of:
        share = {"item": row.percent_of, "percent": plain_number(row.price_max)}
        return say(N_("%(item)s的 %(percent)s%%"), share)
    low, high = price_text(row.price_min), price_text(row.price_max)
    price = low if low == high else f"{low}–{high}"
    told = say(N_("%(price)s 元/%(unit)s"), {"price": price, "unit": say(unit_word(row.unit))})
    if not row.discount:
        return told
    share = {"price": told, "percent": plain_number(row.discount * 100)}
    return say(N_("%(price)s，公布的优惠按 %(percent)s%% 收取"), share)


def quantity_words(line: CheckLine, unit: str) -> str:
    """Return 4 箱, in the request's language."""
    return f"{number(line.quantity)} {say(unit_word(unit))}"


def form_words(row: Any) -> str:
    """Return the price form, with a word where it was inferred."""
    if not row.price_form_given:
        return say(N_("未载明（推定为市场调节价）"))
    return say(FORM_WORDS[row.price_form])


def unit_choices() -> tuple[tuple[str, str], ...]:
    """Return the units a person may choose, in the request's language."""
    return (("", say(N_("不确定"))), *((unit, say(UNIT_WORDS[unit])) for unit in CHOSEN_UNITS))


def choices(options: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return options in the request's language."""
    return tuple((value, say(text)) for value, text in options)


def again(typed: Mapping[str, str], **changes: str) -> str:
    """Return the address of the check with some values changed."""
    kept = {key: value for key, value in {**typed, **changes}.items() if value}
    return f"/complaints/check?{urlencode(kept)}"


def complain_address(line: CheckLine, way: str = "file") -> str:
    """Return where this line is filed, filled in; `way` is `file` or, without a name, `report`."""
    told = {key: getattr(line, key) for key in CheckLine.__dataclass_fields__ if key != "facts"}
    told["loaded"] = None if line.loaded is None else str(line.loaded).lower()
    typed = {key: str(value) for key, value in told.items() if value is not None}
    filled = {f"lines.0.{key}": text for key, text in (typed | facts_as_typed(line.facts)).items()}
    return f"/complaints/{way}?{urlencode(filled)}"


def _conditions(line: CheckLine) -> Iterator[str]:
    if line.container:
        loaded = "" if line.loaded is None else ("重箱" if line.loaded else "空箱")
        size = say(N_("%(feet)s 英尺"), {"feet": line.container})
        yield f"{size}{_spaced(loaded)}"
    trade = dict(TRADES).get(line.trade or "", "") if line.trade else ""
    direction = dict(DIRECTIONS).get(line.direction or "", "") if line.direction else ""
    if trade or direction:
        yield f"{say(trade) if trade else ''}{_spaced(direction) if trade else say(direction)}"
    if line.cargo:
        yield say(dict(CARGOES)[line.cargo])
    if line.quantity is not None:
        unit = say(unit_word(line.unit)) if line.unit else ""
        yield f"{number(line.quantity)} {unit}".strip()
    yield from fact_words.fact_words(line.facts)
    if line.charged_on is not None:
        yield say(N_("%(day)s收取"), {"day": full_date(line.charged_on)})


def _spaced(word: str) -> str:
    if not word:
        return ""
    return f" {say(word)}" if current_language() == "en" else say(word)
