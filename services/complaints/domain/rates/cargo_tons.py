"""Tons of cargo counted by weight or measure 重量吨与体积吨择大."""

from decimal import Decimal

from services.complaints.domain.rates.span import Span, from_below, only

ZERO = Decimal(0)


def freight_tons(weight: Decimal | None, volume: Decimal | None, billed: Decimal | None) -> Span:
    """Return the tons that count: 1000 kg or 1 m³, whichever is more.

    Where only one of both or only the billed quantity is told, it is the least there can be.

    Args:
        weight: tons of 1000 kg.
        volume: cubic metres.
        billed: the quantity of the bill.
    """
    if weight is not None and volume is not None:
        return only(max(weight, volume))
    return from_below(max((each for each in (weight, volume, billed) if each), default=ZERO))
