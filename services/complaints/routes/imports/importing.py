"""What importing a file does in this service: begun by a page or the API, carried on by `clock`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.command import command_of
from services.complaints.domain.imports.file_import import FileImport, Kind
from services.complaints.usecases.imports.carry_out import (
    MOST_AT_ONCE,
    Does,
    Reader,
    carry_on,
    hand_in,
)
from services.complaints.usecases.imports.declarations_of_file import (
    ClearanceOffice,
    declarations_of_file,
)
from services.complaints.usecases.imports.list_of_file import ListOffice, list_of_file
from shared.errors import Conflict
from shared.principal import Principal
from shared.words import N_


def begin_import(
    kind: Kind, upload: str, told: Mapping[str, Any], *, key: str, person: Principal, c: Container
) -> FileImport:
    """Return the import of a file that somebody hands in, as it stands after a short while.

    The same file under the same key, with the same things said of it, is the same import.

    Raises:
        Conflict: the key came before with another file, or other things said of it.
        AppError: what is wrong with a short file.
    """
    hashed = c.cases.blind.exactly
    command = command_of(person.sub, f"{kind}|{key}", [upload, told], hashed=hashed)
    wanted = FileImport(
        id=hashed("file-import", command.key)[:32],
        kind=kind,
        who=replace(person, name="", email=None, organisation=None),
        upload=upload,
        told=told,
        begun_at=c.now(),
    )
    reader = Reader(name=c.new_id(), now=c.now, most=MOST_AT_ONCE)
    found = hand_in(wanted, does=_doers(c), ports=c.imports, reader=reader)
    if (found.upload, found.told) != (wanted.upload, wanted.told):
        raise Conflict(N_("同一个标识已用于另一份文件或另一种填法，请重新开始"))
    return found


def carry_on_import(c: Container, stopping: Callable[[], bool] = lambda: False) -> int:
    """Import one file that waits, or was left in the middle; return how many were found."""
    reader = Reader(name=c.new_id(), now=c.now, stopping=stopping)
    return carry_on(does=_doers(c), ports=c.imports, reader=reader)


def _doers(c: Container) -> Mapping[Kind, Does]:
    office = ListOffice(
        lists=c.lists,
        names=c.rules.catalogue.names,
        port_office=lambda city: c.rules.parties.city(city).port_office,
        hashed=c.cases.blind.exactly,
        now=c.now,
    )
    clearance = ClearanceOffice(declarations=c.declarations, rules=c.clearance, now=c.now)
    return {
        Kind.LIST: partial(list_of_file, ports=c.imports, office=office),
        Kind.DECLARATIONS: partial(declarations_of_file, ports=c.imports, clearance=clearance),
    }
