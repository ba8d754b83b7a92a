"""Days and hours that a charge is counted by: a begun day is a day, a begun half hour a half."""

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

ONE = Decimal(1)
HALF = Decimal("0.5")


def calendar_days(first: date, last: date) -> Decimal:
    """Return the calendar days from one day to another, both counted; a part of a day is a day.

    Source: 交通部《港口收费规则（外贸部分）》（1997）的计费方法，现行办法沿用.
    """
    return Decimal((last - first).days + 1)


def charged_days(days: Decimal) -> Decimal:
    """Return days as they are charged: a part of a day is a day, at least one."""
    return max(ONE, days.to_integral_value(ROUND_CEILING))


def charged_hours(hours: Decimal) -> Decimal:
    """Return hours as they are charged: below 1 counts 1, a rest counts 0.5 up to 0.5, else 1.

    Source: 交通部《港口收费规则（外贸部分）》（1997）的计费方法，现行办法沿用.
    """
    if hours <= ONE:
        return ONE
    whole = hours.to_integral_value(ROUND_FLOOR)
    rest = hours - whole
    if not rest:
        return whole
    return whole + (HALF if rest <= HALF else ONE)
