"""The pages of compliance cost."""

from datetime import date
from decimal import Decimal

import pytest

from services.complaints.domain.commitments.survey import SurveyRow
from shared.principal import Principal, Role
from tests.complaints import HANBING, LINZHIYUAN, TERMINAL_NAME
from tests.contracts.complaints.test_price_lists import imported, made, published
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
COST, RISES = "/complaints/cost", "/complaints/cost/rises"


def test_anybody_sees_what_a_box_costs_and_what_it_is_made_of(app):
    page = app.test_client().get(COST)
    assert page.status_code == 200
    for text in (
        "海阳口岸",
        "963.00",
        "平台设置",
        "示例",
        "2026-11",
        "/complaints/catalogue/HY-0402",
    ):
        assert text in page.text
    assert RISES not in page.text
    english = app.test_client().get(f"{COST}?city=jiaxing&lang=en").text
    assert "Compliance cost" in english
    assert "Port of Jiaxing" in english


def test_what_firms_told_is_shown_apart_and_names_no_firm(app, c):
    told = [
        SurveyRow(
            year=2026, kind="agent", firm=firm, item="换单费", container="", unit="ticket",
            price=Decimal(price),
        )
        for firm, price in (("甲船代", 310), ("乙船代", 320), ("丙船代", 345))
    ]  # fmt: skip
    assert "非官方" not in app.test_client().get(COST).text
    c.survey.put("haiyang", told)
    page = app.test_client().get(COST).text
    for text in ("非官方", "310.00", "320.00", "345.00"):
        assert text in page
    assert "甲船代" not in page
    assert "963.00" in page


def test_the_figures_come_as_a_file(app):
    answer = app.test_client().get(f"{COST}/cost.csv?city=jiaxing")
    lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert answer.mimetype == "text/csv"
    assert lines[0] == "月份,进出口,箱型,最低（元）,最高（元）,缺少的价格"
    assert len(lines) == 1 + 12 * 4
    assert lines[-1] == "2026-11,出口,40,1414.00,1514.00,"


def publish(c, tmp_path, price, first):
    """Publish an edition of a terminal's list that holds the seal alone."""
    rows = [f"{TERMINAL_NAME},铅封费,{price},元/箱"]
    found = made(c.lists, imported(c.lists, tmp_path, rows), key=f"key-{first}", edition=first)
    published(found, c.lists, effective_from=date.fromisoformat(first))
    c.lists.published.refresh(at_once=True)


def lowest(client, row):
    lines = client.get(f"{COST}/cost.csv?city=haiyang").get_data().decode("utf-8-sig").splitlines()
    [found] = [line.split(",")[3] for line in lines if line.startswith(row)]
    return Decimal(found)


def test_cost_and_rises_follow_the_published_lists_in_force(app, c, tmp_path):
    client = sign_in(app.test_client(), HANBING)
    months = ("2026-09,出口,40", "2026-11,出口,40")
    before = [lowest(client, month) for month in months]
    publish(c, tmp_path, 5, "2026-10-01")
    after = [lowest(client, month) for month in months]
    assert [one - other for one, other in zip(before, after, strict=True)] == [0, 25]
    publish(c, tmp_path, 8, "2026-11-24")
    page = client.get(f"{RISES}?from=2026-11-01&to=2026-11-24").text
    assert "60.0%" in page
    assert "60.0%" not in client.get(f"{RISES}?from=2026-10-01&to=2026-11-01").text


def test_a_supervisor_compares_two_days_and_copies_a_draft(app):
    client = sign_in(app.test_client(), HANBING)
    assert RISES in client.get(COST).text
    page = client.get(f"{RISES}?from=2026-06-30&to=2026-07-01").text
    assert "11.1%" in page
    assert "线索移送函（草稿）" in page
    assert "没有上涨的收费" in client.get(f"{RISES}?from=2026-07-01&to=2026-07-02").text


@pytest.mark.parametrize("query", ["from=soon", "from=2026-07-01&to=2026-06-30"])
def test_days_that_cannot_be_compared_are_named(app, query):
    answer = sign_in(app.test_client(), HANBING).get(f"{RISES}?{query}")
    assert answer.status_code == 422
    assert "field-error" in answer.text


def test_the_rises_are_for_supervisors_of_a_city(app):
    assert app.test_client().get(RISES).status_code == 303
    assert sign_in(app.test_client(), LINZHIYUAN).get(RISES).status_code == 403
    nowhere = Principal(sub="x", name="x", role=Role.SUPERVISOR, department="hy-port-office")
    assert sign_in(app.test_client(), nowhere).get(RISES).status_code == 403


def test_the_survey_has_a_page_and_a_file_that_say_it_is_not_official(app, c):
    survey = f"{COST}/survey"
    empty = app.test_client().get(survey).text
    assert "本口岸还没有调研数据" in empty
    told = [
        SurveyRow(
            year=2026, kind="agent", firm=firm, item="=文件费", container="", unit="ticket",
            price=Decimal(price),
        )
        for firm, price in (("甲船代", 310), ("乙船代", 320), ("丙船代", 345))
    ]  # fmt: skip
    c.survey.put("haiyang", told)
    page = app.test_client().get(survey).text
    for text in ("非官方", "310.00", "320.00", "345.00", "嘉政办发〔2018〕62号 3-4"):
        assert text in page
    assert "甲船代" not in page
    lines = app.test_client().get(f"{survey}.csv").get_data().decode("utf-8-sig").splitlines()
    assert lines[1] == "2026,船代,'=文件费,,票,3,310.00,320.00,345.00,企业填报，非官方"
    assert "310.00" not in app.test_client().get(f"{survey}?city=jiaxing").text
