"""Imports a file that was handed in: a short one at once, a long one in the background."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from services.complaints.domain.imports.file_import import (
    MOST_TRIES,
    FileImport,
    Kind,
    Problem,
    Progress,
)
from services.complaints.ports.file_imports import FileImports, ImportPorts
from shared.errors import AppError, Unavailable
from shared.logs import logger
from shared.words import N_

MOST_AT_ONCE = 1_000
_TOLD_EVERY = 500
_log = logger(__name__)
_OURS = N_("读取时出了意料之外的错误，已经记录，请告诉平台管理员")
_TOO_OFTEN = N_("读到一半中断了 %(count)s 次，不再读取")

Beat = Callable[[], None]
"""To be called for each row that is read."""
Does = Callable[[FileImport, Path, Beat], Mapping[str, Any]]
"""Imports the file at the path; returns what came of it, as plain JSON."""


class Stopped(Exception):
    """Whoever reads has to leave the file to somebody else."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads a file.

    Args:
        name: nobody else's.
        now: the clock.
        most: how many rows it reads before it leaves the file to the background; None for all.
        stopping: tells that its process ends; the file is left to another one.
    """

    name: str
    now: Callable[[], datetime]
    most: int | None = None
    stopping: Callable[[], bool] = lambda: False


def hand_in(
    wanted: FileImport, *, does: Mapping[Kind, Does], ports: ImportPorts, reader: Reader
) -> FileImport:
    """Return the import as it stands: ended where the file is short, else open.

    The same one again is answered as it stands. What a short file has wrong is raised, and leaves
    nothing behind.

    Raises:
        AppError: what is wrong with the file or with what was said of it.
    """
    there = ports.imports.begin(wanted, holder=reader.name, now=reader.now())
    if there is not None:
        return there
    try:
        return _read(wanted, does=does, ports=ports, reader=reader)
    except Stopped:
        ports.imports.hand_over(wanted.id, holder=reader.name, now=reader.now())
    except Unavailable:
        raise
    except AppError:
        ports.imports.drop(wanted.id, holder=reader.name)
        raise
    return ports.imports.get(wanted.id) or wanted


def carry_on(*, does: Mapping[Kind, Does], ports: ImportPorts, reader: Reader) -> int:
    """Read one file that waits or was left in the middle; return how many were found.

    Raises:
        Unavailable: a store is away; somebody goes on later.
    """
    taken = ports.imports.take(holder=reader.name, now=reader.now())
    if taken is None:
        return 0
    try:
        if taken.tries > MOST_TRIES:
            told = Problem(detail=_TOO_OFTEN, code="broke_off", params={"count": str(MOST_TRIES)})
            _end(taken, told, ports.imports, reader)
        else:
            _read(taken, does=does, ports=ports, reader=reader)
    except Stopped:
        _log.info("import left to another process", import_id=taken.id)
        ports.imports.hand_over(taken.id, holder=reader.name, now=reader.now())
    except Unavailable:
        raise
    except AppError as problem:
        _end(taken, _problem(problem), ports.imports, reader)
    except Exception:
        _log.exception("import failed", import_id=taken.id)
        _end(taken, Problem(detail=_OURS, code="error"), ports.imports, reader)
    return 1


def _read(
    each: FileImport, *, does: Mapping[Kind, Does], ports: ImportPorts, reader: Reader
) -> FileImport:
    rows = 0

    def beat() -> None:
        nonlocal rows
        rows += 1
        if reader.most is not None and rows > reader.most:
            raise Stopped
        if rows % _TOLD_EVERY == 0:
            _note(each, rows, ports.imports, reader)

    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        ports.uploads.write_to(each.upload, path)
        result = does[each.kind](each, path, beat)
    done = replace(each, progress=Progress.DONE, result=result, rows=rows, ended_at=reader.now())
    ports.imports.end(done, holder=reader.name)
    return done


def _note(each: FileImport, rows: int, imports: FileImports, reader: Reader) -> None:
    held = imports.note(each.id, holder=reader.name, rows=rows, now=reader.now())
    if reader.stopping() or not held:
        raise Stopped


def _end(each: FileImport, problem: Problem, imports: FileImports, reader: Reader) -> None:
    ended = replace(each, progress=Progress.FAILED, problem=problem, ended_at=reader.now())
    # The rows as last noted: whoever asks sees how far it came.
    there = imports.get(each.id)
    imports.end(replace(ended, rows=there.rows if there else 0), holder=reader.name)


def _problem(problem: AppError) -> Problem:
    return Problem(
        detail=problem.detail,
        code=problem.code,
        params={name: str(value) for name, value in problem.params.items()},
        errors=problem.errors,
    )
