"""Values as people write them: full-width digits, thousands separators, blanks."""

import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from marshmallow import fields

from shared.clock import SHANGHAI
from shared.web.asked_days import DAY

_LONGEST = 40
MOST_PLACES = 6
_DROPPED = str.maketrans("", "", ",，¥￥元 \u00a0")


class WrittenDecimal(fields.Field[Decimal]):
    """A decimal number as JSON number or text; `1,200.50`, `￥１２００` and `1200.5元` are read."""

    default_error_messages = {"invalid": "Not a valid number."}  # noqa: RUF012 - marshmallow's form

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
            raise self.make_error("invalid")
        text = unicodedata.normalize("NFKC", str(value)).translate(_DROPPED)
        if not text or len(text) > _LONGEST:
            raise self.make_error("invalid")
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise self.make_error("invalid") from error
        if not number.is_finite() or _places(number) > MOST_PLACES:
            raise self.make_error("invalid")
        return number


class WrittenDate(fields.Field[date]):
    """A date as `2026-11-23`, also in full-width characters."""

    default_error_messages = {"invalid": "Not a valid date."}  # noqa: RUF012 - marshmallow's form

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        try:
            text = unicodedata.normalize("NFKC", str(value)).strip()
            if not DAY.fullmatch(text):
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.make_error("invalid") from error


class WrittenInstant(fields.Field[datetime]):
    """An instant as `2026-11-23T09:30`, at +08:00 where it names no offset; kept in UTC."""

    default_error_messages = {"invalid": "Not a valid datetime."}  # noqa: RUF012 - marshmallow's form

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        try:
            text = unicodedata.normalize("NFKC", str(value)).strip()
            if len(text) > _LONGEST:
                raise ValueError(text)
            at = datetime.fromisoformat(text)
            placed = at if at.tzinfo else at.replace(tzinfo=SHANGHAI)
            return placed.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise self.make_error("invalid") from error


def _places(number: Decimal) -> int:
    """Return how many places behind the point are needed to write a finite number."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
