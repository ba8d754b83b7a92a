"""The pages that import a list: upload, look at the columns, correct them, keep it as a list."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.adapters.list_files import open_list
from services.complaints.container import Container
from services.complaints.domain.catalogue.lists.charge_list import Body
from services.complaints.domain.imports.file_import import FileImport, Kind, Progress
from services.complaints.routes import container
from services.complaints.routes.catalogue.handed_list import (
    acting_for,
    city_of,
    kept_file,
    no_file,
)
from services.complaints.routes.catalogue.import_columns import column_choices, columns_shown
from services.complaints.routes.catalogue.list_pages import WORKERS
from services.complaints.routes.imports.file_import_pages import ADDRESS
from services.complaints.routes.imports.importing import begin_import
from services.complaints.usecases.catalogue.make_list import MakeList, check_asked
from services.complaints.usecases.catalogue.read_list import HowToRead, ListReading
from services.complaints.usecases.catalogue.read_list_forms import read_first_day
from services.complaints.usecases.imports.list_of_file import told_of_list
from shared.errors import AppError, FieldError, Invalid
from shared.principal import Principal
from shared.uscc import clean
from shared.web.access import access
from shared.web.forms import FormErrors, posted_key
from shared.web.identity import require_principal
from shared.web.language import say
from shared.words import N_

import_pages = Blueprint("import_pages", __name__, url_prefix="/complaints/catalogue/import")
ROWS_LOOKED_AT = 300
ROWS_SHOWN = 30
_MOST_COLUMNS = 200


@import_pages.get("")
@access(WORKERS)
def show_form() -> ResponseReturnValue:
    """Show the form that takes a file."""
    return _form()


@import_pages.post("/preview")
@access(WORKERS)
def preview() -> ResponseReturnValue:
    """Show how the first rows are read; nothing is a list yet."""
    c, person = container(), require_principal()
    try:
        return _preview(_name_of_upload(person, c), person, c)
    except AppError as problem:
        return _form(FormErrors.of_error(_at_file(problem))), problem.status


@import_pages.post("")
@access(WORKERS)
def keep() -> ResponseReturnValue:
    """Make the body's list of the whole file, once per form; a long one in the background."""
    c, person = container(), require_principal()
    name = request.form.get("upload", "")
    try:
        begun = _begun(name, person, c)
    except Invalid as problem:
        return _preview(name, person, c, FormErrors.of_error(problem)), problem.status
    except AppError as problem:
        return _form(FormErrors.of_error(_at_file(problem))), problem.status
    if begun.progress is not Progress.DONE:
        return redirect(f"{ADDRESS}/{begun.id}", code=303)
    flash(say(N_("已录入。核对后提交审核。")))
    return redirect(f"/complaints/catalogue/lists/{begun.result['list']}", code=303)


def _begun(name: str, person: Principal, c: Container) -> FileImport:
    city, how = city_of(person, c), _how()
    asked = MakeList(
        draft="",
        city=city,
        port=how.port,
        body=_body(person),
        edition=request.form.get("edition", "").strip(),
        key=posted_key(),
    )
    check_asked(asked, acting=acting_for(asked, person, c))
    told = told_of_list(asked, how)
    return begin_import(Kind.LIST, name, told, key=asked.key, person=person, c=c)


def _preview(name: str, person: Principal, c: Container, errors: FormErrors | None = None) -> str:
    try:
        how = _how()
    except Invalid as problem:
        how, errors = HowToRead(), FormErrors.of_error(problem)
    with _written(name, c) as path:
        reading = ListReading(open_list(path), how, *c.imports.words())
        rows, more, headless = _first_rows(reading)
    summary = reading.summary()
    return render_template(
        "catalogue/lists/preview.html",
        upload=name,
        summary=summary,
        rows=rows[:ROWS_SHOWN],
        more=more,
        looked_at=len(rows),
        columns=columns_shown(summary["sheets"], _chosen()),
        choices=column_choices(c.imports.words()[0]),
        typed=_typed(person),
        is_firm=person.uscc is not None,
        errors=errors or headless,
    )


def _first_rows(reading: ListReading) -> tuple[list[dict[str, Any]], bool, FormErrors | None]:
    """Return the first rows, whether there are more, and that no heading is found.

    A person can say which column holds what, where anything looks like a heading.

    Raises:
        Invalid: nothing does.
    """
    answers = reading.answers()
    rows: list[dict[str, Any]] = []
    try:
        rows += islice(answers, ROWS_LOOKED_AT)
        return rows, next(answers, None) is not None, None
    except Invalid as problem:
        if not any(each["unknown"] for each in reading.summary()["sheets"]):
            raise
        return rows, False, FormErrors.of_error(problem)


def _form(errors: FormErrors | None = None) -> str:
    return render_template("catalogue/lists/import.html", errors=errors, typed=request.form)


def _name_of_upload(person: Principal, c: Container) -> str:
    """Return the name of the file that was sent now, or of one that was sent before."""
    name = kept_file(person, c) or request.form.get("upload", "")
    if not name:
        raise no_file()
    return name


@contextmanager
def _written(name: str, c: Container) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        c.lists.uploads.write_to(name, path)
        yield path


def _how() -> HowToRead:
    names = container().rules.catalogue.names
    port = request.form.get("port", "").strip()
    return HowToRead(
        port=names.port(port) if port else "",
        effective_from=read_first_day(request.form),
        chosen=_chosen(),
    )


def _chosen() -> dict[str, str]:
    """Return the columns a person corrected: heading → what it holds, empty for leave out."""
    chosen: dict[str, str] = {}
    for at in range(_MOST_COLUMNS):
        title, role = request.form.get(f"title.{at}"), request.form.get(f"column.{at}")
        if title is None:
            break
        if role is not None and role != request.form.get(f"read.{at}"):
            chosen[title] = role
    return chosen


def _body(person: Principal) -> Body:
    name = request.form.get("body", "").strip()
    if person.uscc:
        return Body(name=person.organisation or name, uscc=person.uscc)
    return Body(name=name, uscc=clean(request.form.get("uscc", "")) or None)


def _typed(person: Principal) -> Mapping[str, Any]:
    return {"body": person.organisation if person.uscc else "", **request.form}


def _at_file(problem: AppError) -> AppError:
    if not problem.errors:
        problem.errors = (FieldError("file", problem.detail, problem.params),)
    return problem
