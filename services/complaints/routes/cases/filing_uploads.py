"""Files handed in on a page of filing."""

from dataclasses import replace
from typing import Any, cast

from flask import request
from werkzeug.datastructures import FileStorage

from services.complaints.domain.cases.attachment import NewFile
from services.complaints.routes import container
from services.complaints.routes.cases.filing_form import Filing, UploadedFile
from services.complaints.usecases.cases.attachments import attach_file
from shared.errors import Invalid
from shared.words import N_

MOST_FILES = 20


def handed_files() -> list[FileStorage]:
    """Return the files of the posted form."""
    return [file for file in request.files.getlist("file") if file.filename]


def stored_files(filing: Filing, owner: str, *, named: bool) -> tuple[UploadedFile, ...]:
    """Return the files of the posted form, stored for a complaint.

    Args:
        filing: the complaint.
        owner: blind key of who hands them in.
        named: whether the names of the files are stored; they often tell who made them.

    Raises:
        Invalid: there are too many, or one is of a type that is not taken.
        TooLarge: one has more than 20 MB.
    """
    files = handed_files()
    if len(filing.files) + len(files) > MOST_FILES:
        raise Invalid(N_("一件投诉最多附 20 个文件"))
    first = len(filing.files) + 1
    return tuple(
        _stored(handed, owner, number if not named else None)
        for number, handed in enumerate(files, start=first)
    )


def _stored(handed: FileStorage, owner: str, number: int | None) -> UploadedFile:
    """Store a file under its name, or under its place alone where it has a number."""
    c = container()
    new = NewFile(id=c.new_id(), name=handed.filename or "")
    stored = new if number is None else without_name(new, number)
    stream = cast(Any, handed.stream)
    known = attach_file(stored, stream, owner=owner, now=c.now(), ports=c.cases)
    return UploadedFile(id=known.id, name=new.plain_name, size=known.size)


def without_name(file: NewFile, number: int) -> NewFile:
    """Return the file under a name that tells its place alone."""
    return replace(file, name=f"附件{number}{file.suffix}")
