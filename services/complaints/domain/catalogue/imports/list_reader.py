"""Reads the rows of a list below its heading: nothing is dropped and nothing is guessed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from services.complaints.domain.catalogue.imports import whys
from services.complaints.domain.catalogue.imports.columns import Heading
from services.complaints.domain.catalogue.imports.found_prices import for_days
from services.complaints.domain.catalogue.imports.list_dates import read_list_date
from services.complaints.domain.catalogue.imports.parsed import (
    Conditions,
    ListRow,
    ParsedPrice,
    Prose,
    Status,
)
from services.complaints.domain.catalogue.imports.price_prose import ProseReader
from services.complaints.domain.catalogue.imports.pricing_words import (
    narrows,
    note_prices,
    says_nothing,
    service_prices,
)
from services.complaints.domain.catalogue.imports.shares import discount_share
from services.complaints.domain.catalogue.imports.sheet_rows import SheetRow

_GROUPED = ("port", "body", "body_type", "uscc")
_QUALIFYING = ("container", "business", "direction", "condition")
_DESCRIBING = ("service", "other")
_SHOWN = 20
_LONGEST_ROW = 200_000
_NO_MARKS = frozenset({"-", "--", "/", "\\", "无", "—", "——", "*"})


@dataclass(kw_only=True)
class ListReader:
    """Reads one sheet; remembers the row above for cells that are left empty.

    Args:
        fills_items: whether an empty item means the item above (a list without merged cells).
        effective_from: the day prices begin where the list does not say.
    """

    heading: Heading
    sheet: str
    fold: Callable[[str], str]
    prose: ProseReader
    fills_items: bool
    effective_from: date | None = None
    _above: dict[str, str] = field(default_factory=dict)
    _again: tuple[tuple[str, ...], ...] = ()
    _again_at: int = 0
    _other_columns: bool = False

    def read(self, row: SheetRow) -> ListRow | None:
        """Return what a row says; None for an empty one."""
        if not any(row.cells):
            self._above.pop("item", None)
            return None
        if sum(map(len, row.cells)) > _LONGEST_ROW:
            return self._refused(row, whys.TOO_LONG, {})
        if self.heading.repeated(row.cells):
            self._repeat(row)
            return self._refused(row, whys.HEADING_AGAIN, {})
        fields = self._fields(row)
        if self._is_one_text(row):
            return self._refused(row, whys.ONE_TEXT, {"note": next(filter(None, row.cells))})
        filled = self._fill(row, fields)
        if not fields.get("item"):
            return self._refused(row, whys.NO_ITEM, fields)
        return self._priced(row, fields, filled)

    def _repeat(self, row: SheetRow) -> None:
        """Take a line of a repeated heading; only all of them together tell the same columns."""
        before = self._again if self._again_at == row.number - 1 else ()
        self._again, self._again_at = (*before, row.cells), row.number
        self._other_columns = not self.heading.same(self._again)

    def _is_one_text(self, row: SheetRow) -> bool:
        """Return whether a row is a title or a note; the name of a charge alone is neither."""
        told = [at for at, each in enumerate(row.cells) if each]
        one = len({row.cells[at] for at in told}) == 1
        return one and told != [self.heading.roles["item"]]

    def _fields(self, row: SheetRow) -> dict[str, str]:
        told = {key: row.cell(at) for key, at in self.heading.roles.items()}
        extra = [
            f"{self.heading.titles[at]}：{row.cell(at)}"
            for at in self.heading.unknown
            if row.cell(at)
        ]
        prices = [row.cell(each.index) for each in self.heading.prices]
        told["rate"] = " | ".join(each for each in prices if each)
        told["other"] = "；".join(extra)
        return {key: value for key, value in told.items() if value}

    def _fill(self, row: SheetRow, fields: dict[str, str]) -> tuple[str, ...]:
        """Fill empty cells from the row above where a list means it so; return which."""
        same_body = fields.get("body") in (None, self._above.get("body"))
        keys = [*_GROUPED, "item"] if self.fills_items and same_body else [*_GROUPED]
        filled = [key for key in keys if key not in fields and key in self._above]
        fields.update({key: self._above[key] for key in filled})
        self._above = {key: fields[key] for key in (*_GROUPED, "item") if key in fields}
        merged = [key for key, at in self.heading.roles.items() if at in row.merged]
        return tuple(dict.fromkeys((*filled, *merged)))

    def _refused(self, row: SheetRow, why: str, fields: dict[str, str]) -> ListRow:
        return ListRow(
            number=row.number, sheet=self.sheet, status=Status.REFUSED, why=why, fields=fields
        )

    def _priced(self, row: SheetRow, fields: dict[str, str], filled: tuple[str, ...]) -> ListRow:
        prose = self._prices(row, fields)
        starts, ends, wrong = self._days(fields)
        why = prose.why or wrong
        return ListRow(
            number=row.number,
            sheet=self.sheet,
            status=Status.AS_TEXT if why else Status.PRICED,
            why=why,
            about=prose.about,
            fields=fields,
            filled=filled,
            prices=() if why else prose.prices,
            effective_from=starts or self.effective_from,
            effective_to=ends,
        )

    def _prices(self, row: SheetRow, fields: dict[str, str]) -> Prose:
        if self._other_columns:
            return Prose(why=whys.OTHER_COLUMNS)
        priced_at = {each.index for each in self.heading.prices}
        if priced_at & row.formulas:
            return Prose(why=whys.FORMULA)
        if priced_at & row.dates:
            return Prose(why=whys.A_DATE)
        conditions, why = self._conditions(fields)
        if why:
            return Prose(why=why)
        prose = self._by_column(row, fields, conditions)
        return self._with_extras(prose, fields) if prose.prices else prose

    def _by_column(self, row: SheetRow, fields: dict[str, str], outer: Conditions) -> Prose:
        unit = self.fold(fields.get("unit", ""))
        found: list[ParsedPrice] = []
        for column in self.heading.prices:
            rate = self.fold(row.cell(column.index))
            joined = outer.joined(column.conditions)
            if rate in _NO_MARKS or not rate:
                continue
            if joined is None:
                return Prose(why=whys.CONTRADICTS)
            prose = self.prose.read(rate, unit=unit or column.unit, conditions=joined)
            if prose.why:
                return prose
            found += prose.prices
        if len({each.conditions for each in found}) < len(found):
            return Prose(why=whys.TWICE)
        if self._is_of_no_size(found):
            return Prose(why=whys.OF_NO_SIZE)
        return Prose(prices=tuple(found)) if found else self._from_bounds(fields, unit, outer)

    def _is_of_no_size(self, found: list[ParsedPrice]) -> bool:
        """Return whether one price stands under one of several sizes and is not per box."""
        sizes = {each.conditions.container for each in self.heading.prices} - {None}
        return len(sizes) > 1 and len(found) == 1 and "box" not in found[0].unit

    def _from_bounds(self, fields: dict[str, str], unit: str, outer: Conditions) -> Prose:
        low, high = (self.fold(fields.get(key, "")) for key in ("price_min", "price_max"))
        if not low and not high:
            return Prose(why=whys.NO_PRICE)
        rate = f"{low}-{high}" if low and high else f"不低于{low}" if low else f"不超过{high}"
        return self.prose.read(rate, unit=unit, conditions=outer)

    def _conditions(self, fields: dict[str, str]) -> tuple[Conditions, str]:
        """Return what the columns of sizes, trade, direction and load say, and what hinders."""
        told = Conditions()
        for key in _QUALIFYING:
            text = self.fold(fields.get(key, ""))
            if not text:
                continue
            if re.search(r"\d\s*英?寸", text):
                return told, whys.INCHES
            one, whole = self.prose.qualifiers(re.sub(r"^(20|40|45)(?=$|[重空])", r"\1尺", text))
            if one is None:
                return told, whys.TWO_SIZES
            if not whole and self.prose.days(text) is None and narrows(text):
                return told, whys.CONDITION_UNREAD
            joined = told.joined(one)
            if joined is None:
                return told, whys.CONTRADICTS
            told = joined
        return told, ""

    def _with_extras(self, prose: Prose, fields: dict[str, str]) -> Prose:
        """Return the prices with least charge and free days of columns of their own."""
        prices = prose.prices
        for key, intro in (("minimum", "最低"), ("note", "")):
            text = self.fold(fields.get(key, ""))
            if not text or (key == "note" and not note_prices(text)):
                continue
            least = self.prose.read(f"{intro}{text}", unit="", conditions=Conditions())
            minimum = least.prices[0].minimum if len(least.prices) == 1 else None
            if minimum is None or least.prices[0].price_max is not None:
                why = whys.MORE_IN_NOTE if key == "note" else whys.BAD_EXTRA
                return Prose(why=why, about=text[:_SHOWN])
            prices = tuple(replace(each, minimum=minimum) for each in prices)
        if told := self._told_elsewhere(fields):
            return Prose(why=whys.MORE_IN_NOTE, about=told[:_SHOWN])
        if share := discount_share(self.fold(fields.get("discount", ""))):
            prices = tuple(replace(each, discount=share) for each in prices)
        days = self.prose.days(self.fold(fields.get("condition", "")))
        if days is None:
            return self._with_free_days(prices, fields)
        return for_days(prices, days)

    def _told_elsewhere(self, fields: dict[str, str]) -> str:
        """Return what another column says of the price: a discount, or a rule among the service."""
        discount, *rest = (self.fold(fields.get(key, "")) for key in ("discount", *_DESCRIBING))
        if discount and not says_nothing(discount) and discount_share(discount) is None:
            return discount
        return next((each for each in rest if service_prices(each)), "")

    def _with_free_days(self, prices: tuple[ParsedPrice, ...], fields: dict[str, str]) -> Prose:
        text = self.fold(fields.get("free_days", ""))
        if not text or text in _NO_MARKS:
            return Prose(prices=prices)
        met = re.fullmatch(r"(\d{1,3})(?:\.0)?(?:个?(?:自然)?[天日])?", text)
        if met is None:
            return Prose(why=whys.BAD_EXTRA, about=text[:_SHOWN])
        return Prose(prices=tuple(replace(each, free_days=int(met.group(1))) for each in prices))

    def _days(self, fields: dict[str, str]) -> tuple[date | None, date | None, str]:
        days: list[date | None] = []
        for key in ("effective_from", "effective_to"):
            text = self.fold(fields.get(key, ""))
            day = read_list_date(text) if text else None
            if text and day is None and text not in _NO_MARKS:
                return None, None, whys.BAD_DATE
            days.append(day)
        return days[0], days[1], ""
