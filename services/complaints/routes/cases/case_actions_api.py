"""The JSON API of officers: the actions on a case, each described with its form."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask.views import MethodView

from services.complaints.domain.cases.track import Track
from services.complaints.routes import container
from services.complaints.routes.cases.answer_schemas import OfficersCaseSchema
from services.complaints.routes.cases.cases_api import HANDLE, Answer, shown
from services.complaints.routes.cases.described_forms import described
from services.complaints.routes.cases.recorded_forms import form_among
from services.complaints.routes.cases.versions import ETAG, IF_MATCH, etag_of, seen_version
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.principal import Role
from shared.web.access import access, roles, scopes
from shared.web.forms import idempotency_key
from shared.web.identity import require_principal
from shared.web.openapi import IDEMPOTENCY_KEY, ApiBlueprint, ProblemSchema


def case_actions_api(tracks: Mapping[str, Track]) -> ApiBlueprint:
    """Return the route of every action of the tracks."""
    api = ApiBlueprint(
        "case_actions_api",
        __name__,
        url_prefix="/api/cases",
        description="What officers and supervisors do to a case.",
    )
    action, body = described(tracks.values())

    @api.route("/<case_id>/actions/<action>")
    class CaseAction(MethodView):
        """One action on a case."""

        @access(roles(Role.OFFICER, Role.SUPERVISOR) | scopes(HANDLE))
        @api.doc(parameters=[action, IDEMPOTENCY_KEY, IF_MATCH], requestBody=body)
        @api.response(200, OfficersCaseSchema, headers=ETAG)
        @api.alt_response(409, schema=ProblemSchema, description="Not possible now")
        @api.alt_response(412, schema=ProblemSchema, description="The case has changed since")
        @api.alt_response(422, schema=ProblemSchema, description="The form is wrong")
        @api.alt_response(428, schema=ProblemSchema, description="An approval without If-Match")
        def post(self, case_id: str, action: str) -> Answer:
            """Take an action; the body is its form, the `Idempotency-Key` makes it happen once.

            `If-Match` says which version of the case was looked at; an approval must say it.
            """
            return _taken(case_id, action, request.get_json(), tracks)

    return api


def _taken(case_id: str, action: str, body: Any, tracks: Mapping[str, Track]) -> Answer:
    c, person = container(), require_principal()
    asked = TakeAction(
        case_id=case_id,
        form=form_among(tracks.values(), action, body),
        key=idempotency_key(),
        seen=seen_version(),
    )
    case = take_action(asked, actor=person, now=c.now(), ports=c.cases, rules=c.rules)
    return shown(case, person, c), etag_of(case)
