"""From the forms of a list to what they mean; errors name the field."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from services.complaints.domain.catalogue.lists.charge_list import Terms, TypedPrice
from services.complaints.domain.catalogue.reasons import UNIT_WORDS
from services.complaints.usecases.catalogue.read_values import Wrong, read_amount, read_day
from shared.errors import FieldError, Invalid
from shared.words import N_

LAST_DAY = date(2100, 12, 31)
_WRONG = N_("填写的内容要修改。")


def read_terms(typed: Mapping[str, str]) -> Terms:
    """Return the terms of a publication as typed.

    Raises:
        Invalid: a day is missing or is none.
    """
    errors: list[FieldError] = []
    first = _day(typed, "effective_from", errors)
    last = _day(typed, "effective_to", errors)
    if first is None and not errors:
        errors.append(FieldError("effective_from", N_("请填写这一项")))
    if first is None or errors:
        raise Invalid(_WRONG, errors=errors)
    return Terms(
        effective_from=first,
        effective_to=last,
        complete=typed.get("complete") == "yes",
        publisher=typed.get("publisher", "").strip(),
        where_published=typed.get("where_published", "").strip(),
        complaint_phone=typed.get("complaint_phone", "").strip(),
    )


def read_typed_price(typed: Mapping[str, str], *, by: str, at: datetime) -> TypedPrice:
    """Return the price of a text row as typed; one amount alone is lowest and highest.

    Raises:
        Invalid: row, amount or unit is none.
    """
    errors: list[FieldError] = []
    row, unit = typed.get("row", ""), typed.get("unit", "")
    high = _amount(typed, "price_max", errors)
    low = _amount(typed, "price_min", errors) if typed.get("price_min", "").strip() else high
    if not (row.isascii() and row.isdigit() and len(row) < 7):
        errors.append(FieldError("row", N_("请选定一行")))
    if unit not in UNIT_WORDS or unit in ("unknown", "percent"):
        errors.append(FieldError("unit", N_("请选定计价单位")))
    if errors or high is None or low is None:
        raise Invalid(_WRONG, errors=errors)
    return TypedPrice(row=int(row), price_min=low, price_max=high, unit=unit, by=by, at=at)


def read_first_day(typed: Mapping[str, str]) -> date | None:
    """Return the day prices begin, None where none is given.

    Raises:
        Invalid: it is no day.
    """
    errors: list[FieldError] = []
    day = _day(typed, "effective_from", errors)
    if errors:
        raise Invalid(_WRONG, errors=errors)
    return day


def _day(typed: Mapping[str, str], name: str, errors: list[FieldError]) -> date | None:
    try:
        return read_day(typed.get(name, ""), today=LAST_DAY)
    except Wrong as wrong:
        errors.append(FieldError(name, wrong.message, wrong.params))
        return None


def _amount(typed: Mapping[str, str], name: str, errors: list[FieldError]) -> Decimal | None:
    try:
        return read_amount(typed.get(name, ""))
    except Wrong as wrong:
        errors.append(FieldError(name, wrong.message, wrong.params))
        return None
