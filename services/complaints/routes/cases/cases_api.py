"""The JSON API of officers: worklist, case, actions."""

from typing import Any

from flask import request
from flask.views import MethodView

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.offers import available_actions
from services.complaints.routes import container
from services.complaints.routes.cases.answer_schemas import OfficersCaseSchema, WorklistSchema
from services.complaints.routes.cases.case_answers import officers_case, work
from services.complaints.routes.cases.described_forms import ACTION, ACTION_BODY
from services.complaints.routes.cases.recorded_forms import form_among
from services.complaints.routes.cases.versions import (
    ETAG,
    IF_MATCH,
    etag_of,
    seen_version,
)
from services.complaints.usecases.cases.get_case_for import get_case_for, masked_parties
from services.complaints.usecases.cases.list_work import list_work
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.clock import local_date
from shared.principal import Principal, Role
from shared.web.access import access, roles, scopes
from shared.web.forms import idempotency_key
from shared.web.identity import require_principal
from shared.web.openapi import IDEMPOTENCY_KEY, ApiBlueprint, ProblemSchema

HANDLE = "cases:handle"
Answer = tuple[dict[str, Any], dict[str, str]]

cases_api = ApiBlueprint(
    "cases_api",
    __name__,
    url_prefix="/api/cases",
    description="What officers do with cases.",
)


@cases_api.route("/worklist")
class CaseWorklist(MethodView):
    """Open cases of the own department."""

    @access(roles(Role.OFFICER, Role.SUPERVISOR) | scopes(HANDLE))
    @cases_api.response(200, WorklistSchema)
    def get(self) -> dict[str, Any]:
        """Answer what is open, by legal due date."""
        c = container()
        return work(list_work(require_principal(), now=c.now(), ports=c.cases, rules=c.rules))


@cases_api.route("/<case_id>")
class OfficersCase(MethodView):
    """One case of the department or the city."""

    @access(roles(Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR) | scopes(HANDLE))
    @cases_api.response(200, OfficersCaseSchema, headers=ETAG)
    def get(self, case_id: str) -> Answer:
        """Answer a case; one that is not for the person is answered like none."""
        c, person = container(), require_principal()
        case = get_case_for(case_id, principal=person, now=c.now(), ports=c.cases)
        return _shown(case, person, c), etag_of(case)


@cases_api.route("/<case_id>/actions/<action>")
class CaseAction(MethodView):
    """One action on a case."""

    @access(roles(Role.OFFICER, Role.SUPERVISOR) | scopes(HANDLE))
    @cases_api.doc(parameters=[ACTION, IDEMPOTENCY_KEY, IF_MATCH], requestBody=ACTION_BODY)
    @cases_api.response(200, OfficersCaseSchema, headers=ETAG)
    @cases_api.alt_response(409, schema=ProblemSchema, description="Not possible now")
    @cases_api.alt_response(412, schema=ProblemSchema, description="The case has changed since")
    @cases_api.alt_response(422, schema=ProblemSchema, description="The form is wrong")
    @cases_api.alt_response(428, schema=ProblemSchema, description="An approval without If-Match")
    def post(self, case_id: str, action: str) -> Answer:
        """Take an action; the body is its form, the `Idempotency-Key` makes it happen once.

        `If-Match` says which version of the case was looked at; an approval must say it.
        """
        c, person = container(), require_principal()
        asked = TakeAction(
            case_id=case_id,
            form=form_among(c.rules.tracks.values(), action, request.get_json()),
            key=idempotency_key(),
            seen=seen_version(),
        )
        case = take_action(asked, actor=person, now=c.now(), ports=c.cases, rules=c.rules)
        return _shown(case, person, c), etag_of(case)


def _shown(case: Case, person: Principal, c: Container) -> dict[str, Any]:
    track = c.rules.track_of(case)
    offers = available_actions(case, person, track=track, today=local_date(c.now()))
    return officers_case(case, c.rules, offers, masked_parties(case, vault=c.cases.vault))
