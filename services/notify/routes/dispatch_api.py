"""The JSON API of the dispatch log."""

from typing import Any

from flask.views import MethodView

from services.notify.domain.messages.message import Message
from services.notify.ports import Page
from services.notify.routes import container
from services.notify.routes.dispatch_days import dispatch_query
from services.notify.routes.schemas import (
    DispatchedSchema,
    DispatchPageSchema,
    DispatchQuerySchema,
)
from services.notify.usecases.resend_message import resend_message
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.forms import idempotency_key
from shared.web.identity import require_principal
from shared.web.openapi import IDEMPOTENCY_KEY, ApiBlueprint, link

LINKS = {
    "next": link("getDispatchLog", "The next page.", cursor="$response.body#/following"),
    "resend": link("postResending", "Send again.", message_id="$response.body#/messages/0/id"),
}

dispatch_api = ApiBlueprint(
    "dispatch_api",
    __name__,
    url_prefix="/api/messages",
    description="What was sent to whom, when, and how each attempt ended.",
)


@dispatch_api.route("/dispatch")
class DispatchLog(MethodView):
    """The dispatch log."""

    @access(roles(Role.ADMIN, Role.AUDITOR))
    @dispatch_api.arguments(DispatchQuerySchema(), location="query")
    @dispatch_api.response(200, DispatchPageSchema)
    @dispatch_api.doc(responses={200: {"links": LINKS}})
    def get(self, asked: dict[str, Any]) -> Page:
        """List messages with their attempts, newest change first."""
        c = container()
        query, _, _ = dispatch_query(asked, now=c.now())
        return c.messages.dispatched(query)


@dispatch_api.route("/<message_id>/resend")
class Resending(MethodView):
    """That a failed message is sent again."""

    @access(roles(Role.ADMIN))
    @dispatch_api.response(200, DispatchedSchema)
    @dispatch_api.doc(parameters=[IDEMPOTENCY_KEY])
    def post(self, message_id: str) -> Message:
        """Have a failed or possibly sent message sent again; needs an `Idempotency-Key`."""
        c = container()
        return resend_message(
            message_id,
            by=require_principal().sub,
            key=idempotency_key(),
            messages=c.messages,
            now=c.now(),
        )
