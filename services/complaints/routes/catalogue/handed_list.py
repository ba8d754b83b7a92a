"""A file of charges that somebody hands in, kept until it is read; and whose list it becomes."""

import tempfile
from pathlib import Path

from flask import request

from services.complaints.container import Container
from services.complaints.domain.catalogue.lists.list_steps import Acting
from services.complaints.usecases.catalogue.make_list import MakeList
from shared.errors import FieldError, Forbidden, Invalid
from shared.principal import Principal
from shared.words import N_


def kept_file(person: Principal, c: Container) -> str | None:
    """Return the name under which the file of the request is kept; None where it has none.

    Raises:
        AppError: it is no file of charges.
    """
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        sent.save(path)
        c.imports.open_list(path)
        return c.imports.uploads.keep(path, owner=person.sub, at=c.now())


def no_file() -> Invalid:
    """Return what is said where a file is missing."""
    message = N_("请选择文件")
    return Invalid(message, errors=[FieldError("file", message)])


def acting_for(asked: MakeList, person: Principal, c: Container) -> Acting:
    """Return who makes the list, for the port office of its city."""
    office = c.rules.parties.city(asked.city).port_office
    return Acting(actor=person, now=c.now(), port_office=office)


def city_of(person: Principal, c: Container) -> str:
    """Return the city that answers for the lists of a person.

    Raises:
        Forbidden: the account belongs to none.
    """
    city = c.rules.parties.cities.get(person.city or "")
    if city is None:
        raise Forbidden(N_("您的账号没有所属城市，不能录入清单"))
    return city.id
