"""A complaint as it comes over HTTP, from programs and from forms alike."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from services.complaints.domain.cases.complaint import FileComplaint, WrittenLine
from services.complaints.domain.cases.origin import ConsentKind
from services.complaints.domain.cases.service_matter import ServiceMatter
from services.complaints.routes.cases.fields import WrittenDate, WrittenDecimal, WrittenInstant
from services.complaints.routes.cases.reporter_schema import (
    MOST_ELEMENTS,
    AgentSchema,
    ContactSchema,
    joined_field,
    registrar_of,
    reporter_from,
)
from services.complaints.routes.catalogue.fact_fields import FactFields
from services.complaints.usecases.catalogue.read_facts import FACT_KEYS, read_facts
from shared.principal import Principal
from shared.web.language import current_language
from shared.web.strict_schema import StrictSchema


class WrittenLineSchema(StrictSchema, FactFields):
    """One line of the bill; an absent key is unknown."""

    item = fields.String(required=True)
    amount = WrittenDecimal(required=True, metadata={"type": "string", "example": "320.00"})
    charged_on = WrittenDate(
        required=True, metadata={"type": "string", "format": "date", "example": "2026-11-12"}
    )
    body = fields.String(load_default=None, allow_none=True)
    port = fields.String(load_default=None, allow_none=True)
    quantity = WrittenDecimal(
        load_default=None, allow_none=True, metadata={"type": "string", "example": "4"}
    )
    unit = fields.String(load_default=None, allow_none=True)
    container = fields.String(load_default=None, allow_none=True)
    trade = fields.String(load_default=None, allow_none=True)
    direction = fields.String(load_default=None, allow_none=True)
    loaded = fields.Boolean(load_default=None, allow_none=True)
    cargo = fields.String(load_default=None, allow_none=True)

    @post_load
    def gather_facts(self, line: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Put the facts together; that no period lies ahead is seen with the command."""
        told = {key: line.pop(key) for key in FACT_KEYS if key in line}
        told["container"] = line["container"]
        facts, wrong = read_facts(told, path="", today=date.max)
        if wrong:
            raise ValidationError({each.path: [each] for each in wrong})
        return {**line, "facts": facts}


class RespondentSchema(StrictSchema):
    """Whom the complaint is about: by code, by name, or both."""

    uscc = fields.String(load_default=None, allow_none=True)
    name = fields.String(load_default="")


class ServiceMatterSchema(StrictSchema):
    """A slow or bad service; `measure` is a number of the notice, `HY-9`."""

    measure = fields.String(load_default=None, allow_none=True)
    promised = fields.String(load_default="")
    started_at = WrittenInstant(load_default=None, allow_none=True)
    ended_at = WrittenInstant(load_default=None, allow_none=True)
    authority = fields.String(load_default="")
    reference = fields.String(load_default="")
    window = fields.String(load_default="")


class FileComplaintSchema(StrictSchema):
    """A complaint about fees, a service or both; the reporter is who asks."""

    city = fields.String(load_default=None, allow_none=True)
    respondent = fields.Nested(RespondentSchema, required=True)
    narrative = fields.String(required=True)
    request = fields.String(load_default="")
    title = fields.String(load_default="")
    bill_no = fields.String(load_default="")
    lines = fields.List(
        fields.Nested(WrittenLineSchema),
        load_default=list,
        validate=validate.Length(max=MOST_ELEMENTS),
    )
    attachments = fields.List(
        fields.String(validate=validate.Length(max=64)),
        load_default=list,
        validate=validate.Length(max=MOST_ELEMENTS),
    )
    secret = fields.Boolean(load_default=True)
    service = fields.Nested(ServiceMatterSchema, load_default=None, allow_none=True)
    fee_dispute = fields.Boolean(load_default=False)
    consents = fields.List(
        fields.String(validate=validate.OneOf([kind.value for kind in ConsentKind])),
        load_default=list,
        validate=validate.Length(max=MOST_ELEMENTS),
    )
    reporter = fields.Nested(ContactSchema, load_default=dict)
    agent = fields.Nested(AgentSchema, load_default=None, allow_none=True)
    joined = joined_field()
    channel = fields.String(load_default="", metadata={"description": "Taken from clerks alone."})
    category = fields.String(load_default="")
    answers = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    unnamed = fields.Boolean(load_default=False)


def complaint_of(body: dict[str, Any], person: Principal | None, channel: str) -> FileComplaint:
    """Return the loaded body as the command of the person who sends it, or of nobody."""
    registrar = registrar_of(person)
    return FileComplaint(
        city=body["city"] or (person.city if person else "") or "",
        channel=(registrar and body["channel"]) or channel,
        reporter=reporter_from(body, person),
        respondent_name=body["respondent"]["name"],
        respondent_uscc=body["respondent"]["uscc"],
        narrative=body["narrative"],
        request=body["request"],
        title=body["title"],
        bill_no=body["bill_no"],
        lines=tuple(WrittenLine(**line) for line in body["lines"]),
        attachments=tuple(body["attachments"]),
        secret=body["secret"],
        language=current_language(),
        service=ServiceMatter(**body["service"]) if body["service"] else None,
        dispute=body["fee_dispute"],
        registrar=registrar,
        category=body["category"],
        answers=body["answers"],
        consents=tuple(kind for kind in ConsentKind if kind.value in body["consents"]),
    )
