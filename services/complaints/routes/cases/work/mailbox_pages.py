"""The mailbox of an anonymous report as officers have it: what came, what they ask."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.cases.actors import may_handle
from services.complaints.domain.cases.case import Case
from services.complaints.routes import container
from services.complaints.routes.cases.work.case_pages import READERS, case_for
from services.complaints.routes.cases.work.case_view import crumb_root, heading_values
from services.complaints.routes.cases.work.staff_names import names_on
from services.complaints.usecases.cases.anonymous.open_mailbox import redacted_messages
from services.complaints.usecases.cases.anonymous.write_message import Message, write_as_officer
from services.complaints.usecases.cases.linked_cases import with_mailbox
from shared.errors import Invalid, NotFound
from shared.principal import Principal, Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors, posted_key
from shared.web.identity import require_principal
from shared.web.language import say
from shared.words import N_

mailbox_pages = Blueprint("mailbox_pages", __name__, url_prefix="/complaints/cases")


@mailbox_pages.get("/<case_id>/mailbox")
@access(READERS)
def show_mailbox(case_id: str) -> ResponseReturnValue:
    """Show the words both ways, personal data by pattern taken out."""
    c, person = container(), require_principal()
    return _page(_anonymous(case_id, person, c), person, c)


@mailbox_pages.post("/<case_id>/mailbox")
@access(roles(Role.OFFICER))
def write(case_id: str) -> ResponseReturnValue:
    """Leave words for the reporter, once per form."""
    c, person = container(), require_principal()
    case = _anonymous(case_id, person, c)
    text = request.form.get("text", "").replace("\r\n", "\n")
    message = Message(case_id=case.id, text=text, key=posted_key())
    try:
        write_as_officer(message, actor=person, now=c.now(), ports=c.cases, rules=c.rules)
    except Invalid as error:
        return _page(case, person, c, FormErrors.of_error(error)), 422
    flash(say(N_("%(case)s：已留言，举报人打开信箱时能看到。"), {"case": case.id}))
    return redirect(f"/complaints/cases/{case.id}/mailbox", code=303)


def _anonymous(case_id: str, person: Principal, c: Container) -> Case:
    case = case_for(case_id, person, c)
    if with_mailbox(case, ports=c.cases) is None:
        raise NotFound(N_("这件案件没有信箱：举报人是实名的"))
    return case


def _page(case: Case, person: Principal, c: Container, errors: FormErrors | None = None) -> str:
    box = with_mailbox(case, ports=c.cases) or case
    return render_template(
        "cases/work/mailbox.html",
        messages=redacted_messages(box, vault=c.cases.vault, rules=c.rules),
        typed=request.form.get("text", ""),
        errors=errors,
        handles=may_handle(case, person),
        root=crumb_root(person),
        **heading_values(case, c, names_on(case, c)),
    )
