"""The page of a port: whom to reach, how goods pass; printed as a poster with its QR code."""

import segno
from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from services.complaints.domain.commitments.port_checks import (
    PortCheck,
    latest_checks,
    may_check,
    with_check,
)
from services.complaints.domain.commitments.port_contacts import Contact, ProcessStep
from services.complaints.routes import container
from shared.clock import local_date
from shared.errors import Forbidden, NotFound
from shared.principal import Role
from shared.web.access import access, public, roles
from shared.web.identity import principal, require_principal
from shared.web.language import say, words
from shared.web.places import place_name
from shared.words import N_

port_pages = Blueprint("port_pages", __name__)
INK = "#17242e"


@port_pages.get("/complaints/ports/<city>")
@access(public)
def show_port(city: str) -> ResponseReturnValue:
    """Show contacts and the clearance process of one port."""
    c = container()
    if city not in c.rules.parties.cities:
        raise NotFound(N_("没有这个口岸"))
    contacts, steps = c.ports.of(city)
    checks = latest_checks(c.port_checks.of_city(city))
    person, home = principal(), c.rules.parties.cities[city]
    entries: list[Contact | ProcessStep] = [*contacts, *steps]
    mine = {each.id for each in entries if may_check(person, each, home)}
    address = f"{c.settings.public_url.rstrip('/')}/complaints/ports/{city}"
    return render_template(
        "commitments/port.html",
        city=city,
        place=place_name(city),
        contacts=[with_check(each, checks.get(each.id)) for each in contacts],
        steps=[with_check(each, checks.get(each.id)) for each in steps],
        checks=checks,
        mine=mine,
        rules=c.ports,
        units=c.rules.parties.departments,
        today=local_date(c.now()),
        address=address,
        code=qr_code(address),
    )


@port_pages.post("/complaints/ports/<city>/checked")
@access(roles(Role.OFFICER, Role.SUPERVISOR))
def record_check(city: str) -> ResponseReturnValue:
    """Record that an entry was found right today; a second time that day changes nothing."""
    c, person = container(), require_principal()
    contacts, steps = c.ports.of(city)
    wanted = request.form.get("entry", "")
    entries: list[Contact | ProcessStep] = [*contacts, *steps]
    entry = next((each for each in entries if each.id == wanted), None)
    if entry is None:
        raise NotFound(N_("没有这一项"))
    if not may_check(person, entry, c.rules.parties.cities[city]):
        raise Forbidden(N_("由责任单位或者本市口岸办核对"))
    check = PortCheck(
        entry=entry.id,
        city=city,
        on=local_date(c.now()),
        by=person.name,
        department=person.department or "",
    )
    c.port_checks.keep(check)
    flash(say(N_("已记录：今天核对过“%(entry)s”。"), {"entry": words(entry.name)}))
    return redirect(f"/complaints/ports/{city}", code=303)


def qr_code(address: str) -> Markup:
    """Return an address as an SVG that scales, without styles of its own."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, svgclass=None, lineclass=None, dark=INK)
    return Markup(svg)  # noqa: S704 - drawn by the library from an encoded address
