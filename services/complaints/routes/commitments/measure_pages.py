"""The board of measures 任务分工与督办, and the page of one measure."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.commitments.measure import Act
from services.complaints.domain.parties.party_rules import Duty
from services.complaints.routes import container
from services.complaints.routes.commitments.measure_view import board_values, measure_values
from services.complaints.usecases.commitments.change_measure import (
    UNKNOWN,
    ChangeMeasure,
    change_measure,
    duty_of,
)
from services.complaints.usecases.commitments.read_report import read_report
from shared.clock import local_date
from shared.errors import Conflict, Invalid, Malformed, NotFound
from shared.principal import Role
from shared.web.access import access, public, roles
from shared.web.forms import FormErrors, posted_key
from shared.web.identity import principal, require_principal
from shared.web.language import say
from shared.words import N_

measure_pages = Blueprint("measure_pages", __name__, url_prefix="/complaints/measures")
_ACTS = {"accept": Act.ACCEPTED, "return": Act.RETURNED, "remind": Act.REMINDED}
_DONE = {
    Act.REPORTED: N_("%(row)s：已填报，等待审核。"),
    Act.ACCEPTED: N_("%(row)s：已审核通过，现在公开显示。"),
    Act.RETURNED: N_("%(row)s：已退回填报单位，并已告知。"),
    Act.REMINDED: N_("%(row)s：已催办，责任单位会收到消息。"),
}


@measure_pages.get("")
@access(public)
def show_board() -> ResponseReturnValue:
    """Show every measure of a city; officials see reports that are not accepted yet as well."""
    return render_template("commitments/board.html", **board_values(request.args, container()))


@measure_pages.get("/<measure>")
@access(public)
def show_measure(measure: str) -> ResponseReturnValue:
    """Show one measure: the notice's words, what was reported, complaints that cite it."""
    return _page(_duties(measure, container()))


@measure_pages.post("/<measure>/report")
@access(roles(Role.OFFICER, Role.SUPERVISOR))
def report(measure: str) -> ResponseReturnValue:
    """Report value and progress of one row, once per form."""
    return _changed(measure, Act.REPORTED)


@measure_pages.post("/<measure>/<any(accept, return, remind):act>")
@access(roles(Role.SUPERVISOR))
def supervise(measure: str, act: str) -> ResponseReturnValue:
    """Accept or return the report of one row, or remind; once per form."""
    return _changed(measure, _ACTS[act])


def _changed(measure: str, act: Act) -> ResponseReturnValue:
    c, person = container(), require_principal()
    duties = _duties(measure, c)
    row = request.form.get("row", "")
    duty = duty_of(row if any(row == each.key for each in duties) else "", c.rules.parties)
    try:
        change_measure(
            _asked(duty, act, c),
            actor=person,
            now=c.now(),
            parties=c.rules.parties,
            measures=c.measures,
            hashed=c.cases.blind.exactly,
        )
    except (Invalid, Conflict) as error:
        return _page(duties, wrong=(row, act, FormErrors.of_error(error))), error.status
    flash(say(_DONE[act], {"row": row}))
    return redirect(f"/complaints/measures/{measure}", code=303)


def _asked(duty: Duty, act: Act, c: Container) -> ChangeMeasure:
    form = request.form
    version = form.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise Malformed(N_("表单缺少标识，请返回并刷新页面后再提交"))
    typed = {name: value.replace("\r\n", "\n") for name, value in form.items()}
    promises = {each.duty: each for each in c.commitments.rows}
    reported = act is Act.REPORTED
    return ChangeMeasure(
        row=duty.key,
        act=act,
        version=int(version),
        key=posted_key(),
        words=typed.get("words", "").strip(),
        report=read_report(typed, promises.get(duty.key), local_date(c.now()))
        if reported
        else None,
    )


def _duties(measure: str, c: Container) -> list[Duty]:
    found = [duty for duty in c.rules.parties.duties if duty.measure == measure]
    if not found:
        raise NotFound(UNKNOWN)
    return found


def _page(duties: list[Duty], wrong: tuple[str, Act, FormErrors] | None = None) -> str:
    return render_template(
        "commitments/measure.html", **measure_values(duties, principal(), container(), wrong)
    )
