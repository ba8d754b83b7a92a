"""The rows of a published list as prices a charge can be checked against.

A row with status priced, or one whose price a person typed, becomes its price. A floor alone (起)
and a row that is still text are listed without one: nothing is judged against them, and a complete
list holds their items.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from services.complaints.domain.catalogue.lists.charge_list import ChargeList, Terms, TypedPrice
from services.complaints.domain.catalogue.price_row import PriceForm, PriceList, PriceRow
from services.complaints.domain.catalogue.reasons import UNIT_WORDS

Row = Mapping[str, Any]
PRICED = "priced"
AS_TEXT = "as_text"
_FORMS = (("政府定价", PriceForm.FIXED), ("政府指导价", PriceForm.GUIDED))
_BY_MARKET = "市场"
_UNKNOWN = "unknown"
_EACH_TIME = ("", "call", "ticket")
_BASIS = "经营者公示的收费目录清单"


def price_list(charge_list: ChargeList, rows: Sequence[Row], terms: Terms) -> PriceList:
    """Return a list in the shape that charges are checked against; rows numbered from 1."""
    body = charge_list.body.name
    return PriceList(
        id=charge_list.id,
        title={"zh": f"{body}收费目录清单", "en": f"List of charges of {body}"},
        publisher={"zh": terms.publisher, "en": terms.publisher},
        ports=(charge_list.port,),
        complete=terms.complete,
        known_from=terms.effective_from,
        known_to=terms.effective_to,
        source=terms.where_published,
        edition=charge_list.edition,
        city=charge_list.city,
        only_body=body,
        only_uscc=charge_list.body.uscc,
        rows=tuple(checkable(charge_list, rows, terms)),
    )


def checkable(charge_list: ChargeList, rows: Sequence[Row], terms: Terms) -> Iterator[PriceRow]:
    """Yield a price for each price of each row, and for each of its tiers."""
    typed = {each.row: each for each in charge_list.typed}
    for number, row in enumerate(rows, start=1):
        for place, price in enumerate(_prices(row, typed.get(number)), start=1):
            for tier, told in enumerate(_tiers(price), start=1):
                row_id = f"{charge_list.id}-{number}-{place}-{tier}"
                yield _price_row(row_id, charge_list, row, told, terms)


def row_number(row: PriceRow) -> int:
    """Return the number of the row of its list that a price stands in."""
    return int(row.id.split("-")[-3])


def needs_person(row: Row, number: int, typed: Iterable[TypedPrice]) -> bool:
    """Tell whether a row is text that nobody has read a price out of."""
    return row["status"] == AS_TEXT and all(each.row != number for each in typed)


def _prices(row: Row, typed: TypedPrice | None) -> Sequence[Mapping[str, Any]]:
    if row["status"] == PRICED:
        return list(row["prices"])
    if typed is None:
        return [{"min": None, "max": None, "unit": _UNKNOWN}] if row["item"] else []
    low, high = f"{typed.price_min:f}", f"{typed.price_max:f}"
    return [{"min": low, "max": high, "unit": typed.unit}]


def _tiers(price: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the price once for each tier of days; a day that is free is no price."""
    tiers = price.get("tiers") or []
    if not tiers:
        return [dict(price)]
    return [
        {
            **price,
            "min": tier["price"],
            "max": tier["price"],
            "from_day": tier["from_day"],
            "to_day": tier["to_day"],
        }
        for tier in tiers
        if Decimal(tier["price"]) or len(tiers) == 1
    ]


def _price_row(
    row_id: str, charge_list: ChargeList, row: Row, price: Mapping[str, Any], terms: Terms
) -> PriceRow:
    fields = row["fields"]
    low, high = _bounds(price)
    form, form_given = _form(fields.get("form", ""), low, high)
    begins, ends = _days(row, terms)
    unit = price["unit"] if price["unit"] in UNIT_WORDS else _UNKNOWN
    least, least_by = _least(price)
    return PriceRow(
        id=row_id,
        item=row["item"],
        sub_item=fields.get("sub_item", ""),
        service_content=fields.get("service", ""),
        body=charge_list.body.name,
        uscc=charge_list.body.uscc,
        body_type=fields.get("body_type", ""),
        payer=fields.get("payer", ""),
        unit=unit,
        price_form=form,
        price_form_given=form_given,
        price_min=low,
        price_max=high,
        condition=fields.get("condition", ""),
        minimum_charge=least,
        open_question=least_by,
        percent_of=price.get("percent_of") or "",
        discount=Decimal(price["discount"]) if price.get("discount") else None,
        effective_from=begins,
        effective_to=ends,
        city=charge_list.city,
        basis_kind="promise",
        basis=fields.get("basis", "") or _BASIS,
        verified=True,
        quality="A",
        source=terms.where_published,
        note=fields.get("note", ""),
        **_conditions(price),
    )


def _conditions(price: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("trade", "direction", "container", "container_type", "cargo")
    given = {key: price.get(key) for key in keys}
    return {
        **{key: (value,) if value else () for key, value in given.items()},
        "loaded": price.get("loaded"),
        "cargo_note": price.get("cargo_note") or "",
        "from_day": price.get("from_day"),
        "to_day": price.get("to_day"),
        "free_days": 0 if price.get("tiers") else price.get("free_days") or 0,
    }


def _bounds(price: Mapping[str, Any]) -> tuple[Decimal | None, Decimal | None]:
    if price["max"] is None:
        return None, None
    high = Decimal(price["max"])
    return Decimal(price["min"]) if price["min"] is not None else Decimal(0), high


def _form(text: str, low: Decimal | None, high: Decimal | None) -> tuple[PriceForm, bool]:
    for word, form in _FORMS:
        if word in text:
            # A fixed price is one price; what is written with a range is a guided one.
            fits = form is not PriceForm.FIXED or low == high
            return (form, True) if fits else (PriceForm.GUIDED, False)
    return PriceForm.MARKET, _BY_MARKET in text


def _least(price: Mapping[str, Any]) -> tuple[Decimal | None, str]:
    """Return the minimum charge, or that it is counted by something the charge does not tell."""
    minimum = price.get("minimum")
    if not minimum or minimum["amount"] is None:
        return None, ""
    if minimum["unit"] in _EACH_TIME:
        return Decimal(minimum["amount"]), ""
    return None, "minimum_charge"


def _days(row: Row, terms: Terms) -> tuple[date, date | None]:
    """Return first and last day of a row: its own where it has them, inside those of the list."""
    own_first, own_last = row.get("effective_from"), row.get("effective_to")
    begins = max(terms.effective_from, _day(own_first) or terms.effective_from)
    ends = [each for each in (_day(own_last), terms.effective_to) if each]
    return begins, min(ends) if ends else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
