"""The pages of compliance cost 合规成本: the basket by month for anybody, rises for officials."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.catalogue.reasons import UNIT_WORDS
from services.complaints.domain.commitments.cost import (
    CONTAINERS,
    Cost,
    month_costs,
    months_until,
)
from services.complaints.domain.commitments.rises import rises
from services.complaints.routes import container
from services.complaints.routes.commitments.cost_chart import cost_chart
from services.complaints.routes.commitments.cost_city import asked_city
from services.complaints.routes.commitments.csv_file import csv_file
from services.complaints.routes.commitments.referral import referral
from services.complaints.routes.commitments.survey_pages import survey_values
from services.complaints.usecases.catalogue.read_values import Wrong, read_day
from shared.clock import local_date
from shared.errors import FieldError, Forbidden
from shared.principal import Role
from shared.web.access import access, public, roles
from shared.web.forms import FormErrors
from shared.web.identity import principal, require_principal
from shared.web.language import say
from shared.web.places import place_name
from shared.words import N_

cost_pages = Blueprint("cost_pages", __name__, url_prefix="/complaints/cost")
MONTHS = 12
_LAST_DAY = date(2100, 12, 31)
DIRECTIONS = {"import": N_("进口"), "export": N_("出口")}
HEADER = (
    N_("月份"),
    N_("进出口"),
    N_("箱型"),
    N_("最低（元）"),
    N_("最高（元）"),
    N_("缺少的价格"),
)


@cost_pages.get("")
@access(public)
def show_cost() -> ResponseReturnValue:
    """Show what the basket comes to for a city, month by month, and what it is made of."""
    c = container()
    city = asked_city()
    costs = _costs(c, city)
    by_direction = {
        direction: [each for each in costs if each.direction == direction]
        for direction in DIRECTIONS
    }
    return render_template(
        "commitments/cost.html",
        directions=DIRECTIONS,
        containers=CONTAINERS,
        tables={direction: _by_month(found) for direction, found in by_direction.items()},
        charts={
            direction: cost_chart(found, name=say(DIRECTIONS[direction]))
            for direction, found in by_direction.items()
        },
        newest={
            direction: [each for each in found if each.month == costs[-1].month]
            for direction, found in by_direction.items()
        },
        sample=any(each.sample for each in costs),
        may_see_rises=_is_supervisor(city),
        **survey_values(city),
    )


@cost_pages.get("/cost.csv")
@access(public)
def send_cost() -> ResponseReturnValue:
    """Send the same figures as a CSV."""
    c = container()
    city = asked_city()
    rows = [
        [
            f"{each.month:%Y-%m}",
            say(DIRECTIONS[each.direction]),
            each.container,
            "" if each.low is None else f"{each.low:.2f}",
            "" if each.high is None else f"{each.high:.2f}",
            "、".join(item.item for item in each.missing),
        ]
        for each in _costs(c, city)
    ]
    return csv_file(f"cost-{city}.csv", [[say(each) for each in HEADER], *rows])


@cost_pages.get("/rises")
@access(roles(Role.SUPERVISOR))
def show_rises() -> ResponseReturnValue:
    """Show which prices rose between two days, and a text to refer them with."""
    c = container()
    person = require_principal()
    city, today = person.city or "", local_date(c.now())
    if city not in c.rules.parties.cities:
        raise Forbidden(N_("您没有所属的城市"))
    start, wrong_start = _day("from", date(today.year - 1, today.month, 1))
    end, wrong_end = _day("to", today)
    errors = [*wrong_start, *wrong_end]
    if not errors and end <= start:
        errors = [FieldError("to", N_("应当晚于起始日期"))]
    found = () if errors else rises(c.rules.catalogue, city=city, start=start, end=end)
    page = render_template(
        "commitments/rises.html",
        city=city,
        place=place_name(city),
        start=start,
        end=end,
        found=found,
        errors=FormErrors(errors) if errors else None,
        units=UNIT_WORDS,
        draft=referral(found, city=c.rules.parties.city(city).zh, start=start, end=end),
    )
    return page, 422 if errors else 200


def _day(name: str, otherwise: date) -> tuple[date, list[FieldError]]:
    text = request.args.get(name, "").strip()[:40]
    if not text:
        return otherwise, []
    try:
        return read_day(text, today=_LAST_DAY) or otherwise, []
    except Wrong as wrong:
        return otherwise, [FieldError(name, wrong.message, wrong.params)]


def _costs(c: Container, city: str) -> tuple[Cost, ...]:
    months = months_until(local_date(c.now()), MONTHS)
    return month_costs(c.rules.catalogue, c.basket, city=city, months=months)


def _by_month(costs: list[Cost]) -> list[tuple[date, list[Cost]]]:
    months = sorted({each.month for each in costs}, reverse=True)
    return [(month, [each for each in costs if each.month == month]) for month in months]


def _is_supervisor(city: str) -> bool:
    person = principal()
    return person is not None and person.role is Role.SUPERVISOR and person.city == city
