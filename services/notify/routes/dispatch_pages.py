"""The pages of the dispatch log."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from services.notify.domain.messages.message import Message, State
from services.notify.ports import MOST_COUNTED, Oldest
from services.notify.routes import container, labels
from services.notify.routes.dispatch_days import LONGEST, dispatch_query
from services.notify.routes.schemas import DispatchQuerySchema
from services.notify.usecases.resend_message import resend_message
from shared.clock import local_date
from shared.errors import Invalid
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors, posted_key
from shared.web.identity import require_principal
from shared.web.language import say
from shared.words import N_

dispatch_pages = Blueprint("dispatch_pages", __name__, url_prefix="/notify/dispatch")
RESENT = N_("已安排重发，是第 %(times)s 次重发。")
_PER_PAGE = 50


@dispatch_pages.get("")
@access(roles(Role.ADMIN, Role.AUDITOR))
def show_log() -> ResponseReturnValue:
    """Show what needs somebody, by state and lane, and the log of the days asked for."""
    errors, status = FormErrors(), 200
    asked = {name: value for name, value in request.args.items() if value and name != "lang"}
    try:
        loaded = DispatchQuerySchema().load({**asked, "limit": _PER_PAGE})
        query, first, last = dispatch_query(loaded, now=container().now())
    except (ValidationError, Invalid) as error:
        errors, status = FormErrors.of_error(error), 422
        query, first, last = dispatch_query(DispatchQuerySchema().load({}), now=container().now())
    c = container()
    page = c.messages.dispatched(query)
    content = render_template(
        "notify/dispatch.html",
        page=page,
        oldest=_by_state(c.now()),
        most_counted=MOST_COUNTED,
        asked={"from": first.isoformat(), "to": last.isoformat(), **asked},
        errors=errors,
        state_options=[(state.value, say(text)) for state, text in labels.STATES.items()],
        lane_options=[(lane.value, say(text)) for lane, text in labels.LANES.items()],
        labels=labels,
        now=c.now(),
    )
    return content, status


@dispatch_pages.get("/<message_id>")
@access(roles(Role.ADMIN, Role.AUDITOR))
def show_dispatched(message_id: str) -> ResponseReturnValue:
    """Show one message with every attempt; never its text, never an address."""
    message: Message = container().messages.get(message_id)
    return render_template(
        "notify/dispatched.html",
        message=message,
        labels=labels,
        may_resend=message.may_be_resent and require_principal().role is Role.ADMIN,
    )


@dispatch_pages.post("/<message_id>/resend")
@access(roles(Role.ADMIN))
def post_resend(message_id: str) -> ResponseReturnValue:
    """Have a failed or possibly sent message sent again."""
    c = container()
    message = resend_message(
        message_id,
        by=require_principal().sub,
        key=posted_key(),
        messages=c.messages,
        now=c.now(),
    )
    flash(say(RESENT, {"times": len(message.resends)}))
    return redirect(f"/notify/dispatch/{message.id}", code=303)


def _by_state(now: datetime) -> list[tuple[State, list[tuple[Oldest, dict[str, str]]]]]:
    """Return each lane's oldest message and the days to list it by, per state in need."""
    found = container().messages.oldest(now)
    states = dict.fromkeys(each.state for each in found)
    return [
        (
            state,
            [(each, _days_from(each.since or now, now)) for each in found if each.state is state],
        )
        for state in states
    ]


def _days_from(since: datetime, now: datetime) -> dict[str, str]:
    """Return the first and last day that show what entered its state at an instant."""
    first = local_date(since)
    return {"from": first.isoformat(), "to": min(local_date(now), first + LONGEST).isoformat()}
