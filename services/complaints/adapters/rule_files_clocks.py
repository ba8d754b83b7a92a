"""Loads time limits, office hours and the ladder of supervision from `rules/clocks/`."""

from datetime import date, time, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from services.complaints.adapters.rule_files_calendars import CLOCK_RULES, load_calendar
from services.complaints.adapters.rule_rows import (
    DatedRowSchema,
    NamesSchema,
    RuleFileError,
    read_rows,
)
from services.complaints.domain.clocks.limits import (
    CutOff,
    Extension,
    Span,
    StopEvent,
    TimeLimit,
    TimeLimits,
    Unit,
)
from services.complaints.domain.clocks.office import OfficeHours
from services.complaints.domain.clocks.supervision import Rung, Told

__all__ = ["CLOCK_RULES", "load_calendar", "load_hours", "load_limits", "load_rungs"]


class _ExtensionSchema(Schema):
    number = fields.Integer(
        required=True, strict=True, allow_none=True, validate=validate.Range(min=1)
    )
    unit = fields.Enum(Unit, by_value=True, required=True)
    approver = fields.String(required=True, validate=validate.Regexp(r"[a-z_]+$"))
    approval = fields.Nested(NamesSchema, required=True)
    basis = fields.String(required=True)
    verified = fields.Boolean(required=True)

    @post_load
    def _extension(self, data: dict[str, Any], **_: Any) -> Extension:
        return Extension(**data)


class _StopSchema(NamesSchema):
    code = fields.String(required=True)
    basis = fields.String(required=True)
    verified = fields.Boolean(required=True)

    @post_load
    def _stop(self, data: dict[str, Any], **_: Any) -> StopEvent:
        return StopEvent(title={"zh": data.pop("zh"), "en": data.pop("en")}, **data)


class _LimitSchema(DatedRowSchema):
    code = fields.String(required=True)
    family = fields.String(required=True)
    title = fields.Nested(NamesSchema, required=True)
    trigger = fields.Nested(NamesSchema, required=True)
    number = fields.Integer(
        required=True, strict=True, allow_none=True, validate=validate.Range(min=0)
    )
    unit = fields.Enum(Unit, by_value=True, required=True, allow_none=True)
    extensions = fields.List(fields.Nested(_ExtensionSchema), required=True)
    stops = fields.List(fields.Nested(_StopSchema), required=True)
    cut_off = fields.Enum(CutOff, by_value=True, load_default=None)
    begins_before_receipt = fields.Boolean(load_default=False)
    waited_for = fields.Boolean(load_default=False)
    is_right = fields.Boolean(load_default=False)
    note = fields.String(required=True, allow_none=True)

    @validates_schema
    def _number_has_a_unit(self, data: dict[str, Any], **_: Any) -> None:
        number, unit = data.get("number"), data.get("unit")
        if (number is None) != (unit is None):
            raise ValidationError("number and unit go together", "unit")
        if number == 0 and unit is not Unit.WORKING_DAY:
            raise ValidationError("the same day is 0 working days", "number")
        if any(each.unit is not unit for each in data.get("extensions", [])):
            raise ValidationError("an extension counts what the limit counts", "extensions")


class _HoursSchema(DatedRowSchema):
    name = fields.Nested(NamesSchema, required=True)
    opening = fields.Time(load_default=time(9))
    noon = fields.Time(required=True)
    closing = fields.Time(required=True)


class _RungSchema(DatedRowSchema):
    code = fields.String(required=True)
    title = fields.Nested(NamesSchema, required=True)
    percent = fields.Integer(
        required=True, strict=True, allow_none=True, validate=validate.Range(min=1, max=100)
    )
    working_days = fields.Integer(
        required=True, strict=True, allow_none=True, validate=validate.Range(min=0)
    )

    tells = fields.List(fields.Enum(Told, by_value=True), load_default=list)
    criticises = fields.Boolean(load_default=False)

    @validates_schema
    def _one_of_both(self, data: dict[str, Any], **_: Any) -> None:
        if (data.get("percent") is None) == (data.get("working_days") is None):
            raise ValidationError("either percent or working_days", "percent")


def load_limits(folder: Path = CLOCK_RULES) -> TimeLimits:
    """Return the time limits of all files in `limits/`, with the provinces of the cities.

    Raises:
        RuleFileError: a file does not fit, or two rows of a code overlap in time.
    """
    paths = sorted((folder / "limits").glob("*.json"))
    if not paths:
        raise RuleFileError(f"{folder.name}: no file in limits/")
    rows = [_limit(row) for path in paths for row in read_rows(path, "limits", _LimitSchema())]
    for _, same in groupby(sorted(rows, key=_in_order), key=_place_of):
        for earlier, later in pairwise(same):
            _need_apart(earlier, later)
    hours = load_hours(folder)
    provinces = {each.city: each.province for each in hours if each.city and each.province}
    return TimeLimits(tuple(rows), provinces)


def load_hours(folder: Path = CLOCK_RULES) -> tuple[OfficeHours, ...]:
    """Return the office hours of `office_hours.json`.

    Raises:
        RuleFileError: the file does not fit; the text names the row.
    """
    rows = read_rows(folder / "office_hours.json", "office_hours", _HoursSchema())
    return tuple(OfficeHours(**row) for row in rows)


def load_rungs(folder: Path = CLOCK_RULES) -> tuple[Rung, ...]:
    """Return the steps of `supervision.json`.

    Raises:
        RuleFileError: the file does not fit; the text names the row.
    """
    rows = read_rows(folder / "supervision.json", "supervision", _RungSchema())
    kept = [{k: v for k, v in row.items() if k not in {"province", "city"}} for row in rows]
    return tuple(Rung(**{**row, "tells": tuple(row["tells"])}) for row in kept)


def _place_of(row: TimeLimit) -> tuple[str, str, str]:
    return row.code, row.province or "", row.city or ""


def _in_order(row: TimeLimit) -> tuple[tuple[str, str, str], date]:
    return _place_of(row), row.effective_from


def _need_apart(earlier: TimeLimit, later: TimeLimit) -> None:
    if (earlier.effective_to or date.max) >= later.effective_from:
        raise RuleFileError(
            f"limits: rows of {later.code} overlap; end the earlier one on "
            f"{later.effective_from - timedelta(days=1)}"
        )


def _limit(row: dict[str, Any]) -> TimeLimit:
    number, unit = row.pop("number"), row.pop("unit")
    span = None if number is None else Span(number, unit)
    lists = {name: tuple(row[name]) for name in ("extensions", "stops")}
    return TimeLimit(**{**row, **lists, "span": span})
