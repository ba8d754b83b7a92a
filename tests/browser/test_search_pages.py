from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from services.complaints.domain.cases.case import CaseState, Respondent
from tests.browser.page_checks import assert_good_at_every_width
from tests.browser.serving import served
from tests.clock import FixedClock
from tests.complaints import LINZHIYUAN
from tests.http.complaints.search_app import shared_search_app
from tests.sign_in import sign_in
from tests.unit.complaints.search.examples import AT, a_case, a_line

pytestmark = [pytest.mark.browser, pytest.mark.engines]

CASES = [
    a_case("HY-2026-03412-2"),
    a_case(
        "HY-2026-02987-1",
        title="包干费之外另收查验吊装费",
        statement="经核查，港口作业包干费已含场内移位，码头另收查验吊装移位费，属于拆分收费。",
        lines=(a_line("查验吊装费", violation="V6"), a_line("移位费", no=2)),
        state=CaseState.CHECKING,
        filed_at=AT + timedelta(days=1),
    ),
    a_case(
        "HY-2026-02544-2",
        title="冷藏箱吊装移位费按双倍计收",
        statement="冷藏箱公示价 320.00 元/箱，账单为 640.00 元/箱。",
        lines=(a_line("吊裝移位費", violation="V9"),),
        respondent=Respondent(uscc=None, name="海阳潮生船务代理有限公司"),
        state=CaseState.FILED,
        filed_at=AT + timedelta(days=2),
    ),
    *(
        a_case(f"HY-2026-00{number}-1", filed_at=AT - timedelta(days=number))
        for number in range(10, 30)
    ),
]
PAGES = {
    "search": "/complaints/search?q=吊装移位费 -散货&track=price_report&filed_from=2025-01-01",
    "search-all": "/complaints/search",
    "search-without": "/complaints/search?not_state=received&order=due",
    "search-none": "/complaints/search?q=没有这样的词&state=filed",
    "search-wrong": '/complaints/search?q=移位 "吊装',
}


@pytest.fixture(scope="module")
def app(mongo_url, elasticsearch_url):
    clock = FixedClock(AT + timedelta(days=5))
    with shared_search_app(mongo_url, elasticsearch_url, CASES, clock) as app:
        yield app


@pytest.fixture(scope="module")
def address(app) -> Iterator[str]:
    with served(app) as url:
        yield url


@pytest.fixture
def cookie(app, address) -> dict[str, str]:
    """Return the session of an officer, as a browser keeps it."""
    name = app.config["SESSION_COOKIE_NAME"]
    found = sign_in(app.test_client(), LINZHIYUAN).get_cookie(name)
    assert found is not None
    return {"name": name, "value": found.value, "url": address}


@pytest.mark.parametrize(
    ("name", "language"),
    [*((name, "zh") for name in PAGES), ("search", "en"), ("search-wrong", "en")],
)
def test_the_search_is_accessible_and_fits_every_window(still, address, cookie, name, language):
    mark = "&" if "?" in PAGES[name] else "?"
    still.context.add_cookies([cookie])
    still.goto(f"{address}{PAGES[name]}{mark}lang={language}")
    assert_good_at_every_width(still, f"{name}-{language}")


def test_a_person_types_picks_leaves_out_and_turns_the_page(page, address, cookie):
    page.context.add_cookies([cookie])
    page.goto(f"{address}/complaints/search")
    page.get_by_label("关键词").fill("吊裝移位費")
    page.get_by_role("button", name="检索", exact=True).click()
    expect(page.locator("h2", has_text="23 件")).to_be_visible()
    page.get_by_role("checkbox", name="已收到").check()
    page.get_by_role("button", name="应用筛选").click()
    expect(page.locator("h2", has_text="21 件")).to_be_visible()
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".pager:last-child")).to_contain_text("本页 1 件，共 21 件")
    page.get_by_role("link", name="去掉条件：已收到").click()
    page.get_by_role("link", name="不含：已收到").click()
    expect(page.locator("h2", has_text="2 件")).to_be_visible()
    expect(page.get_by_label("关键词")).to_have_value("吊裝移位費")


def test_on_a_phone_the_filters_open_and_close_without_script(phone, address, cookie):
    phone.context.add_cookies([cookie])
    phone.goto(f"{address}/complaints/search")
    facets = phone.locator("#facets")
    expect(facets).not_to_be_visible()
    phone.get_by_role("link", name="筛选").click()
    expect(facets).to_be_visible()
    phone.get_by_role("link", name="收起").click()
    expect(facets).not_to_be_visible()
