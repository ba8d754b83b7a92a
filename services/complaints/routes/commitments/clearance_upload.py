"""The page on which a supervisor hands in a file of declarations."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.domain.imports.file_import import FileImport, Kind, Progress
from services.complaints.routes import container
from services.complaints.routes.commitments.imported_view import imported_values
from services.complaints.routes.imports.file_import_pages import ADDRESS
from services.complaints.routes.imports.importing import begin_import
from services.complaints.usecases.imports.declarations_of_file import imported_of
from shared.errors import FieldError, Forbidden, Invalid, NotFound
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.web.places import place_name
from shared.words import N_

clearance_upload = Blueprint("clearance_upload", __name__, url_prefix="/complaints/clearance")
NO_FILE = N_("选一个文件")
NO_ROWS = N_("文件里没有数据行。")


@clearance_upload.get("/import")
@access(roles(Role.SUPERVISOR))
def show_form() -> ResponseReturnValue:
    """Show what a file has to hold."""
    return _page(_city())


@clearance_upload.post("/import")
@access(roles(Role.SUPERVISOR))
def take_file() -> ResponseReturnValue:
    """Import a file, or only look at it; the same file again changes nothing."""
    city, look = _city(), "look" in request.form
    try:
        begun = _begin(city, look=look)
    except Invalid as problem:
        return _page(city, errors=FormErrors.of_error(problem)), problem.status
    if begun.progress is not Progress.DONE:
        return redirect(f"{ADDRESS}/{begun.id}", code=303)
    return _page(city, **imported_values(imported_of(begun.result), look=look, c=container()))


def _begin(city: str, *, look: bool) -> FileImport:
    c, person, file = container(), require_principal(), request.files.get("file")
    if file is None or not file.filename:
        raise Invalid(NO_FILE, errors=[FieldError("file", NO_FILE)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "declarations.csv"
        file.save(path)
        if not path.stat().st_size:
            raise Invalid(NO_ROWS, errors=[FieldError("file", NO_ROWS)])
        upload = c.imports.uploads.keep(path, owner=person.sub, at=c.now())
    told = {"city": city, "look": look}
    return begin_import(Kind.DECLARATIONS, upload, told, key=c.new_id(), person=person, c=c)


def _city() -> str:
    c, person = container(), require_principal()
    city = c.rules.parties.cities.get(person.city or "")
    if city is None:
        raise NotFound(N_("没有这个口岸"))
    if person.department != city.port_office:
        raise Forbidden(N_("由本市口岸办导入"))
    return city.id


def _page(city: str, *, errors: FormErrors | None = None, **values: Any) -> str:
    return render_template(
        "commitments/clearance_import.html",
        city=city,
        place=place_name(city),
        errors=errors,
        **{"imported": None, **values},
    )
