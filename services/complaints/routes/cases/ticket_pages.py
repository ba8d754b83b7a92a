"""The page on which a clerk hands in a file of hotline tickets."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.adapters.rule_files_tickets import load_ticket_rules
from services.complaints.adapters.table_file import read_table
from services.complaints.routes import container
from services.complaints.routes.cases.reporter_schema import registrar_of
from services.complaints.usecases.cases.import_tickets import (
    Desk,
    Imported,
    Outcome,
    TicketRow,
    import_tickets,
)
from shared.errors import FieldError, Invalid, Malformed, NotFound, TooLarge
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.web.language import current_language, say
from shared.words import N_

ticket_pages = Blueprint("ticket_pages", __name__, url_prefix="/complaints/register/tickets")
NO_FILE = N_("选一个文件")
OUTCOMES = {
    Outcome.GOOD: N_("可以登记"),
    Outcome.NEW: N_("新登记"),
    Outcome.SAME: N_("登记过，没有变化"),
    Outcome.CLOSED: N_("工单已办结，不登记"),
    Outcome.REFUSED: N_("没有收"),
}


@ticket_pages.get("")
@access(roles(Role.CLERK))
def show_form() -> ResponseReturnValue:
    """Show which columns a file has."""
    return _page()


@ticket_pages.post("")
@access(roles(Role.CLERK))
def take_file() -> ResponseReturnValue:
    """Import a file, or only look at it; the same file again changes nothing."""
    dry = "look" in request.form
    try:
        return _page(_import(dry=dry), dry=dry)
    except (Invalid, Malformed, TooLarge, NotFound) as problem:
        said = list(problem.errors) or [FieldError("file", problem.detail, problem.params)]
        return _page(errors=FormErrors(said)), problem.status


def _import(*, dry: bool) -> Imported:
    c, person, file = container(), require_principal(), request.files.get("file")
    if file is None or not file.filename:
        raise Invalid(NO_FILE, errors=[FieldError("file", NO_FILE)])
    registrar = registrar_of(person)
    if registrar is None:
        raise NotFound(N_("没有找到"))
    desk = Desk(
        registrar=registrar,
        city=person.city,
        now=c.now(),
        rules=c.rules,
        tickets=load_ticket_rules(),
        ports=None if dry else c.cases,
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"tickets{Path(file.filename).suffix[:6]}"
        file.save(path)
        return import_tickets(read_table(path), desk)


def _page(
    found: Imported | None = None, *, dry: bool = False, errors: FormErrors | None = None
) -> str:
    columns = load_ticket_rules().columns
    place = 1 if current_language() == "en" else 0
    return render_template(
        "cases/register/tickets.html",
        found=found,
        dry=dry,
        errors=errors,
        columns=[(each.names[place], each.required) for each in columns],
        counts=[(say(OUTCOMES[each]), found.count(each)) for each in Outcome] if found else [],
        rows=[_shown(row) for row in found.rows] if found else [],
    )


def _shown(row: TicketRow) -> dict[str, Any]:
    columns = {each.field: each.names[0] for each in load_ticket_rules().columns}
    wrong = [
        f"{columns.get(each.path, each.path)}：{say(each.message, each.params)}"
        for each in row.errors
    ]
    return {
        "line": row.line,
        "order_no": row.order_no,
        "outcome": say(OUTCOMES[row.outcome]),
        "case_id": row.case_id,
        "wrong": wrong,
        "mine": row.outcome is Outcome.NEW,
    }
