"""The page of overall clearance time 整体通关时间, open to anybody."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.commitments.clearance import (
    EXPORT,
    IMPORT,
    ClearanceFigures,
    Evaluation,
    Figure,
)
from services.complaints.domain.commitments.commitment import Kind
from services.complaints.routes import container
from shared.principal import Role
from shared.web.access import access, public
from shared.web.identity import principal
from shared.web.places import place_name
from shared.words import N_

clearance_pages = Blueprint("clearance_pages", __name__)
DIRECTIONS: Mapping[str, str] = {IMPORT: N_("进口通关"), EXPORT: N_("出口通关")}
GROUPS: Mapping[str, str] = {
    "month": N_("按月"),
    "office": N_("按海关"),
    "mode": N_("按通关模式"),
    "node": N_("按环节"),
}
BASE_YEAR = "2017"
MOST_MONTHS = 24


@clearance_pages.get("/complaints/clearance")
@access(public)
def show_clearance() -> ResponseReturnValue:
    """Show median, 90th percentile and mean against the targets, and how they are taken."""
    c = container()
    city = request.args.get("city", "")
    if city not in c.rules.parties.cities:
        city = next(iter(c.rules.parties.cities))
    figures = c.declarations.figures(city) or ClearanceFigures()
    order = [node.id for node in c.clearance.nodes]
    return render_template(
        "commitments/clearance.html",
        city=city,
        cities=[(each, place_name(each)) for each in c.rules.parties.cities],
        found=figures,
        directions=DIRECTIONS,
        groups=GROUPS,
        tables={direction: _tables(figures, direction, order) for direction in DIRECTIONS},
        overall={each.direction: each for each in figures.figures if each.by == "overall"},
        targets={direction: _targets(direction, city, figures, c) for direction in DIRECTIONS},
        rules=c.clearance,
        may_import=_may_import(city, c),
        evaluations=_beside_ours(figures, city, c),
        nodes={node.id: node.names for node in c.clearance.nodes},
    )


def _tables(figures: ClearanceFigures, direction: str, order: list[str]) -> dict[str, list[Figure]]:
    tables: dict[str, list[Figure]] = {}
    for by in GROUPS:
        rows = [each for each in figures.figures if (each.direction, each.by) == (direction, by)]
        if by == "node":
            rows.sort(key=lambda each: [order.index(node) for node in each.group.split(">")])
        else:
            rows.sort(key=lambda each: each.group, reverse=by == "month")
        tables[by] = rows[:MOST_MONTHS]
    return tables


def _targets(
    direction: str, city: str, figures: ClearanceFigures, c: Container
) -> list[dict[str, Any]]:
    """Return the promises about a direction with their limit in hours, None where no base is known.

    The promise of a reduction is about both directions; its base is the mean of 2017.
    """
    method = c.clearance.methods[direction]
    found = []
    for row in c.commitments.rows:
        if row.city != city or row.limit is None:
            continue
        start = {"ship_arrival": "arrived", "declaration": "declared"}.get(method.start)
        if row.kind is Kind.MEAN_HOURS and (row.start, row.end) == (start, "processed"):
            found.append({"row": row, "limit": row.limit})
        if row.kind is Kind.REDUCTION:
            base = _mean_of_2017(figures, direction)
            kept = (Decimal(100) - row.limit) / Decimal(100)
            found.append({"row": row, "limit": None if base is None else base * kept})
    return found


def _may_import(city: str, c: Container) -> bool:
    person, office = principal(), c.rules.parties.cities[city].port_office
    if person is None or person.role is not Role.SUPERVISOR:
        return False
    return (person.city, person.department) == (city, office)


def _beside_ours(
    figures: ClearanceFigures, city: str, c: Container
) -> list[tuple[Evaluation, Decimal | None]]:
    """Return the figures of evaluations of a city, each with our mean of the same period."""
    own = sorted(
        (each for each in c.clearance.evaluations if each.city == city),
        key=lambda each: (each.period, each.direction),
        reverse=True,
    )
    return [(each, _mean(figures, each.direction, each.period)) for each in own]


def _mean_of_2017(figures: ClearanceFigures, direction: str) -> Decimal | None:
    return _mean(figures, direction, BASE_YEAR)


def _mean(figures: ClearanceFigures, direction: str, period: str) -> Decimal | None:
    """Return the mean of a month, 2026-10, or of a year."""
    wanted = (direction, "month" if "-" in period else "year", period)
    return next(
        (each.mean for each in figures.figures if (each.direction, each.by, each.group) == wanted),
        None,
    )
