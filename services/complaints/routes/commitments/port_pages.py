"""The page of a port: whom to reach, how goods pass; printed as a poster with its QR code."""

import segno
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from services.complaints.routes import container
from shared.clock import local_date
from shared.errors import NotFound
from shared.web.access import access, public
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
    address = f"{c.settings.public_url.rstrip('/')}/complaints/ports/{city}"
    return render_template(
        "commitments/port.html",
        city=city,
        place=place_name(city),
        contacts=contacts,
        steps=steps,
        rules=c.ports,
        units=c.rules.parties.departments,
        today=local_date(c.now()),
        address=address,
        code=qr_code(address),
    )


def qr_code(address: str) -> Markup:
    """Return an address as an SVG that scales, without styles of its own."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, svgclass=None, lineclass=None, dark=INK)
    return Markup(svg)  # noqa: S704 - drawn by the library from an encoded address
