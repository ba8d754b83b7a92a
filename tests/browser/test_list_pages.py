"""The pages of lists in a browser: accessible, they fit, and they print."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from services.complaints.adapters.indexes import create_indexes
from services.complaints.app import create_app
from services.complaints.container import build_container
from services.complaints.domain.catalogue.lists.charge_list import Act
from services.complaints.domain.imports.file_import import FileImport, Kind, Problem, Progress
from tests.browser.page_checks import assert_good_at_every_width
from tests.browser.serving import served
from tests.complaints import HANBING, NOW, SETTINGS, TERMINAL_NAME, XUKEXIN, rules
from tests.contracts.complaints.test_price_lists import ROWS, change, imported, made, published
from tests.sign_in import sign_in, trust_test_issuer
from tests.unit.complaints.catalogue.charge_lists import SECOND

pytestmark = [pytest.mark.browser, pytest.mark.engines]
LISTS = "/complaints/catalogue/lists"


@pytest.fixture
def c(mongo_database):
    create_indexes(mongo_database)
    container = build_container(SETTINGS, database=mongo_database, now=lambda: NOW)
    return replace(container, rules=rules())


@pytest.fixture
def app(c):
    return trust_test_issuer(create_app(c))


@pytest.fixture
def address(app) -> Iterator[str]:
    with served(app) as url:
        yield url


def enter(page, app, address, person):
    """Give the browser the session of a person."""
    page.context.clear_cookies()
    client = sign_in(app.test_client(), person)
    for cookie in (client._cookies or {}).values():
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def look(page, address, path, name):
    for language in ("zh", "en"):
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
        assert_good_at_every_width(page, f"{name}-{language}")


def test_a_list_is_good_in_every_state(page, app, address, c, tmp_path):
    found = made(c.lists, imported(c.lists, tmp_path))
    here = f"{LISTS}/{found.id}"
    enter(page, app, address, XUKEXIN)
    look(page, address, here, "list-draft")
    look(page, address, LISTS, "lists-of-body")
    found = change(found, Act.SUBMITTED, c.lists)
    enter(page, app, address, HANBING)
    look(page, address, here, "list-submitted")
    look(page, address, LISTS, "lists-of-office")
    look(page, address, "/complaints/catalogue/coverage", "lists-coverage")
    change(found, Act.REVIEWED, c.lists, HANBING)
    enter(page, app, address, SECOND)
    look(page, address, here, "list-to-publish")


def test_a_published_list_is_good_and_prints_with_its_code(page, address, c, tmp_path):
    published(made(c.lists, imported(c.lists, tmp_path)), c.lists)
    rows = [ROWS[0].replace(",5,", ",8,"), f"{TERMINAL_NAME},单证费,10,元/票"]
    second = made(c.lists, imported(c.lists, tmp_path, rows), edition="2027年第2版")
    published(second, c.lists, effective_from=date(2027, 7, 1))
    look(page, address, f"{LISTS}/{second.id}", "list-public")
    expect(page.locator("nav.nav-bar")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("main svg").first).to_be_visible()
    expect(page.locator("nav.nav-bar")).not_to_be_visible()
    expect(page.get_by_text("铅封费").first).to_be_visible()


def test_a_file_is_looked_at_and_kept_with_the_mouse_alone(page, app, address, tmp_path):
    path = tmp_path / "list.csv"
    head = "收费主体,收费项目,收费标准,计价单位"
    path.write_text("\n".join([head, *ROWS]), encoding="utf-8")
    enter(page, app, address, XUKEXIN)
    look(page, address, "/complaints/catalogue/import", "list-import")
    page.goto(f"{address}/complaints/catalogue/import?lang=zh")
    page.get_by_label("文件", exact=True).set_input_files(path)
    page.get_by_role("button", name="看怎么读").click()
    expect(page.get_by_label("收费单位", exact=True).last).to_be_visible()
    assert_good_at_every_width(page, "list-preview")
    page.get_by_label("收费单位", exact=True).last.fill(TERMINAL_NAME)
    page.get_by_label("港口", exact=True).last.fill("海阳港")
    page.get_by_label("版本", exact=True).fill("2027年第1版")
    page.get_by_role("button", name="存为草稿").click()
    expect(page.locator("main")).to_contain_text("已录入")
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator("main")).to_contain_text("等待审核")


def test_a_list_that_is_withdrawn_is_good_to_look_at_on_the_way_and_after(
    page, app, address, c, tmp_path
):
    stores = c.lists
    found = published(made(c.lists, imported(c.lists, tmp_path)), stores)
    here = f"{LISTS}/{found.id}"
    found = change(found, Act.RECALL_ASKED, stores, HANBING, words="附表二价格写错")
    enter(page, app, address, SECOND)
    look(page, address, here, "list-recall-asked")
    change(found, Act.WITHDRAWN, stores, SECOND)
    page.context.clear_cookies()
    look(page, address, here, "list-withdrawn")


def test_the_page_of_a_long_file_brings_itself_up_to_date_and_is_good_in_every_state(
    page, app, address, c
):
    wanted = FileImport(id="a1", kind=Kind.LIST, who=XUKEXIN, upload="none", told={}, begun_at=NOW)
    imports = c.imports.imports
    assert imports.begin(wanted, holder="one", now=NOW) is None
    enter(page, app, address, XUKEXIN)
    look(page, address, "/complaints/imports/a1", "import-open")
    page.goto(f"{address}/complaints/imports/a1?lang=zh")
    assert imports.note("a1", holder="one", rows=1500, now=NOW)
    expect(page.get_by_role("status")).to_contain_text("1,500")
    problem = Problem(detail="文件里没有数据", code="invalid")
    ended = replace(wanted, progress=Progress.FAILED, problem=problem, ended_at=NOW)
    imports.end(ended, holder="one")
    expect(page.get_by_role("status")).to_contain_text("文件里没有数据")
    look(page, address, "/complaints/imports/a1", "import-failed")
