"""The JSON API of rules that nobody has read in the official text yet."""

from collections.abc import Sequence
from typing import Any

from flask.views import MethodView
from marshmallow import Schema, fields

from services.complaints.domain.rules.unverified import UnverifiedRule
from shared.codec import to_json
from shared.web.access import access, public
from shared.web.openapi import ApiBlueprint


class UnverifiedRuleSchema(Schema):
    """A rule to confirm."""

    area = fields.String(metadata={"description": "catalogue, cases, clocks or parties."})
    file = fields.String()
    place = fields.String()
    id = fields.String()
    name = fields.String()
    detail = fields.String()
    effective_from = fields.String(allow_none=True)
    effective_to = fields.String(allow_none=True)
    basis_kind = fields.String()
    basis = fields.String()
    source = fields.String()


class UnverifiedAnswerSchema(Schema):
    """All of them."""

    total = fields.Integer()
    rules = fields.List(fields.Nested(UnverifiedRuleSchema))


def unverified_api(rules: Sequence[UnverifiedRule]) -> ApiBlueprint:
    """Return the route of the rules to confirm."""
    api = ApiBlueprint(
        "unverified_api",
        __name__,
        url_prefix="/api/catalogue/unverified",
        description="Rules that are still to be confirmed from the official text.",
    )

    @api.route("")
    class Unverified(MethodView):
        """Rules to confirm."""

        @access(public)
        @api.response(200, UnverifiedAnswerSchema)
        def get(self) -> dict[str, Any]:
            """List the rules that nobody has read in the official text yet."""
            return {"total": len(rules), "rules": [to_json(rule) for rule in rules]}

    return api
