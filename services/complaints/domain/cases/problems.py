"""What can be wrong with a form, as errors that name their field."""

from datetime import date
from decimal import Decimal

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.sizes import MOST_AMOUNT, MOST_CHARACTERS
from shared.errors import FieldError, Invalid
from shared.words import N_


def raise_if_any(*problems: FieldError | None) -> None:
    """Raise all problems at once.

    Raises:
        Invalid: there is at least one.
    """
    found = [problem for problem in problems if problem is not None]
    if found:
        raise Invalid(N_("有内容需要修改"), errors=found)


def need_text(path: str, text: str) -> FieldError | None:
    """Return what is wrong with a text that must be there and not too long."""
    if not text.strip():
        return FieldError(path, N_("请填写这一项"))
    return too_long(path, text)


def too_long(path: str, text: str, most: int = MOST_CHARACTERS) -> FieldError | None:
    """Return an error for a text above the limit of characters."""
    if len(text) > most:
        return FieldError(path, N_("最多 %(most)s 个字"), {"most": most})
    return None


def need_reason(act: Act, lists: tuple[str, ...], code: str, *, path: str) -> FieldError | None:
    """Return an error unless the code is in one of the track's lists and in force today."""
    if act.track.reason(lists, code, act.today) is None:
        return FieldError(path, N_("请从列表中选择"))
    return None


def need_day(
    path: str, day: date, *, earliest: date | None = None, latest: date
) -> FieldError | None:
    """Return an error unless the day lies between the two, both included."""
    if day > latest:
        return FieldError(path, N_("日期不能晚于 %(latest)s"), {"latest": latest.isoformat()})
    if earliest is not None and day < earliest:
        return FieldError(path, N_("日期不能早于 %(earliest)s"), {"earliest": earliest.isoformat()})
    return None


def need_amount(path: str, amount: Decimal, *, most: Decimal = MOST_AMOUNT) -> FieldError | None:
    """Return an error unless the amount lies between zero and the most, both included."""
    if not amount.is_finite() or amount < 0:
        return FieldError(path, N_("金额不能小于 0"))
    if amount > most:
        return FieldError(path, N_("金额不能大于 %(most)s"), {"most": str(most)})
    return None
