"""What is asked of a search in the address, and what the API answers."""

from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, pre_load, validate

from services.complaints.domain.search.asked import AskCases
from services.complaints.domain.search.case_search import (
    DEFAULT_SIZE,
    MOST_HITS,
    Order,
    Selection,
)
from services.complaints.domain.search.vocabulary import Facet
from shared.web.asked_days import AskedDay
from shared.words import N_

PARAMETER = {
    Facet.TRACK: "track",
    Facet.STATE: "state",
    Facet.VERDICT: "violation",
    Facet.FINDING: "finding",
    Facet.DEPARTMENT: "department",
    Facet.CHANNEL: "channel",
}
WITHOUT = "not_"
_MOST_PICKS = 30


def _picks(description: str) -> "fields.List[str]":
    return fields.List(
        fields.String(validate=validate.Length(max=60)),
        load_default=list,
        validate=validate.Length(max=_MOST_PICKS),
        metadata={"description": f"{description} May be given several times."},
    )


def _day(description: str) -> AskedDay:
    return AskedDay(load_default=None, metadata={"description": description})


class SearchQuerySchema(Schema):
    """A search in the query of the address."""

    class Meta:
        """What is not known here is left alone."""

        unknown = EXCLUDE

    q = fields.String(
        load_default="",
        metadata={
            "description": 'Words, "phrases", -exclusions, field:value, OR. Syntax: /help/search.'
        },
    )
    exact = fields.Boolean(
        load_default=False, metadata={"description": "Find only the words typed, no synonyms."}
    )
    track = _picks("Only these tracks.")
    not_track = _picks("None of these tracks.")
    state = _picks("Only cases in these states.")
    not_state = _picks("No cases in these states.")
    violation = _picks("A line with one of these codes; `none`: undecided, `rejected`: not upheld.")
    not_violation = _picks("No line with any of these codes.")
    finding = _picks("A line for which the charge check says one of these.")
    not_finding = _picks("No line for which the charge check says any of these.")
    department = _picks("Cases led by these departments.")
    not_department = _picks("No cases led by these departments.")
    channel = _picks("Cases received in these ways.")
    not_channel = _picks("No cases received in these ways.")
    filed_from = _day("First day of receipt, at +08:00.")
    filed_to = _day("Last day of receipt, included.")
    order = fields.Enum(
        Order,
        by_value=True,
        load_default=Order.RELEVANCE,
        metadata={"description": "Without words, relevance means newest."},
    )
    after = fields.String(
        load_default=None,
        validate=validate.Length(max=400),
        metadata={"description": "`next` of the page before; fits only the same search."},
    )
    limit = fields.Integer(
        load_default=DEFAULT_SIZE,
        validate=validate.Range(min=1, max=MOST_HITS),
        metadata={"description": "Hits a page."},
    )

    @pre_load
    def _without_empty(self, given: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        """Leave out what a form sends for a field that nobody filled in."""
        return {name: given[name] for name in given if given[name] != ""}

    @post_load
    def _ask(self, given: dict[str, Any], **_: Any) -> AskCases:
        first, last = given["filed_from"], given["filed_to"]
        if first and last and first > last:
            raise ValidationError({"filed_to": [N_("结束日期早于开始日期")]})
        return AskCases(
            typed=given["q"].strip(),
            exactly=given["exact"],
            selected=_selected(given),
            filed_from=first,
            filed_to=last,
            order=given["order"],
            after=given["after"] or None,
            size=given["limit"],
        )


def _selected(given: dict[str, Any]) -> dict[Facet, Selection]:
    picks = {
        facet: Selection(
            included=frozenset(filter(None, given[name])),
            excluded=frozenset(filter(None, given[WITHOUT + name])),
        )
        for facet, name in PARAMETER.items()
    }
    return {facet: pick for facet, pick in picks.items() if pick != Selection()}


class PieceSchema(Schema):
    """A run of plain text; `hit` where it is what was looked for."""

    text = fields.String()
    hit = fields.Boolean()


class PassageSchema(Schema):
    """A part of one text of a case."""

    place = fields.String(
        metadata={
            "description": "title statement request line respondent finding filing notice "
            "defence decision history number"
        }
    )
    line = fields.Integer(
        allow_none=True, metadata={"description": "Number of the charge line, where it is one."}
    )
    pieces = fields.List(fields.Nested(PieceSchema))


class FoundRespondentSchema(Schema):
    """Whom a case is about."""

    name = fields.String()
    uscc = fields.String(allow_none=True)


class HitSchema(Schema):
    """A case that was found; amounts in CNY, two places."""

    id = fields.String()
    title = fields.String()
    city = fields.String()
    track = fields.String()
    state = fields.String()
    department = fields.String()
    respondent = fields.Nested(FoundRespondentSchema)
    filed_at = fields.String()
    due_on = fields.String(allow_none=True)
    charged = fields.String()
    over = fields.String()
    violations = fields.List(fields.String())
    version = fields.Integer()
    highlights = fields.List(
        fields.Nested(PassageSchema),
        metadata={"description": "The title first; then each text that was hit."},
    )
    links = fields.Dict(keys=fields.String(), values=fields.String())


class CountSchema(Schema):
    """How many cases have a value, under the picks of the other facets."""

    value = fields.String()
    name = fields.String()
    cases = fields.Integer()
    picked = fields.String(
        allow_none=True, metadata={"description": "`included`, `excluded` or null."}
    )


class SearchAnswerSchema(Schema):
    """One page of what was found."""

    hits = fields.List(fields.Nested(HitSchema))
    total = fields.Integer(
        allow_none=True, metadata={"description": "null while the index is away."}
    )
    facets = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(CountSchema)))
    next = fields.String(allow_none=True, metadata={"description": "Give it as `after`."})
    order = fields.String()
    synonyms = fields.List(fields.String(), metadata={"description": "What was found as well."})
    degraded = fields.Boolean(
        metadata={"description": "The index is away: only the newest cases were looked through."}
    )
    notice = fields.String(allow_none=True)
