"""The pages of one's own inbox."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.notify.domain.messages.message import Message
from services.notify.domain.messages.template import fill_link
from services.notify.routes import container, labels, open_message, own_inboxes, unread_of
from services.notify.routes.schemas import InboxQuerySchema
from shared.web.access import access, signed_in
from shared.web.identity import require_principal
from shared.web.language import current_language

inbox_pages = Blueprint("inbox_pages", __name__, url_prefix="/notify")


@inbox_pages.get("/inbox")
@access(signed_in)
def show_inbox() -> ResponseReturnValue:
    """Show one's own messages: unread statutory ones first, then newest first."""
    c = container()
    asked = InboxQuerySchema().load({"cursor": request.args.get("cursor")} if _paged() else {})
    page = c.messages.inbox(own_inboxes(), cursor=asked["cursor"], limit=asked["limit"])
    return render_template(
        "notify/inbox.html",
        rows=[(message, _text(message)) for message in page.messages],
        following=page.following,
        paged=_paged(),
        unread=unread_of(c, require_principal()),
        labels=labels,
    )


@inbox_pages.get("/inbox/<message_id>")
@access(signed_in)
def show_message(message_id: str) -> ResponseReturnValue:
    """Show one message; opening it counts as reading it."""
    message = open_message(message_id)
    return render_template(
        "notify/message.html",
        message=message,
        text=_text(message),
        link=fill_link(message.link, message.facts, public_url=""),
        labels=labels,
    )


def _paged() -> bool:
    return bool(request.args.get("cursor"))


def _text(message: Message) -> Any:
    return message.texts.in_language(current_language()) if message.texts else None
