"""Loads working-day calendars and time limits from `rules/clocks/`."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from services.complaints.adapters.rule_rows import (
    RULES,
    DatedRowSchema,
    NamesSchema,
    RuleFileError,
    read_rows,
)
from services.complaints.domain.clocks.calendar import Calendar, CalendarYear
from services.complaints.domain.clocks.limits import (
    Extension,
    Span,
    StopEvent,
    TimeLimit,
    TimeLimits,
    Unit,
)

CLOCK_RULES = RULES / "clocks"
_SATURDAY = 5


class _CalendarSchema(DatedRowSchema):
    year = fields.Integer(required=True, strict=True)
    published = fields.Boolean(required=True)
    off = fields.List(fields.Date(), required=True)
    worked = fields.List(fields.Date(), required=True)
    source = fields.String(required=True, allow_none=True)

    @validates_schema
    def _days_fit(self, data: dict[str, Any], **_: Any) -> None:
        for day in (*data["off"], *data["worked"]):
            if day.year != data["year"]:
                raise ValidationError(f"{day} is not in {data['year']}", "off")
        for day in data["worked"]:
            if day.weekday() < _SATURDAY or day in data["off"]:
                raise ValidationError(f"{day} is no weekend day or is off as well", "worked")


class _FixedDaysSchema(DatedRowSchema):
    days = fields.List(fields.String(validate=validate.Regexp(r"\d\d-\d\d$")), required=True)
    source = fields.String(required=True, allow_none=True)


class _ExtensionSchema(Schema):
    number = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    unit = fields.Enum(Unit, by_value=True, required=True)
    approval = fields.Nested(NamesSchema, required=True)
    basis = fields.String(required=True)
    verified = fields.Boolean(required=True)

    @post_load
    def _extension(self, data: dict[str, Any], **_: Any) -> Extension:
        return Extension(**data)


class _StopSchema(NamesSchema):
    code = fields.String(required=True)
    basis = fields.String(required=True)

    @post_load
    def _stop(self, data: dict[str, Any], **_: Any) -> StopEvent:
        title = {"zh": data["zh"], "en": data["en"]}
        return StopEvent(code=data["code"], title=title, basis=data["basis"])


class _LimitSchema(DatedRowSchema):
    code = fields.String(required=True)
    family = fields.String(required=True)
    title = fields.Nested(NamesSchema, required=True)
    trigger = fields.Nested(NamesSchema, required=True)
    number = fields.Integer(
        required=True, strict=True, allow_none=True, validate=validate.Range(min=1)
    )
    unit = fields.Enum(Unit, by_value=True, required=True, allow_none=True)
    extension = fields.Nested(_ExtensionSchema, required=True, allow_none=True)
    stops = fields.List(fields.Nested(_StopSchema), required=True)
    note = fields.String(required=True, allow_none=True)

    @validates_schema
    def _number_has_a_unit(self, data: dict[str, Any], **_: Any) -> None:
        if (data.get("number") is None) != (data.get("unit") is None):
            raise ValidationError("number and unit go together", "unit")


def load_calendar(folder: Path = CLOCK_RULES) -> Calendar:
    """Return the calendars of all years in `calendars.json`.

    Raises:
        RuleFileError: the file does not fit; the text names the row.
    """
    path = folder / "calendars.json"
    rows = read_rows(path, "calendars", _CalendarSchema())
    years = {row["year"]: _calendar_year(row) for row in rows}
    if not years or len(years) != len(rows) or max(years) - min(years) + 1 != len(years):
        raise RuleFileError(f"{path.name}, calendars: each year once and no year left out")
    fixed = read_rows(path, "fixed_days", _FixedDaysSchema())
    days = [day.split("-") for row in fixed for day in row["days"]]
    return Calendar(years, frozenset((int(month), int(day)) for month, day in days))


def load_limits(folder: Path = CLOCK_RULES) -> TimeLimits:
    """Return the time limits of `limits.json`.

    Raises:
        RuleFileError: the file does not fit, or two rows of a code overlap in time.
    """
    path = folder / "limits.json"
    rows = [_limit(row) for row in read_rows(path, "limits", _LimitSchema())]
    ordered = sorted(rows, key=lambda row: (row.code, row.city or "", row.effective_from))
    for earlier, later in pairwise(ordered):
        same = (earlier.code, earlier.city) == (later.code, later.city)
        if same and (earlier.effective_to or date.max) >= later.effective_from:
            raise RuleFileError(
                f"{path.name}: rows of {later.code} overlap; end the earlier one on "
                f"{later.effective_from - timedelta(days=1)}"
            )
    return TimeLimits(tuple(rows))


def _calendar_year(row: dict[str, Any]) -> CalendarYear:
    return CalendarYear(
        year=row["year"],
        published=row["published"],
        off=frozenset(row["off"]),
        worked=frozenset(row["worked"]),
        basis=row["basis"],
    )


def _limit(row: dict[str, Any]) -> TimeLimit:
    number, unit = row.pop("number"), row.pop("unit")
    span = None if number is None else Span(number, unit)
    return TimeLimit(**{**row, "span": span, "stops": tuple(row["stops"])})
