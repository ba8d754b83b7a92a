"""What can be wrong with the numbers of a bill."""

from decimal import Decimal

from services.complaints.domain.cases.sizes import MOST_AMOUNT
from shared.errors import FieldError
from shared.words import N_

MOST_PLACES = 6
_CENT = Decimal("0.01")


def amount_problem(path: str, amount: Decimal) -> FieldError | None:
    """Return what is wrong with an amount charged, CNY."""
    if not amount.is_finite() or amount < _CENT:
        return FieldError(path, N_("金额应大于 0"))
    if amount >= MOST_AMOUNT:
        return FieldError(path, N_("金额应小于 10 亿元，请核对"))
    return _places_problem(path, amount)


def quantity_problem(path: str, quantity: Decimal | None) -> FieldError | None:
    """Return what is wrong with how many units were charged."""
    if quantity is None:
        return None
    if not quantity.is_finite() or quantity <= 0:
        return FieldError(path, N_("数量应大于 0"))
    if quantity >= MOST_AMOUNT:
        return FieldError(path, N_("数量过大，请核对"))
    return _places_problem(path, quantity)


def _places_problem(path: str, number: Decimal) -> FieldError | None:
    """Return an error for more decimal places than a bill has; the store keeps 34 digits in all."""
    if number.quantize(Decimal(1).scaleb(-MOST_PLACES)) != number:
        return FieldError(path, N_("小数位数太多，最多 6 位"))
    return None
