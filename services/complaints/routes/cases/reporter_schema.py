"""Who reports, as it comes over HTTP: contact, agent, joint complainants."""

from typing import Any

from marshmallow import fields, validate

from services.complaints.domain.cases.reporter import Agent, Joined, Registrar, Reporter
from services.complaints.routes.cases.fields import WrittenDate
from shared.mail_address import is_mail_address
from shared.principal import Principal, Role
from shared.web.strict_schema import StrictSchema

MOST_ELEMENTS = 1000


class ContactSchema(StrictSchema):
    """How the reporter can be reached; sealed before it is stored.

    Code and firm are taken from a clerk alone: an account has its own.
    """

    name = fields.String(load_default="", validate=validate.Length(max=200))
    phone = fields.String(load_default="")
    email = fields.String(load_default="")
    address = fields.String(load_default="")
    uscc = fields.String(load_default="")
    company = fields.String(load_default="")


class AgentSchema(StrictSchema):
    """Who acts for the reporter; `mandate` is the id of the attached original."""

    name = fields.String(load_default="")
    phone = fields.String(load_default="")
    id_no = fields.String(load_default="")
    scope = fields.String(load_default="")
    until = WrittenDate(
        load_default=None, allow_none=True, metadata={"type": "string", "format": "date"}
    )
    mandate = fields.String(load_default="")


class JoinedSchema(StrictSchema):
    """One more person of a joint complaint."""

    name = fields.String(load_default="")
    phone = fields.String(load_default="")
    address = fields.String(load_default="")
    represents = fields.Boolean(load_default=False)


def joined_field() -> "fields.List[Any]":
    """Return the field of all others of a joint complaint."""
    return fields.List(
        fields.Nested(JoinedSchema),
        load_default=list,
        validate=validate.Length(max=MOST_ELEMENTS),
    )


def reporter_from(body: dict[str, Any], person: Principal | None) -> Reporter | None:
    """Return who reports: the account, whom a clerk took down, or nobody."""
    if person is None:
        return None
    if person.role is Role.CLERK:
        return None if body["unnamed"] else _taken_down(body)
    contact = body["reporter"]
    return Reporter(
        sub=person.sub,
        name=contact.get("name") or person.name,
        phone=contact.get("phone", ""),
        email=contact.get("email", "").strip() or _sent_to(person.email),
        address=contact.get("address", ""),
        uscc=person.uscc,
        company=person.organisation or "",
        **_others(body),
    )


def registrar_of(person: Principal | None) -> Registrar | None:
    """Return the clerk who takes a complaint down for somebody else, or None."""
    if person is None or person.role is not Role.CLERK:
        return None
    return Registrar(sub=person.sub, name=person.name, department=person.department)


def _taken_down(body: dict[str, Any]) -> Reporter:
    contact = body["reporter"]
    told = {name: contact.get(name, "").strip() for name in ContactSchema().fields}
    return Reporter(**{**told, "sub": "", "uscc": told["uscc"] or None}, **_others(body))


def _others(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "agent": Agent(**body["agent"]) if body["agent"] else None,
        "joined": tuple(Joined(**each) for each in body["joined"]),
    }


def _sent_to(email: str | None) -> str:
    """Return the address of the account where mail can be sent there: nobody typed it here."""
    return email if email and is_mail_address(email) else ""
