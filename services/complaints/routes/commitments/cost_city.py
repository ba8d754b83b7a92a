"""Whose costs are asked for."""

from flask import request

from services.complaints.routes import container


def asked_city() -> str:
    """Return the city that the query names, else the first one."""
    cities = container().rules.parties.cities
    asked = request.args.get("city", "")
    return asked if asked in cities else next(iter(cities))
