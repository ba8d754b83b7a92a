"""Rows of an imported list as plain JSON: amounts and dates as text."""

from decimal import Decimal
from typing import Any

from services.complaints.domain.catalogue.fee_names.match import FeeMatch
from services.complaints.domain.catalogue.imports.parsed import ListRow, Minimum, ParsedPrice, Tier


def row_answer(row: ListRow, match: FeeMatch | None, *, port: str) -> dict[str, Any]:
    """Return a row as it was read; `port` is where the list itself does not say."""
    fields = dict(row.fields)
    return {
        "row": row.number,
        "sheet": row.sheet,
        "status": row.status.value,
        "why": f"{row.why}：{row.about}" if row.about else row.why,
        "port": fields.pop("port", "") or port,
        "body": fields.pop("body", ""),
        "item": fields.pop("item", ""),
        "standard": fields.pop("rate", ""),
        "unit": fields.pop("unit", ""),
        "fields": fields,
        "filled": list(row.filled),
        "prices": [price_answer(each) for each in row.prices],
        "effective_from": row.effective_from.isoformat() if row.effective_from else None,
        "effective_to": row.effective_to.isoformat() if row.effective_to else None,
        "match": match_answer(match) if match else None,
    }


_RARE = ("container_type", "cargo_note")


def match_answer(match: FeeMatch) -> dict[str, Any]:
    """Return which fee a name means, and how that was found."""
    return {"item": match.item, "method": match.method.value, "score": match.score}


def price_answer(price: ParsedPrice) -> dict[str, Any]:
    """Return a price with its conditions; None for what the list does not say.

    `percent_of` and `discount` are there only where it is a share, `container_type` and
    `cargo_note` only where they narrow it.
    """
    conditions = vars(price.conditions)
    rare = {key: conditions[key] for key in _RARE}
    shares = {"percent_of": price.percent_of, "discount": _amount(price.discount)}
    return {
        "min": _amount(price.price_min),
        "max": _amount(price.price_max),
        "unit": price.unit,
        **{key: told for key, told in conditions.items() if key not in rare},
        "tiers": [_tier(each) for each in price.tiers],
        "free_days": price.free_days,
        "minimum": _minimum(price.minimum),
        **{key: told for key, told in (shares | rare).items() if told},
    }


def _tier(tier: Tier) -> dict[str, Any]:
    return {"from_day": tier.from_day, "to_day": tier.to_day, "price": _amount(tier.price)}


def _minimum(minimum: Minimum | None) -> dict[str, Any] | None:
    return {"amount": _amount(minimum.amount), "unit": minimum.unit} if minimum else None


def _amount(amount: Decimal | None) -> str | None:
    """Return an amount without needless zeros."""
    return None if amount is None else f"{amount.normalize():f}"
