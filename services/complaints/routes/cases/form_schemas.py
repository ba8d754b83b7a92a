"""The form of each action as it comes over HTTP."""

from collections.abc import Mapping
from typing import Any, Literal, cast

from marshmallow import RAISE, Schema, fields, post_load, validate

from services.complaints.domain.cases import forms
from services.complaints.routes.cases.fields import WrittenDate, WrittenDecimal
from shared.web.strict_schema import StrictSchema

MOST = 500


def _texts() -> "fields.List[str]":
    return fields.List(
        fields.String(validate=validate.Length(max=MOST)), validate=validate.Length(max=MOST)
    )


class BeginCheckSchema(StrictSchema):
    """Who handles the case."""

    officers = fields.List(fields.String(), load_default=list, validate=validate.Length(max=MOST))
    text = fields.String(load_default="")

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.BeginCheck:
        return forms.BeginCheck(officers=tuple(data["officers"]), text=data["text"])


class CorrectRespondentSchema(StrictSchema):
    """The respondent by code and registered name, and why it is corrected."""

    respondent_uscc = fields.String(required=True)
    respondent_name = fields.String(required=True)
    text = fields.String(required=True)

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.CorrectRespondent:
        return forms.CorrectRespondent(**data)


class ProposeFilingSchema(StrictSchema):
    """To file or not, and why."""

    outcome = fields.String(required=True)
    ground = fields.String(required=True)
    text = fields.String(required=True)

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.ProposeFiling:
        return forms.ProposeFiling(**data)


class DecideFilingSchema(StrictSchema):
    """Confirm or send back."""

    confirm = fields.Boolean(required=True)
    text = fields.String(load_default="")

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.DecideFiling:
        return forms.DecideFiling(**data)


class LineFindingSchema(StrictSchema):
    """The finding of one line."""

    no = fields.Integer(required=True)
    upheld = fields.Boolean(required=True)
    violation = fields.String(load_default=None, allow_none=True)
    over = WrittenDecimal(load_default=None, allow_none=True, metadata={"type": "string"})
    note = fields.String(load_default="")

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.LineFindingForm:
        return forms.LineFindingForm(**data)


class RecordFindingSchema(StrictSchema):
    """Findings of one or more lines."""

    findings = fields.List(
        fields.Nested(LineFindingSchema), required=True, validate=validate.Length(max=MOST)
    )

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.RecordFinding:
        return forms.RecordFinding(findings=tuple(data["findings"]))


class GiveNoticeSchema(StrictSchema):
    """Prior notice."""

    given_on = WrittenDate(required=True, metadata={"type": "string", "format": "date"})
    way = fields.String(required=True)
    text = fields.String(required=True)

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.GiveNotice:
        return forms.GiveNotice(**data)


class RecordDefenceSchema(StrictSchema):
    """One answer of the respondent; without `received_on` none came."""

    text = fields.String(load_default="")
    received_on = WrittenDate(
        load_default=None, allow_none=True, metadata={"type": "string", "format": "date"}
    )
    hearing_requested = fields.Boolean(load_default=False)
    waived = fields.Boolean(load_default=False)

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.RecordDefence:
        return forms.RecordDefence(**data)


class RecordHearingSchema(StrictSchema):
    """A hearing that was held."""

    held_on = WrittenDate(required=True, metadata={"type": "string", "format": "date"})
    text = fields.String(required=True)

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.RecordHearing:
        return forms.RecordHearing(**data)


class DraftDecisionSchema(StrictSchema):
    """A decision to be approved: whom it names, as registered; amounts in CNY."""

    respondent_uscc = fields.String(required=True)
    respondent_name = fields.String(required=True)
    kind = fields.String(required=True)
    level = fields.String(required=True)
    fine = WrittenDecimal(required=True, metadata={"type": "string"})
    confiscation = WrittenDecimal(required=True, metadata={"type": "string"})
    refund = WrittenDecimal(required=True, metadata={"type": "string"})
    legal_basis = _texts()
    facts = fields.String(required=True)

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.DraftDecision:
        basis = tuple(each.strip() for each in data.pop("legal_basis", ()) if each.strip())
        return forms.DraftDecision(**data, legal_basis=basis)


class ApproveDecisionSchema(StrictSchema):
    """Approve with the respondent's code typed again, or send back."""

    approve = fields.Boolean(required=True)
    respondent_uscc = fields.String(load_default="")
    text = fields.String(load_default="")

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.ApproveDecision:
        return forms.ApproveDecision(**data)


class RecordServiceSchema(StrictSchema):
    """How the decision reached the respondent."""

    served_on = WrittenDate(required=True, metadata={"type": "string", "format": "date"})
    way = fields.String(required=True)
    proof = fields.String(required=True)

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.RecordService:
        return forms.RecordService(**data)


class RecordToldSchema(StrictSchema):
    """How the reporter was told whether the case was filed."""

    told_on = WrittenDate(required=True, metadata={"type": "string", "format": "date"})
    way = fields.String(required=True)
    text = fields.String(required=True)

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.RecordTold:
        return forms.RecordTold(**data)


class CloseCaseSchema(StrictSchema):
    """Nothing is left to do."""

    text = fields.String(load_default="")

    @post_load
    def _form(self, data: dict[str, Any], **_: Any) -> forms.CloseCase:
        return forms.CloseCase(**data)


SCHEMAS: Mapping[str, type[Schema]] = {
    "begin_check": BeginCheckSchema,
    "correct_respondent": CorrectRespondentSchema,
    "propose_filing": ProposeFilingSchema,
    "decide_filing": DecideFilingSchema,
    "record_finding": RecordFindingSchema,
    "give_notice": GiveNoticeSchema,
    "record_defence": RecordDefenceSchema,
    "record_hearing": RecordHearingSchema,
    "draft_decision": DraftDecisionSchema,
    "approve_decision": ApproveDecisionSchema,
    "record_service": RecordServiceSchema,
    "record_told": RecordToldSchema,
    "close": CloseCaseSchema,
}


def form_of(action: str, body: Any, *, unknown: Literal["exclude", "raise"] = RAISE) -> forms.Form:
    """Return the form of an action that is known; a page adds fields that are left aside.

    Raises:
        ValidationError: the body does not fit; the messages name the fields.
    """
    return cast(forms.Form, SCHEMAS[action](unknown=unknown).load(body))
