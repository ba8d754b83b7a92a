"""The JSON API of reporters: file a complaint, follow the own case."""

from typing import Any

from flask.views import MethodView

from services.complaints.routes import container
from services.complaints.routes.cases.answer_schemas import CaseAnswerSchema
from services.complaints.routes.cases.case_answers import receipt
from services.complaints.routes.cases.complaint_schema import FileComplaintSchema, complaint_of
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.get_case_for import get_own_case
from services.complaints.usecases.cases.linked_cases import linked_cases
from shared.principal import Role
from shared.web.access import access, roles, scopes
from shared.web.forms import idempotency_key
from shared.web.identity import require_principal
from shared.web.openapi import IDEMPOTENCY_KEY, ApiBlueprint, link

CHANNEL = "api"
ID = "$response.body#/id"
LINKS = {
    "follow": link("getComplaint", "The reporter's own look at it.", case_id=ID),
    "handle": link("getOfficersCase", "What officers see of it.", case_id=ID),
    "act": link("postCaseAction", "What officers do with it.", case_id=ID),
}

complaints_api = ApiBlueprint(
    "complaints_api",
    __name__,
    url_prefix="/api/complaints",
    description="File a complaint about fees or a service, and follow it.",
)


@complaints_api.route("")
class Complaints(MethodView):
    """Complaints of the enterprise that asks."""

    @access(roles(Role.ENTERPRISE, Role.CLERK) | scopes("complaints:file"))
    @complaints_api.arguments(FileComplaintSchema())
    @complaints_api.response(201, CaseAnswerSchema)
    @complaints_api.doc(parameters=[IDEMPOTENCY_KEY], responses={201: {"links": LINKS}})
    def post(self, body: dict[str, Any]) -> dict[str, Any]:
        """File a complaint; the same `Idempotency-Key` with the same body files it once."""
        c = container()
        command = complaint_of(body, require_principal(), CHANNEL)
        case = file_complaint(
            command, key=idempotency_key(), now=c.now(), ports=c.cases, rules=c.rules
        )
        return receipt(case, c.rules, linked_cases(case, ports=c.cases))


@complaints_api.route("/<case_id>")
class Complaint(MethodView):
    """One own case."""

    @access(roles(Role.ENTERPRISE) | scopes("complaints:read"))
    @complaints_api.response(200, CaseAnswerSchema)
    def get(self, case_id: str) -> dict[str, Any]:
        """Answer how the own case stands; somebody else's is answered like none."""
        c = container()
        case = get_own_case(case_id, principal=require_principal(), now=c.now(), ports=c.cases)
        return receipt(case, c.rules, linked_cases(case, ports=c.cases))
