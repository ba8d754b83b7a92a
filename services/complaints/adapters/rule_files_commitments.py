"""Loads the measurable promises of the notices from `rules/commitments/`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from marshmallow import (
    EXCLUDE,
    Schema,
    ValidationError,
    fields,
    post_load,
    validate,
    validates_schema,
)

from services.complaints.adapters.rule_rows import (
    RULES,
    AliasedNamesSchema,
    DatedRowSchema,
    NamesSchema,
    RuleFileError,
    read_rows,
)
from services.complaints.domain.commitments.commitment import (
    CitySettings,
    Commitment,
    Condition,
    EventName,
    Kind,
    Part,
)
from services.complaints.domain.commitments.commitments import Commitments
from services.complaints.domain.parties.party_rules import Duty, PartyRules

COMMITMENT_RULES = RULES / "commitments"


class _ConditionSchema(Schema):
    id = fields.String(required=True)
    name = fields.Nested(NamesSchema, required=True)
    proved_by = fields.Nested(NamesSchema, required=True)
    proof = fields.Nested(NamesSchema, required=True)

    @post_load
    def _condition(self, data: dict[str, Any], **_: Any) -> Condition:
        return Condition(**data)


class _PartSchema(Schema):
    id = fields.String(required=True)
    name = fields.Nested(NamesSchema, required=True)

    @post_load
    def _part(self, data: dict[str, Any], **_: Any) -> Part:
        return Part(**data)


class _SettingsSchema(DatedRowSchema):
    id = fields.String(required=True)
    office_from = fields.Time(required=True)
    office_until = fields.Time(required=True)
    morning_until = fields.Time(required=True)
    instant_kept_minutes = fields.Integer(required=True, strict=True)
    instant_broken_minutes = fields.Integer(required=True, strict=True)

    @validates_schema
    def _in_order(self, data: Mapping[str, Any], **_: Any) -> None:
        if not data["office_from"] < data["office_until"]:
            raise ValidationError("closes before it opens", "office_until")
        if not 0 <= data["instant_kept_minutes"] <= data["instant_broken_minutes"]:
            raise ValidationError("is below instant_kept_minutes", "instant_broken_minutes")


class _CommitmentSchema(DatedRowSchema):
    id = fields.String(required=True)
    duty = fields.String(required=True)
    name = fields.Nested(NamesSchema, required=True)
    text = fields.String(required=True)
    kind = fields.Enum(Kind, by_value=True, required=True)
    limit = fields.Decimal(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    start = fields.String(required=True, allow_none=True)
    end = fields.String(required=True, allow_none=True)
    shown_by = fields.List(fields.String(), required=True)
    starts_until = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(["morning_until"])
    )
    only_on = fields.String(required=True, allow_none=True, validate=validate.OneOf(["weekend"]))
    reading = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(["office_hours"])
    )
    parts = fields.List(fields.Nested(_PartSchema), required=True)
    conditions = fields.List(fields.Nested(_ConditionSchema), required=True)
    conflicts_with = fields.String(required=True, allow_none=True)
    note = fields.Nested(NamesSchema, required=True, allow_none=True)

    @validates_schema
    def _has_what_its_kind_needs(self, data: Mapping[str, Any], **_: Any) -> None:
        numbered = data["kind"] is not Kind.NO_NUMBER
        if numbered != (data["limit"] is not None) or numbered != (data["unit"] is not None):
            raise ValidationError("has a limit and a unit, or no number", "limit")
        timed = data["kind"] in {Kind.SAME_DAY, Kind.HOURS, Kind.MEAN_HOURS, Kind.INSTANT}
        if timed and not (data["start"] and data["end"]):
            raise ValidationError("is measured from an event to another", "start")
        if (data["kind"] is Kind.YES_NO) != bool(data["parts"]):
            raise ValidationError("parts are for yes or no", "parts")


def load_commitments(parties: PartyRules, folder: Path = COMMITMENT_RULES) -> Commitments:
    """Return the promises, each with the deadline and the source of its row of duties.

    Args:
        parties: cities and duties, loaded before.
        folder: where the files are.

    Raises:
        RuleFileError: a file does not fit, or names a duty, an event or a city that is not there.
    """
    path = folder / "commitments.json"
    rows = read_rows(path, "commitments", _CommitmentSchema())
    events = [
        EventName(**{**row, "aliases": tuple(row["aliases"])})
        for row in read_rows(folder / "events.json", "events", AliasedNamesSchema())
    ]
    settings = read_rows(folder / "settings.json", "settings", _SettingsSchema(unknown=EXCLUDE))
    duties = {duty.key: duty for duty in parties.duties}
    _check_names(path, rows, duties, {event.id for event in events})
    found = Commitments(
        rows=tuple(_commitment(row, duties) for row in rows),
        events={event.id: event for event in events},
        settings={row["id"]: CitySettings(**_kept(CitySettings, row)) for row in settings},
        codes={city.code: city.id for city in parties.cities.values()},
    )
    without = {row.city for row in found.rows} - set(found.settings)
    if without:
        raise RuleFileError(f"settings.json: nothing for {', '.join(sorted(without))}")
    return found


def _commitment(row: Mapping[str, Any], duties: Mapping[str, Duty]) -> Commitment:
    duty, other = duties[row["duty"]], duties.get(row["conflicts_with"] or "")
    whole = {
        **row,
        "deadline": duty.deadline,
        "source": duty.source,
        "conflict_on": other.deadline if other else None,
    }
    return Commitment(**_kept(Commitment, whole))


def _kept(kind: type, row: Mapping[str, Any]) -> dict[str, Any]:
    names = [each.name for each in fields_of(kind)]
    return {n: tuple(row[n]) if isinstance(row[n], list) else row[n] for n in names}


def _check_names(
    path: Path, rows: Sequence[Mapping[str, Any]], duties: Mapping[str, Duty], events: set[str]
) -> None:
    ids = [row["id"] for row in rows]
    if len(set(ids)) != len(ids):
        raise RuleFileError(f"{path.name}: an id stands twice")
    for row in rows:
        for kind, name, there in _named(row, duties, events):
            if not there:
                raise RuleFileError(f"{path.name}, {row['id']}: no {kind} {name}")


def _named(
    row: Mapping[str, Any], duties: Mapping[str, Duty], events: set[str]
) -> Iterable[tuple[str, str, bool]]:
    for duty in (row["duty"], row["conflicts_with"]):
        if duty:
            yield "duty", duty, duty in duties
    for event in (row["start"], row["end"], *row["shown_by"]):
        if event:
            yield "event", event, event in events
