"""Loads working-day calendars: those of the release, and one that a person hands in."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from marshmallow import (
    RAISE,
    Schema,
    ValidationError,
    fields,
    post_load,
    validate,
    validates_schema,
)

from services.complaints.adapters.rule_rows import (
    RULES,
    DatedRowSchema,
    NamesSchema,
    RuleFileError,
    read_rows,
)
from services.complaints.domain.clocks.calendar import (
    Calendar,
    CalendarDocument,
    CalendarYear,
    Holiday,
    is_movable,
)
from shared.errors import FieldError, Invalid
from shared.words import N_

CLOCK_RULES = RULES / "clocks"
_SATURDAY = 5
_LONGEST_REASON = 300


class CalendarUnusable(Invalid):
    """A calendar that was handed in cannot be one; the text says where."""


class _HolidaySchema(NamesSchema):
    class Meta:
        """An unknown key is an error: it is a slip of the pen."""

        unknown = RAISE

    from_on = fields.Date(required=True, data_key="from")
    to_on = fields.Date(required=True, data_key="to")

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["to_on"] < data["from_on"]:
            raise ValidationError("ends before it begins", "to")

    @post_load
    def _holiday(self, data: dict[str, Any], **_: Any) -> Holiday:
        name = {"zh": data.pop("zh"), "en": data.pop("en")}
        return Holiday(name=name, **data)


class _DocumentSchema(Schema):
    number = fields.String(required=True, validate=validate.Length(min=1, max=60))
    title = fields.String(required=True, validate=validate.Length(min=1, max=120))
    dated_on = fields.Date(required=True)
    url = fields.String(required=True, allow_none=True, validate=validate.Length(max=300))

    @post_load
    def _document(self, data: dict[str, Any], **_: Any) -> CalendarDocument:
        return CalendarDocument(**data)


class _CalendarSchema(DatedRowSchema):
    year = fields.Integer(required=True, strict=True, validate=validate.Range(min=1990, max=2100))
    published = fields.Boolean(required=True)
    off = fields.List(fields.Nested(_HolidaySchema), required=True)
    worked = fields.List(fields.Date(), required=True)
    documents = fields.List(fields.Nested(_DocumentSchema), required=True)

    @validates_schema
    def _days_fit(self, data: dict[str, Any], **_: Any) -> None:
        ends = [day for each in data["off"] for day in (each.from_on, each.to_on)]
        for day in (*ends, *data["worked"]):
            if day.year != data["year"] and not (day.year == data["year"] - 1 and is_movable(day)):
                raise ValidationError(f"{day} is not in {data['year']}", "off")
        off = _days_off(data["off"])
        for day in data["worked"]:
            if day.weekday() < _SATURDAY or day in off:
                raise ValidationError(f"{day} is no weekend day or is off as well", "worked")
        if data["published"] and not data["documents"]:
            raise ValidationError("a published calendar names its notice", "documents")


class _FixedDaysSchema(DatedRowSchema):
    days = fields.List(fields.String(validate=validate.Regexp(r"\d\d-\d\d$")), required=True)


def load_calendar(folder: Path = CLOCK_RULES) -> Calendar:
    """Return the calendars of all files in `calendars/`, one a year.

    Raises:
        RuleFileError: a file does not fit; the text names the row.
    """
    paths = sorted((folder / "calendars").glob("*.json"))
    rows = [row for path in paths for row in read_rows(path, "calendars", _CalendarSchema())]
    years = {row["year"]: calendar_year(row) for row in rows}
    if not years or len(years) != len(rows) or max(years) - min(years) + 1 != len(years):
        raise RuleFileError("calendars: each year once and no year left out")
    return Calendar(years, _fixed_days(folder / "fixed_days.json"))


def read_calendar(text: str) -> tuple[Mapping[str, Any], CalendarYear]:
    """Return the calendar of one year that somebody hands in, as written and as understood.

    It is written as the files of `rules/clocks/calendars/` are.

    Raises:
        CalendarUnusable: it is no JSON, is not published, or its days cannot be.
    """
    try:
        document = json.loads(text)
        rows = document["calendars"]
        (written,) = rows
        loaded = _CalendarSchema().load(written)
    except ValidationError as problem:
        why = json.dumps(problem.messages, ensure_ascii=False)[:_LONGEST_REASON]
        raise _unusable(N_("放假安排不能用：%(why)s"), why=why) from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _unusable(N_("放假安排要写成一个 JSON 对象，“calendars”下恰好一年")) from None
    if not loaded["published"]:
        raise _unusable(N_("这不是已公布的放假安排（published 应为 true）"))
    return written, calendar_year(loaded)


def calendar_year(row: Mapping[str, Any]) -> CalendarYear:
    """Return the year of a loaded row."""
    return CalendarYear(
        year=row["year"],
        published=row["published"],
        off=_days_off(row["off"]),
        worked=frozenset(row["worked"]),
        basis=row["basis"],
        holidays=tuple(row["off"]),
        documents=tuple(row["documents"]),
        verified=row["verified"],
    )


def _days_off(holidays: list[Holiday]) -> frozenset[date]:
    return frozenset(day for each in holidays for day in each.days)


def _fixed_days(path: Path) -> frozenset[tuple[int, int]]:
    rows = read_rows(path, "fixed_days", _FixedDaysSchema())
    days = [day.split("-") for row in rows for day in row["days"]]
    return frozenset((int(month), int(day)) for month, day in days)


def _unusable(message: str, **params: str) -> CalendarUnusable:
    errors = [FieldError("text", message, params)]
    return CalendarUnusable(message, errors=errors, params=params)
