"""Which days and instants may be asked for: any that a record of this product can have."""

from datetime import UTC, date, datetime

from marshmallow import validate

from shared.words import N_

FIRST_YEAR, LAST_YEAR = 1990, 2199
OUT_OF_RANGE = N_("日期应在 1990 年至 2199 年之间")

ASKED_DAY = validate.Range(
    min=date(FIRST_YEAR, 1, 1), max=date(LAST_YEAR, 12, 31), error=OUT_OF_RANGE
)
ASKED_INSTANT = validate.Range(
    min=datetime(FIRST_YEAR, 1, 1, tzinfo=UTC),
    max=datetime(LAST_YEAR, 12, 31, tzinfo=UTC),
    error=OUT_OF_RANGE,
)
