"""The page on which a supervisor hands in a file of declarations."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.adapters.declaration_file import read_csv
from services.complaints.routes import container
from services.complaints.usecases.commitments.import_declarations import import_declarations
from services.complaints.usecases.commitments.imported import Imported
from shared.errors import FieldError, Forbidden, Invalid, NotFound
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.web.language import say
from shared.web.places import place_name
from shared.words import N_

clearance_upload = Blueprint("clearance_upload", __name__, url_prefix="/complaints/clearance")
NO_FILE = N_("选一个文件")
NOT_TEXT = N_("读不了这个文件：应当是 UTF-8 或 GB18030 的 CSV；工作簿请另存为 CSV")


@clearance_upload.get("/import")
@access(roles(Role.SUPERVISOR))
def show_form() -> ResponseReturnValue:
    """Show what a file has to hold."""
    return _page(_city())


@clearance_upload.post("/import")
@access(roles(Role.SUPERVISOR))
def take_file() -> ResponseReturnValue:
    """Import a file, or only look at it; the same file again changes nothing."""
    city, dry = _city(), "look" in request.form
    try:
        found = _import(city, dry=dry)
    except Invalid as problem:
        return _page(city, errors=FormErrors.of_error(problem)), problem.status
    return _page(city, found=found, dry=dry)


def _import(city: str, *, dry: bool) -> Imported:
    c, file = container(), request.files.get("file")
    if file is None or not file.filename:
        raise Invalid(NO_FILE, errors=[FieldError("file", NO_FILE)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "declarations.csv"
        file.save(path)
        try:
            return import_declarations(
                read_csv(path),
                city=city,
                rules=c.clearance,
                declarations=None if dry else c.declarations,
                now=c.now(),
            )
        except (UnicodeDecodeError, csv.Error) as problem:
            raise Invalid(NOT_TEXT, errors=[FieldError("file", NOT_TEXT)]) from problem


def _city() -> str:
    c, person = container(), require_principal()
    city = c.rules.parties.cities.get(person.city or "")
    if city is None:
        raise NotFound(N_("没有这个口岸"))
    if person.department != city.port_office:
        raise Forbidden(N_("由本市口岸办导入"))
    return city.id


def _page(
    city: str,
    *,
    found: Imported | None = None,
    dry: bool = False,
    errors: FormErrors | None = None,
) -> str:
    rules = container().clearance
    return render_template(
        "commitments/clearance_import.html",
        city=city,
        place=place_name(city),
        found=found,
        details=[(n, e.path, say(e.message, e.params)) for n, e in found.details] if found else [],
        dry=dry,
        errors=errors,
        names={each.id: each.names for each in (*rules.columns, *rules.nodes)},
    )
