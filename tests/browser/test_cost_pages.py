"""The pages of compliance cost and the home page that leads to them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from services.complaints.adapters.indexes import create_indexes
from services.complaints.app import create_app
from services.complaints.container import build_container
from tests.browser.page_checks import assert_good_at_every_width
from tests.browser.serving import served
from tests.complaints import NOW, SETTINGS, rules
from tests.conftest import own_database

pytestmark = [pytest.mark.browser, pytest.mark.engines]
LINKS = (
    ("时效核对", "时效核对"),
    ("时限计算", "时限"),
    ("任务分工与督办", "任务分工与督办"),
    ("整体通关时间", "整体通关时间"),
    ("合规成本", "合规成本"),
    ("年度收费调研", "年度收费调研"),
    ("海阳口岸", "海阳口岸 联系方式和通关流程"),
)


@pytest.fixture(scope="module")
def address(mongo_url) -> Iterator[str]:
    with own_database(mongo_url) as database:
        create_indexes(database)
        built = build_container(SETTINGS, database=database, now=lambda: NOW)
        with served(create_app(replace(built, rules=rules()))) as url:
            yield url


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_cost_is_accessible_and_fits_every_window(still, address, language):
    still.goto(f"{address}/complaints/cost?lang={language}")
    assert_good_at_every_width(still, f"cost-{language}")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_survey_is_accessible_and_fits_every_window(still, address, language):
    still.goto(f"{address}/complaints/cost/survey?lang={language}")
    assert_good_at_every_width(still, f"survey-{language}")


@pytest.mark.parametrize(("word", "title"), LINKS)
def test_the_home_page_leads_to_each_public_page(page, address, word, title):
    page.goto(f"{address}/?lang=zh")
    page.locator("section[aria-labelledby=more]").get_by_role("link", name=word).click()
    expect(page.locator("h1")).to_contain_text(title)
