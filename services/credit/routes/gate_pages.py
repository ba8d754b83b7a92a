"""The gate in the agency console."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.credit.container import Container
from services.credit.routes import checked_uscc, container, labels
from services.credit.routes.receipts import visible_receipt
from services.credit.usecases.ask_gate import AskGate, ask_gate
from shared.clock import local_date
from shared.errors import Forbidden, Invalid
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors, posted_key
from shared.web.identity import require_principal
from shared.web.language import words

gate_pages = Blueprint("gate_pages", __name__, url_prefix="/credit/gate")


@gate_pages.get("")
@access(roles(Role.AGENCY))
def show_gate() -> ResponseReturnValue:
    """Show the question form."""
    return _form(container(), FormErrors())


@gate_pages.post("")
@access(roles(Role.AGENCY))
def ask() -> ResponseReturnValue:
    """Ask about an enterprise and lead to the answer."""
    c = container()
    try:
        asked = AskGate(
            uscc=checked_uscc(request.form.get("uscc", "")),
            purpose=request.form.get("purpose", ""),
            who=require_principal(),
            key=posted_key(),
        )
        answer = ask_gate(asked, ports=c.gate, now=c.now())
    except (Invalid, Forbidden) as wrong:
        return _form(c, FormErrors.of_error(wrong)), wrong.status
    return redirect(url_for("gate_pages.show_receipt", receipt=answer.receipt), code=303)


@gate_pages.get("/<receipt>")
@access(roles(Role.AGENCY, Role.CREDIT_OFFICER, Role.AUDITOR))
def show_receipt(receipt: str) -> ResponseReturnValue:
    """Show what was asked and answered."""
    c = container()
    return render_template(
        "credit/receipt.html",
        query=visible_receipt(c, require_principal(), receipt),
        c=c,
        labels=labels,
    )


def _form(c: Container, errors: FormErrors) -> str:
    department = require_principal().department
    purposes = c.rules.purposes_of(department or "", local_date(c.now()))
    options = [(row.code, words(row.title), row.ground.basis) for row in purposes]
    return render_template(
        "credit/gate.html",
        errors=errors,
        department=labels.department_name(c, department),
        options=options,
        pairs=[(code, title) for code, title, _ in options],
        typed=request.form,
    )
