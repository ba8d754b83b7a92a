"""The pages on which officers say what a name on a bill means, and of what they said."""

from functools import cache

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.catalogue.fee_names.correction import as_rule_rows
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.routes import container
from services.complaints.routes.catalogue.match_words import match_words
from services.complaints.usecases.cases.get_case_for import UNKNOWN, get_case_for
from services.complaints.usecases.catalogue.correct_name import CorrectName, correct_name
from shared.errors import Invalid, NotFound
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.web.language import say
from shared.words import N_

name_pages = Blueprint("name_pages", __name__, url_prefix="/complaints")
OFFICERS = roles(Role.OFFICER, Role.SUPERVISOR)
KEEPERS = roles(Role.OFFICER, Role.SUPERVISOR, Role.ADMIN)
MOST_SHOWN = 500
MOST_EXPORTED = 5000


@name_pages.get("/cases/<case_id>/names/<int:number>")
@access(OFFICERS)
def ask_name(case_id: str, number: int) -> ResponseReturnValue:
    """Ask what the name of a charged item means."""
    return _form(case_id, _line(case_id, number))


@name_pages.post("/cases/<case_id>/names/<int:number>")
@access(OFFICERS)
def keep_name(case_id: str, number: int) -> ResponseReturnValue:
    """Keep what it means as a suggestion; the check of the case stays as it is."""
    c, line = container(), _line(case_id, number)
    try:
        new = correct_name(
            CorrectName(
                name=line.item,
                item=request.form.get("item", "").strip(),
                case_id=case_id,
            ),
            actor=require_principal(),
            now=c.now(),
            fees=_fees(),
            corrections=c.lists.names,
        )
    except Invalid as error:
        return _form(case_id, line, FormErrors.of_error(error)), error.status
    flash(say(N_("已记下，作为补充名称词典的建议。") if new else N_("已经有人提过同样的建议。")))
    return redirect(url_for("case_pages.show_case", case_id=case_id), code=303)


@name_pages.get("/admin/fee-names")
@access(KEEPERS)
def show_corrections() -> ResponseReturnValue:
    """Show what officers said, the newest first."""
    found = container().lists.names.newest(most=MOST_SHOWN)
    return render_template("rules/fee_names.html", found=found, match_words=match_words)


@name_pages.get("/admin/fee-names/rows.json")
@access(KEEPERS)
def export_corrections() -> Response:
    """Send the same as rows of the dictionary's file, for somebody to look over and add."""
    rows = as_rule_rows(container().lists.names.newest(most=MOST_EXPORTED))
    response = jsonify({"names": rows})
    response.headers["Content-Disposition"] = 'attachment; filename="fee-names.json"'
    return response


def _line(case_id: str, number: int) -> ChargeLine:
    c = container()
    case = get_case_for(case_id, principal=require_principal(), now=c.now(), ports=c.cases)
    line = next((each for each in case.lines if each.no == number), None)
    if line is None:
        raise NotFound(UNKNOWN)
    return line


def _form(case_id: str, line: ChargeLine, errors: FormErrors | None = None) -> str:
    met = _fees().match(line.item)
    told = {"name": met.item or "", "method": met.method.value, "score": f"{met.score:.2f}"}
    return render_template(
        "cases/work/name.html",
        case_id=case_id,
        line=line,
        said=match_words(told if met.item else None),
        items=sorted(_fees().names.items),
        typed=request.form,
        errors=errors,
    )


@cache
def _fees() -> FeeMatcher:
    return FeeMatcher(names=load_fee_names())
