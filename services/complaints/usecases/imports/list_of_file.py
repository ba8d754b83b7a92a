"""Makes a body's list of a file that was handed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from services.complaints.domain.cases.command import Hashed
from services.complaints.domain.catalogue.lists.charge_list import Body
from services.complaints.domain.catalogue.lists.list_steps import Acting
from services.complaints.domain.catalogue.names import Names
from services.complaints.domain.imports.file_import import FileImport
from services.complaints.ports.file_imports import ImportPorts
from services.complaints.ports.list_ports import ListPorts
from services.complaints.usecases.catalogue.import_list import import_list
from services.complaints.usecases.catalogue.make_list import MakeList, make_list
from services.complaints.usecases.catalogue.read_list import HowToRead, ListReading
from services.complaints.usecases.imports.carry_out import Beat


@dataclass(frozen=True, kw_only=True)
class ListOffice:
    """What making a list takes beside the file."""

    lists: ListPorts
    names: Names
    port_office: Callable[[str], str]
    hashed: Hashed
    now: Callable[[], datetime]


def told_of_list(asked: MakeList, how: HowToRead) -> dict[str, Any]:
    """Return what was said of a list, as plain JSON."""
    return {
        "city": asked.city,
        "port": asked.port,
        "body": asked.body.name,
        "uscc": asked.body.uscc,
        "edition": asked.edition,
        "key": asked.key,
        "effective_from": how.effective_from.isoformat() if how.effective_from else None,
        "chosen": [list(pair) for pair in sorted(how.chosen.items())],
    }


def list_of_file(
    each: FileImport, path: Path, beat: Beat, *, ports: ImportPorts, office: ListOffice
) -> dict[str, Any]:
    """Return the id of the list that was made, and what the file held.

    Raises:
        AppError: there is no list in the file, or it cannot be this body's.
    """
    file, how = ports.open_list(path), _how(each.told)
    reading = ListReading(file, how, *ports.words())
    draft, _ = import_list(
        file, how, reading, drafts=office.lists.drafts, now=office.now(), seen=lambda _: beat()
    )
    city = each.told["city"]
    made = make_list(
        _asked(draft.id, each.told),
        acting=Acting(actor=each.who, now=office.now(), port_office=office.port_office(city)),
        names=office.names,
        drafts=office.lists.drafts,
        lists=office.lists.lists,
        hashed=office.hashed,
    )
    counts = {name: draft.summary[name] for name in ("rows", "priced", "as_text", "refused")}
    return {"list": made.id, "own_rows": made.source.rows, **counts}


def _how(told: Mapping[str, Any]) -> HowToRead:
    day = told["effective_from"]
    return HowToRead(
        port=told["port"],
        effective_from=date.fromisoformat(day) if day else None,
        chosen=dict(told["chosen"]),
    )


def _asked(draft: str, told: Mapping[str, Any]) -> MakeList:
    return MakeList(
        draft=draft,
        city=told["city"],
        port=told["port"],
        body=Body(name=told["body"], uscc=told["uscc"]),
        edition=told["edition"],
        key=told["key"],
    )
