"""Files handed in on a page of filing."""

from dataclasses import replace
from typing import Any, cast

from flask import request

from services.complaints.domain.cases.attachment import NewFile
from services.complaints.routes import container
from services.complaints.routes.cases.filing_form import Filing, UploadedFile
from services.complaints.usecases.cases.attachments import attach_file
from shared.errors import Invalid
from shared.words import N_

MOST_FILES = 20


def handed_files() -> list[Any]:
    """Return the files of the posted form."""
    return [file for file in request.files.getlist("file") if file.filename]


def with_uploads(filing: Filing, owner: str, *, named: bool) -> Filing:
    """Return the complaint with the files of the posted form, which are stored.

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
    c = container()
    taken = list(filing.files)
    for handed in files:
        new = NewFile(id=c.new_id(), name=handed.filename or "")
        stored = new if named else without_name(new, len(taken) + 1)
        stream = cast(Any, handed.stream)
        known = attach_file(stored, stream, owner=owner, now=c.now(), ports=c.cases)
        taken.append(UploadedFile(id=known.id, name=new.plain_name, size=known.size))
    return replace(filing, files=tuple(taken))


def without_name(file: NewFile, number: int) -> NewFile:
    """Return the file under a name that tells its place alone."""
    return replace(file, name=f"附件{number}{file.suffix}")
