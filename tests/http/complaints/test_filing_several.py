"""Filing on the pages what becomes several cases: a service, a mediation, a fee of the state."""

import pytest

from services.complaints.usecases.cases.my_cases import my_cases
from tests.complaints import HANBING, LINZHIYUAN, TERMINAL, TERMINAL_NAME, ZHOULAN
from tests.http.complaints.anonymous import Visitor
from tests.http.complaints.filing_browser import EVIDENCE, LINE, Browser
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
SERVICE = {
    "service.authority": "海阳海关",
    "service.measure": "HY-9",
    "service.started_at": "2026-11-12T09:00",
}


@pytest.fixture
def zhoulan(app):
    return Browser(app, ZHOULAN)


def lines(**more):
    return {**{f"lines.0.{name}": text for name, text in LINE.items()}, **more}


def begin(browser, **matter):
    browser.begin(**matter)
    browser.step("respondent", {"respondent.name": TERMINAL_NAME, "respondent.uscc": TERMINAL})


def test_a_mediation_is_asked_for_on_a_page_that_says_the_respondent_will_know(zhoulan, c):
    begin(zhoulan)
    zhoulan.step("lines", lines())
    asked = zhoulan.step("evidence", {**EVIDENCE, "dispute": "yes"})
    assert asked.location.endswith("/agree")
    page = zhoulan.get(asked.location).get_data(as_text=True)
    assert "对方会知道您是谁" in page
    assert "举报不再保密" in page
    undecided = zhoulan.step("agree", {})
    assert undecided.status_code == 422
    assert zhoulan.submit().status_code == 422
    assert zhoulan.step("agree", {"consent": "yes"}).location.endswith("/review")
    review = zhoulan.get(f"/complaints/file/{zhoulan.draft}/review").get_data(as_text=True)
    assert "分成 2 件办理" in review
    receipt = zhoulan.get(zhoulan.submit().location).get_data(as_text=True)
    assert "HY-2026-00001-2" in receipt
    tracks = {case.id: case.track for case in my_cases(ZHOULAN, ports=c.cases, rules=c.rules).filed}
    assert tracks == {"HY-2026-00001-1": "price_report", "HY-2026-00001-2": "fee_dispute"}
    report = zhoulan.get("/complaints/mine/HY-2026-00001-1").get_data(as_text=True)
    assert "对方会推断这一件也是您反映的" in report
    assert "看不到您是谁" not in report
    assert "身份保密" not in report


def test_without_consent_the_report_goes_on_alone_and_says_why(zhoulan, c):
    begin(zhoulan)
    zhoulan.step("lines", lines())
    zhoulan.step("evidence", {**EVIDENCE, "dispute": "yes", "publish": "yes"})
    zhoulan.step("agree", {"consent": "no", "delegated": "yes"})
    receipt = zhoulan.get(zhoulan.submit().location).get_data(as_text=True)
    assert "没有同意让收费单位知道" in receipt
    [case] = my_cases(ZHOULAN, ports=c.cases, rules=c.rules).filed
    assert case.linked == ()
    report = zhoulan.get(f"/complaints/mine/{case.id}").get_data(as_text=True)
    assert "看不到您是谁" in report
    assert [each.kind.value for each in case.origin.consents] == ["publish", "delegated_mediation"]


def test_a_service_is_filed_without_any_charge(zhoulan, app):
    begin(zhoulan, matter="service")
    empty = zhoulan.step("lines", {})
    assert "或者填写服务问题" in empty.get_data(as_text=True)
    zhoulan.step("lines", SERVICE)
    zhoulan.step("evidence", EVIDENCE)
    page = zhoulan.get(zhoulan.submit().location).get_data(as_text=True)
    assert "营商环境" in page or "海阳海关" in page
    case = zhoulan.get("/complaints/mine/HY-2026-00001-1").get_data(as_text=True)
    assert "2026-11-12 09:00" in case
    office = sign_in(app.test_client(), HANBING).get("/complaints/cases/HY-2026-00001-1")
    assert "海阳海关" in office.get_data(as_text=True)


def test_a_fee_of_the_state_is_a_case_of_its_own_on_every_page(zhoulan, app):
    begin(zhoulan)
    fee = {f"lines.1.{name}": text for name, text in LINE.items()} | {"lines.1.item": "船舶港务费"}
    zhoulan.step("lines", lines(**fee))
    zhoulan.step("evidence", EVIDENCE)
    review = zhoulan.get(f"/complaints/file/{zhoulan.draft}/review").get_data(as_text=True)
    assert "行政事业性收费" in review
    receipt = zhoulan.get(zhoulan.submit().location).get_data(as_text=True)
    assert "行政事业性收费" in receipt
    second = zhoulan.get("/complaints/mine/HY-2026-00001-2").get_data(as_text=True)
    assert "HY-2026-00001-1" in second
    office = sign_in(app.test_client(), LINZHIYUAN).get("/complaints/cases/HY-2026-00001-1")
    assert "/complaints/cases/HY-2026-00001-2" in office.get_data(as_text=True)


def test_who_gives_no_name_may_report_a_service_and_sees_both_cases(app):
    visitor = Visitor(app)
    visitor.report(lines={**lines(), **SERVICE})
    assert "HY-2026-00001-2" in visitor.page
