"""The page of the yearly survey of charges 年度收费调研: what firms told, never official."""

from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from services.complaints.domain.catalogue.reasons import UNIT_WORDS
from services.complaints.domain.commitments.survey import SurveyFigure, survey_figures
from services.complaints.routes import container
from services.complaints.routes.commitments.cost_city import asked_city
from services.complaints.routes.commitments.csv_file import csv_file
from shared.web.access import access, public
from shared.web.language import say, words
from shared.web.places import place_name
from shared.words import N_

survey_pages = Blueprint("survey_pages", __name__, url_prefix="/complaints/cost")
HEADER = (
    N_("年份"),
    N_("企业类型"),
    N_("收费项目"),
    N_("箱型"),
    N_("计价单位"),
    N_("家数"),
    N_("最低（元）"),
    N_("中位数（元）"),
    N_("最高（元）"),
    N_("数据来源"),
)
_SOURCE = N_("企业填报，非官方")


@survey_pages.get("/survey")
@access(public)
def show_survey() -> ResponseReturnValue:
    """Show the figures of a city, the newest year first."""
    city = asked_city()
    return render_template("commitments/survey.html", **survey_values(city))


@survey_pages.get("/survey.csv")
@access(public)
def send_survey() -> Response:
    """Send the same figures as a CSV; each row says that it is not official."""
    city = asked_city()
    told = survey_values(city)
    rows = [_row(each, told["kinds"]) for each in told["survey"]]
    return csv_file(f"survey-{city}.csv", [[say(each) for each in HEADER], *rows])


def survey_values(city: str) -> dict[str, Any]:
    """Return what templates show of the survey of a city."""
    c = container()
    rules = c.survey_rules
    return {
        "city": city,
        "place": place_name(city),
        "cities": [(each, place_name(each)) for each in c.rules.parties.cities if each != city],
        "survey": survey_figures(c.survey.of_city(city), least_firms=rules.least_firms),
        "kinds": {each.id: each.names for each in rules.kinds},
        "least_firms": rules.least_firms,
        "units": UNIT_WORDS,
    }


def _row(each: SurveyFigure, kinds: dict[str, Any]) -> list[str]:
    prices = [
        "" if price is None else f"{price:.2f}" for price in (each.low, each.median, each.high)
    ]
    kind = words(kinds[each.kind]) if each.kind in kinds else each.kind
    unit = say(UNIT_WORDS[each.unit]) if each.unit in UNIT_WORDS else each.unit
    told = [str(each.year), kind, each.item, each.container, unit, str(each.firms)]
    return [*told, *prices, say(_SOURCE)]
