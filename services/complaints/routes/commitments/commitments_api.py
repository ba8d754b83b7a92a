"""The JSON API of the promises: list them, check one."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask.views import MethodView

from services.complaints.routes.commitments import CommitmentRules
from services.complaints.routes.commitments.schemas import (
    BODY_EXAMPLES,
    DelayAnswerSchema,
    DelayBodySchema,
    PromisesAnswerSchema,
)
from services.complaints.routes.english import english
from services.complaints.usecases.commitments.check_commitment import check
from services.complaints.usecases.commitments.list_commitments import list_commitments
from shared.web.access import access, public
from shared.web.openapi import ApiBlueprint


def commitments_api(rules: CommitmentRules, *, now: Callable[[], datetime]) -> ApiBlueprint:
    """Return the routes below /api/commitments."""
    api = ApiBlueprint(
        "commitments_api",
        __name__,
        url_prefix="/api/commitments",
        description="Promises of the notices and the check whether one was kept.",
    )

    @api.route("")
    class Promises(MethodView):
        """The promises."""

        @access(public)
        @api.response(200, PromisesAnswerSchema)
        def get(self) -> dict[str, Any]:
            """List every promise with the events, conditions and figures its check takes."""
            return list_commitments(rules.commitments)

    @api.route("/check")
    class Check(MethodView):
        """The delay check."""

        @access(public)
        @api.arguments(DelayBodySchema(), examples=BODY_EXAMPLES)
        @api.response(200, DelayAnswerSchema)
        def post(self, body: dict[str, Any]) -> dict[str, Any]:
            """Check one promise; nothing is kept. No administrative decision."""
            return check(
                body,
                rules=rules.commitments,
                calendar=rules.calendar,
                now=now(),
                english=english,
            )

    return api
