"""The page of a file under import: how far it is read, what came of it, or why nothing did."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.imports.file_import import FileImport, Kind, Problem, Progress
from services.complaints.routes import container
from services.complaints.routes.commitments.imported_view import imported_values
from services.complaints.usecases.imports.declarations_of_file import imported_of
from shared.errors import NotFound
from shared.principal import Principal, Role
from shared.web.access import access, roles
from shared.web.formats import told
from shared.web.identity import require_principal
from shared.words import N_

ADDRESS = "/complaints/imports"
WHENCE = {
    Kind.LIST: "/complaints/catalogue/import",
    Kind.DECLARATIONS: "/complaints/clearance/import",
}
NO_IMPORT = N_("没有这次导入，或它已经过期")
file_import_pages = Blueprint("file_import_pages", __name__, url_prefix=ADDRESS)


@file_import_pages.get("/<import_id>")
@access(roles(Role.ENTERPRISE, Role.OFFICER, Role.SUPERVISOR))
def show_import(import_id: str) -> ResponseReturnValue:
    """Show how far a file is; only to whoever handed it in."""
    c = container()
    found = own_import(import_id, require_principal(), c)
    values = {}
    if found.kind is Kind.DECLARATIONS and found.progress is Progress.DONE:
        values = imported_values(imported_of(found.result), look=found.told["look"], c=c)
    return render_template(
        "imports/file_import.html",
        found=found,
        is_open=found.progress is Progress.OPEN,
        silent=found.is_silent(c.now()),
        whence=WHENCE[found.kind],
        reasons=_reasons(found.problem) if found.problem else [],
        **values,
    )


def own_import(import_id: str, person: Principal, c: Container) -> FileImport:
    """Return an import of the person's own.

    Raises:
        NotFound: there is none.
    """
    found = c.imports.imports.get(import_id)
    if found is None or found.who.sub != person.sub:
        raise NotFound(NO_IMPORT)
    return found


def _reasons(problem: Problem) -> list[str]:
    whole = told(problem.detail, problem.params)
    return list(dict.fromkeys([whole, *(told(e.message, e.params) for e in problem.errors)]))
