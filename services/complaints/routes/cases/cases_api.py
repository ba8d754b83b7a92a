"""The JSON API of officers: worklist and case."""

from typing import Any

from flask.views import MethodView

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.inner_notes import as_read_by
from services.complaints.domain.cases.offers import available_actions
from services.complaints.routes import container
from services.complaints.routes.cases.answer_schemas import (
    OfficersCaseSchema,
    TimelineSchema,
    WorklistSchema,
)
from services.complaints.routes.cases.case_answers import officers_case, timeline, work
from services.complaints.routes.cases.versions import ETAG, etag_of
from services.complaints.usecases.cases.get_case_for import get_case_for, masked_parties
from services.complaints.usecases.cases.list_work import list_work
from shared.clock import local_date
from shared.principal import Principal, Role
from shared.web.access import access, roles, scopes
from shared.web.identity import require_principal
from shared.web.openapi import ApiBlueprint

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
        return shown(case, person, c), etag_of(case)


@cases_api.route("/<case_id>/timeline")
class CaseTimeline(MethodView):
    """What was done on a case."""

    @access(roles(Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR) | scopes(HANDLE))
    @cases_api.response(200, TimelineSchema, headers=ETAG)
    def get(self, case_id: str) -> Answer:
        """Answer every step, oldest first, with what was written down in it."""
        c, person = container(), require_principal()
        case = get_case_for(case_id, principal=person, now=c.now(), ports=c.cases)
        return timeline(as_read_by(case, person), c.rules), etag_of(case)


def shown(case: Case, person: Principal, c: Container) -> dict[str, Any]:
    """Return a case as officers read it, with what the person may do."""
    track = c.rules.track_of(case)
    offers = available_actions(case, person, track=track, today=local_date(c.now()))
    reporter = masked_parties(case, vault=c.cases.vault)
    return officers_case(as_read_by(case, person), c.rules, offers, reporter)
