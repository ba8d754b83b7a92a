"""The form of a step that is data of its track, as it comes over HTTP."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from marshmallow import Schema, ValidationError, fields, validate
from werkzeug.datastructures import MultiDict

from services.complaints.domain.cases.field_rule import NO, YES, FieldKind, FieldRule
from services.complaints.domain.cases.forms import Form
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.track import ActionRule, Track
from services.complaints.routes.cases.form_schemas import SCHEMAS, form_of
from shared.errors import NotFound
from shared.web.strict_schema import StrictSchema
from shared.words import N_

UNKNOWN = N_("没有这种办理步骤")
_MOST = 60


class _Texts(Schema):
    """An object of texts by name."""

    values = fields.Dict(
        keys=fields.String(validate=validate.Length(max=_MOST)),
        values=fields.String(),
        required=True,
        validate=validate.Length(max=_MOST),
    )


def form_among(tracks: Iterable[Track], action: str, body: Any) -> Form:
    """Return the form of an action that some track has; the case will tell whether its own does.

    Raises:
        NotFound: no track has such an action that people take.
        ValidationError: the body does not fit; the messages name the fields.
    """
    if action in SCHEMAS:
        return form_of(action, body)
    if not any(has_recorded(track, action) for track in tracks):
        raise NotFound(UNKNOWN)
    try:
        values = _Texts().load({"values": body})["values"]
    except ValidationError as error:
        raise ValidationError(_by_field(error)) from error
    return RecordedStep(action=action, values=values)


def recorded_from(rule: ActionRule, posted: MultiDict[str, str]) -> RecordedStep:
    """Return the step that a page posted; what is no field of it is left aside."""
    return RecordedStep(
        action=rule.code, values={each.name: _posted(each, posted) for each in rule.fields}
    )


def _posted(field: FieldRule, posted: MultiDict[str, str]) -> str:
    """Return a value as one text; the lines that were ticked stand in it with commas."""
    if field.kind is FieldKind.LINES:
        return ",".join(posted.getlist(field.name))
    return posted.get(field.name, "").replace("\r\n", "\n")


def has_recorded(track: Track, action: str) -> bool:
    """Tell whether a track has an action of that code whose form is data."""
    return any(rule.code == action and rule.is_recorded for rule in track.dated_actions)


def is_taken_by_form(rule: ActionRule) -> bool:
    """Tell whether there is a form for an action: written in code, or data of its track."""
    return rule.is_recorded or rule.code in SCHEMAS


def recorded_schema(rule: ActionRule, name: str) -> type[StrictSchema]:
    """Return the schema of a step that is data, under a name: every field is text."""
    named: dict[str, Any] = {field.name: _field(field) for field in rule.fields}
    return cast(type[StrictSchema], StrictSchema.from_dict(named, name=f"{name}Schema"))


def _field(rule: FieldRule) -> fields.String:
    return fields.String(load_default="", metadata=_described(rule))


def _described(rule: FieldRule) -> Mapping[str, Any]:
    said = " ".join(filter(None, (rule.label["en"], rule.hint["en"])))
    described: dict[str, Any] = {"description": f"{said} ({rule.label['zh']})"}
    if rule.kind is FieldKind.DATE:
        described["format"] = "date"
    if rule.kind is FieldKind.YES_NO:
        described["enum"] = [YES, NO, ""]
    if rule.kind is FieldKind.STOP:
        described["description"] += "; a reason that the rule of the time limit lists"
    if rule.kind is FieldKind.REASON:
        described["description"] += f"; a code of the list {rule.reasons}"
    if rule.kind is FieldKind.LINES:
        described["description"] += "; numbers of lines with commas, such as 1,3"
    return described


def _by_field(error: ValidationError) -> Any:
    """Return the messages under the names of the fields, as of any other body."""
    messages: Any = error.messages
    messages = messages["values"]
    if not isinstance(messages, Mapping):
        return messages
    return {name: told.get("value", told.get("key", told)) for name, told in messages.items()}
