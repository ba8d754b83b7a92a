"""Which days and instants may be asked for: any that a record of this product can have."""

import re
from datetime import UTC, date, datetime
from typing import Any

from marshmallow import fields, validate

from shared.words import N_

FIRST_YEAR, LAST_YEAR = 1990, 2199
OUT_OF_RANGE = N_("日期应在 1990 年至 2199 年之间")

# Python reads weeks (2026-W46) and days without hyphens as dates too; nobody means them.
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(rf"{DAY.pattern}([T ][0-9:.]+([Zz]|[+-][0-9:]+)?)?")
ASKED_DAY = validate.Range(
    min=date(FIRST_YEAR, 1, 1), max=date(LAST_YEAR, 12, 31), error=OUT_OF_RANGE
)
ASKED_INSTANT = validate.Range(
    min=datetime(FIRST_YEAR, 1, 1, tzinfo=UTC),
    max=datetime(LAST_YEAR, 12, 31, tzinfo=UTC),
    error=OUT_OF_RANGE,
)


class AskedDay(fields.Date):
    """A day written 2026-11-23, in the years that can be asked for."""

    def __init__(self, **more: Any) -> None:
        super().__init__(validate=ASKED_DAY, **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not DAY.fullmatch(str(value)):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return super()._deserialize(value, attr, data, **kwargs)


class AskedInstant(fields.AwareDateTime):
    """An instant, or a day for its beginning, in the years that can be asked for."""

    def __init__(self, **more: Any) -> None:
        super().__init__(validate=ASKED_INSTANT, **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not INSTANT.fullmatch(str(value)):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return super()._deserialize(value, attr, data, **kwargs)
