"""How a track, its states and its actions are written in a rule file."""

from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

from services.complaints.adapters.rule_files_reasons import NamedRowSchema, Reasons
from services.complaints.adapters.rule_rows import DatedRowSchema, NamesSchema
from services.complaints.domain.cases.actors import WHO
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.effects import EFFECTS
from services.complaints.domain.cases.field_rule import NO, YES, DayRange, FieldKind
from services.complaints.domain.cases.needs import NEEDS

_STATES = [state.value for state in CaseState]
_NAME = validate.Regexp(r"[a-z][a-z_]{0,39}\Z")
_NO_HINT = {"zh": "", "en": ""}


def _codes(allowed: "frozenset[str] | None" = None) -> "fields.List[str]":
    each = fields.String(validate=validate.OneOf(sorted(allowed)) if allowed else None)
    return fields.List(each, load_default=list)


class TrackSchema(NamedRowSchema):
    """The track itself."""

    letter_books = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)


class StateSchema(NamesSchema):
    """A state with its names."""

    code = fields.String(required=True, validate=validate.OneOf(_STATES))


class _OutcomeSchema(Schema):
    class Meta:
        unknown = RAISE

    code = fields.String(required=True, validate=_NAME)
    to = fields.String(required=True, allow_none=True)
    only_from = fields.List(fields.String(), load_default=list, data_key="from")
    when = fields.String(load_default="")
    starts = _codes()
    stops = _codes()
    starts_if_real_name = _codes()
    starts_where_set = _codes()
    pauses = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    resumes = _codes()


class _FieldSchema(Schema):
    class Meta:
        unknown = RAISE

    name = fields.String(required=True, validate=_NAME)
    kind = fields.String(required=True, validate=validate.OneOf([each.value for each in FieldKind]))
    label = fields.Nested(NamesSchema, required=True)
    hint = fields.Nested(NamesSchema, load_default=_NO_HINT)
    required = fields.Boolean(load_default=True)
    reasons = fields.String(load_default=None)
    days = fields.String(
        load_default=DayRange.ANY.value,
        validate=validate.OneOf([each.value for each in DayRange]),
    )

    @validates_schema
    def _names_a_list(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data.get("kind") == FieldKind.REASON) != bool(data.get("reasons")):
            raise ValidationError("a field of kind reason names its list, no other does", "reasons")


class ActionSchema(DatedRowSchema):
    """An action; where it has fields, its form is data."""

    code = fields.String(required=True, validate=_NAME)
    label = fields.Nested(NamesSchema, required=True)
    does = fields.Nested(NamesSchema, required=True)
    from_states = fields.List(fields.String(), required=True, data_key="from")
    who = fields.List(
        fields.String(validate=validate.OneOf(sorted(WHO))),
        required=True,
        validate=validate.Length(min=1),
    )
    legal = fields.Boolean(required=True)
    outcomes = fields.List(
        fields.Nested(_OutcomeSchema), required=True, validate=validate.Length(min=1)
    )
    reasons = _codes()
    letter = fields.String(load_default=None, allow_none=True)
    fields_ = fields.List(
        fields.Nested(_FieldSchema), load_default=list, data_key="fields", attribute="fields"
    )
    effect = fields.String(load_default=None, validate=validate.OneOf(sorted(EFFECTS)))
    needs = _codes(frozenset(NEEDS))
    shown_to = _codes(frozenset({"reporter", "respondent"}))
    second_to = fields.String(load_default="")
    decided_by = fields.String(load_default="")
    beside = fields.Boolean(load_default=False)

    def __init__(self, lists: Reasons) -> None:
        """Take the reason lists that an action may name."""
        super().__init__()
        self._lists = lists

    @validates_schema
    def _names_lists(self, data: Mapping[str, Any], **_: Any) -> None:
        written = [each["reasons"] for each in data.get("fields", ()) if each["reasons"]]
        strange = sorted({*data.get("reasons", ()), *written} - set(self._lists))
        if strange:
            raise ValidationError(f"no lists of reasons {strange}", "reasons")

    @validates_schema
    def _decides_by_a_field(self, data: Mapping[str, Any], **_: Any) -> None:
        deciding = data.get("decided_by")
        if not deciding:
            return
        field = next((each for each in data["fields"] if each["name"] == deciding), None)
        if field is None:
            raise ValidationError("names no field of the action", "decided_by")
        known = {YES, NO} if field["kind"] == FieldKind.YES_NO else self._codes_of(field)
        if {each["when"] for each in data["outcomes"]} != known:
            raise ValidationError(f"every value leads to one outcome: {sorted(known)}", "outcomes")

    def _codes_of(self, field: Mapping[str, Any]) -> set[str]:
        return {row.code for row in self._lists.get(field["reasons"] or "", ())}


class SharedActionSchema(ActionSchema):
    """An action of several tracks."""

    tracks = fields.List(fields.String(), required=True, validate=validate.Length(min=1))
