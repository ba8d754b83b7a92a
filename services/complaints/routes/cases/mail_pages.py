"""Letters of the complaint address as clerks have them: read, take up, put aside, register."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.domain.mail.received_mail import Aside, MailState
from services.complaints.routes import container
from services.complaints.routes.cases.mail_drafts import draft_of_mail
from services.complaints.routes.cases.mail_view import (
    ASIDE,
    STATES,
    files_of,
    listed_mail,
    notes_of,
    why_of,
)
from services.complaints.usecases.mail.handle_mail import (
    SHOWN,
    bring_mail_back,
    get_mail,
    mails_for,
    put_mail_aside,
    take_mail,
)
from shared.errors import Conflict, FieldError, Invalid
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.web.language import say
from shared.words import N_

PREFIX = "/complaints/register/mail"
mail_pages = Blueprint("mail_pages", __name__, url_prefix=PREFIX)


@mail_pages.get("")
@access(roles(Role.CLERK))
def show_list() -> ResponseReturnValue:
    """Show the letters in one state, those that wait unless another is asked for."""
    state = _state(request.args.get("state", ""))
    found = mails_for(require_principal(), state, mails=container().cases.mails)
    return render_template(
        "cases/register/mails.html",
        state=state.value,
        states=[(each.value, say(text)) for each, text in STATES.items()],
        state_name=say(STATES[state]),
        mails=[listed_mail(mail) for mail in found],
        most=SHOWN,
        has_mailbox=bool(container().settings.imap_url),
    )


@mail_pages.get("/<mail_id>")
@access(roles(Role.CLERK))
def show(mail_id: str) -> ResponseReturnValue:
    """Show a letter with what was noted on reading it."""
    return _page(mail_id)


@mail_pages.post("/<mail_id>/take")
@access(roles(Role.CLERK))
def take(mail_id: str) -> ResponseReturnValue:
    """Take a letter up and open its draft; from another clerk only where that is said."""
    clerk, over = require_principal(), request.form.get("over") == "yes"
    try:
        mail = take_mail(mail_id, clerk=clerk, over=over, mails=container().cases.mails)
    except Conflict as error:
        return _page(mail_id, FormErrors.of_error(error)), error.status
    return redirect(f"/complaints/file/{draft_of_mail(mail, clerk)}/matter", code=303)


@mail_pages.post("/<mail_id>/aside")
@access(roles(Role.CLERK))
def put_aside(mail_id: str) -> ResponseReturnValue:
    """Put a letter aside for a reason of the list."""
    c, chosen = container(), request.form.get("why", "")
    try:
        why = _reason(chosen)
        put_mail_aside(mail_id, why, clerk=require_principal(), now=c.now(), mails=c.cases.mails)
    except (Invalid, Conflict) as error:
        return _page(mail_id, FormErrors.of_error(error)), error.status
    flash(say(N_("这封信已搁置：%(why)s。30 天内可以取回。"), {"why": say(ASIDE[why])}))
    return redirect(PREFIX, code=303)


@mail_pages.post("/<mail_id>/back")
@access(roles(Role.CLERK))
def bring_back(mail_id: str) -> ResponseReturnValue:
    """Bring a letter back that was put aside."""
    try:
        bring_mail_back(mail_id, clerk=require_principal(), mails=container().cases.mails)
    except Conflict as error:
        return _page(mail_id, FormErrors.of_error(error)), error.status
    return redirect(f"{PREFIX}/{mail_id}", code=303)


def _reason(chosen: str) -> Aside:
    if chosen not in {each.value for each in Aside}:
        text = N_("请选择搁置的理由")
        raise Invalid(text, errors=[FieldError("why", text)])
    return Aside(chosen)


def _state(asked: str) -> MailState:
    return MailState(asked) if asked in {each.value for each in MailState} else MailState.WAITING


def _page(mail_id: str, errors: FormErrors | None = None) -> str:
    clerk = require_principal()
    mail = get_mail(mail_id, clerk=clerk, mails=container().cases.mails)
    return render_template(
        "cases/register/mail.html",
        mail=mail,
        state=say(STATES[mail.state]),
        why=why_of(mail),
        notes=notes_of(mail),
        files=files_of(mail),
        reasons=[(each.value, say(text)) for each, text in ASIDE.items()],
        another=mail.taken_by_name if mail.taken_by not in {"", clerk.sub} else "",
        errors=errors,
    )
