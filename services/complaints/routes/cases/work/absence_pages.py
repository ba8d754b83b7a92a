"""The page on which an officer says when and who stands in."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.routes import container
from services.complaints.usecases.cases.absence import BeAbsent, be_absent, be_back, own_absence
from services.complaints.usecases.cases.meet_staff import colleagues, meet
from shared.clock import local_date
from shared.errors import Invalid
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.web.language import say
from shared.words import N_

WORK = "/complaints/work"
absence_pages = Blueprint("absence_pages", __name__, url_prefix=f"{WORK}/absence")


@absence_pages.get("")
@access(roles(Role.OFFICER))
def show_absence() -> ResponseReturnValue:
    """Show the own absence, and the form for one."""
    return _page()


@absence_pages.post("")
@access(roles(Role.OFFICER))
def keep_absence() -> ResponseReturnValue:
    """Keep the days and the stand-in."""
    c, person = container(), require_principal()
    meet(person, now=c.now(), staff=c.cases.staff)
    form = request.form
    asked = BeAbsent(
        stand_in=form.get("stand_in", ""),
        from_on=_day(form.get("from_on", "")),
        to_on=_day(form.get("to_on", "")),
    )
    try:
        be_absent(asked, principal=person, today=local_date(c.now()), staff=c.cases.staff)
    except Invalid as error:
        return _page(FormErrors.of_error(error)), 422
    flash(say(N_("已记录。期间由同事代办，办理经过写明两个人的姓名。")))
    return redirect(WORK, code=303)


@absence_pages.post("/end")
@access(roles(Role.OFFICER))
def end_absence() -> ResponseReturnValue:
    """End the absence."""
    be_back(require_principal(), container().cases.staff)
    flash(say(N_("代办已结束。")))
    return redirect(WORK, code=303)


def _page(errors: FormErrors | None = None) -> str:
    c, person = container(), require_principal()
    everybody = c.cases.staff.of_department(person.department or "")
    names = {each.sub: each.name for each in everybody}
    return render_template(
        "cases/work/absence.html",
        away=own_absence(person, today=local_date(c.now()), staff=c.cases.staff),
        names=names,
        choices=[(each.sub, each.name) for each in colleagues(person, staff=c.cases.staff)],
        values=request.form,
        errors=errors,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
