"""The JSON API of one's own inbox."""

from typing import Any

from flask.views import MethodView

from services.notify.domain.messages.message import Message
from services.notify.ports import Page
from services.notify.routes import container, open_message, own_inboxes, unread_of
from services.notify.routes.schemas import (
    InboxMessageSchema,
    InboxPageSchema,
    InboxQuerySchema,
    UnreadSchema,
)
from shared.web.access import access, scopes, signed_in
from shared.web.identity import require_principal
from shared.web.openapi import ApiBlueprint, link

LINKS = {
    "next": link("getInbox", "The next page.", cursor="$response.body#/following"),
    "open": link("postReading", "Open the first.", message_id="$response.body#/messages/0/id"),
}

messages_api = ApiBlueprint(
    "messages_api", __name__, url_prefix="/api/messages", description="One's own messages."
)


@messages_api.route("")
class Inbox(MethodView):
    """What lies in the inboxes of whoever asks."""

    @access(signed_in | scopes("messages:read"))
    @messages_api.arguments(InboxQuerySchema(), location="query")
    @messages_api.response(200, InboxPageSchema)
    @messages_api.doc(responses={200: {"links": LINKS}})
    def get(self, asked: dict[str, Any]) -> Page:
        """List messages: unread statutory ones first, then newest first."""
        return container().messages.inbox(
            own_inboxes(), cursor=asked["cursor"], limit=asked["limit"]
        )


@messages_api.route("/unread")
class Unread(MethodView):
    """How many messages wait."""

    @access(signed_in | scopes("messages:read"))
    @messages_api.response(200, UnreadSchema)
    def get(self) -> dict[str, int]:
        """Answer how many messages nobody opened yet, at most 100."""
        return {"unread": unread_of(container(), require_principal())}


@messages_api.route("/<message_id>/read")
class Reading(MethodView):
    """That a message was opened."""

    @access(signed_in | scopes("messages:read"))
    @messages_api.response(200, InboxMessageSchema)
    def post(self, message_id: str) -> Message:
        """Open a message; the first opening is kept, a repeated one changes nothing."""
        return open_message(message_id)
