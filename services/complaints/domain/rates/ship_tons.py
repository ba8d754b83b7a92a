"""The tons of a ship that a charge is counted by 计费吨."""

from decimal import Decimal

from services.complaints.domain.rates.span import Span, from_below, only

ONE = Decimal(1)
WITHOUT_ANY = Decimal(500)


def ship_tons(net: Decimal | None, gross: Decimal | None, deadweight: Decimal | None) -> Span:
    """Return the tons of a ship: net, else gross, else deadweight, else 500; below 1 counts 1.

    Source: 交通部《港口收费规则（外贸部分）》（1997）的计费方法，现行办法沿用.

    Args:
        net: net tons 净吨 of the ship; 0 where it has none, None where nobody says.
        gross: gross tons 总吨, likewise.
        deadweight: deadweight tons 载重吨, likewise.
    """
    for tons in (net, gross, deadweight):
        if tons is None:
            return from_below(ONE)
        if tons > 0:
            return only(max(ONE, tons))
    return only(WITHOUT_ANY)
