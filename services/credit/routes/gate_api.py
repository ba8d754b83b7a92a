"""The JSON API of the gate."""

from typing import Any

from flask.views import MethodView

from services.credit.domain.measures.query import Query
from services.credit.routes import checked_uscc, container
from services.credit.routes.receipts import visible_receipt
from services.credit.routes.schemas import GateAnswerSchema, GateQuerySchema
from services.credit.usecases.ask_gate import AskGate, ask_gate
from shared.principal import Role
from shared.web.access import access, roles, scopes
from shared.web.forms import idempotency_key
from shared.web.identity import require_principal
from shared.web.openapi import IDEMPOTENCY_KEY, ApiBlueprint, link

READ = link("getGateReceipt", "The answer, later.", receipt="$response.body#/receipt")

gate_api = ApiBlueprint(
    "gate_api",
    __name__,
    url_prefix="/api/gate",
    description="What an agency asks before it grants or refuses something.",
)


@gate_api.route("/queries")
class GateQueries(MethodView):
    """Questions at the gate."""

    @access(roles(Role.AGENCY) | scopes("gate:query"))
    @gate_api.arguments(GateQuerySchema())
    @gate_api.response(201, GateAnswerSchema)
    @gate_api.doc(parameters=[IDEMPOTENCY_KEY], responses={201: {"links": {"read": READ}}})
    def post(self, body: dict[str, Any]) -> Query:
        """Ask about an enterprise for a purpose of one's duty; needs an `Idempotency-Key`."""
        c = container()
        asked = AskGate(
            uscc=checked_uscc(body["uscc"]),
            purpose=body["purpose"],
            who=require_principal(),
            key=idempotency_key(),
        )
        return ask_gate(asked, ports=c.gate, now=c.now())


@gate_api.route("/queries/<receipt>")
class GateReceipt(MethodView):
    """One question with its answer."""

    @access(roles(Role.AGENCY, Role.CREDIT_OFFICER, Role.AUDITOR) | scopes("gate:query"))
    @gate_api.response(200, GateAnswerSchema)
    def get(self, receipt: str) -> Query:
        """Answer what was answered then."""
        return visible_receipt(container(), require_principal(), receipt)
