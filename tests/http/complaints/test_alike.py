"""Likely duplicates: the own ones may be joined while filing, others' are for officers alone."""

import pytest

from services.complaints.usecases.cases.my_cases import my_cases
from tests.complaints import LINZHIYUAN, SHENYUE, ZHOULAN, a_complaint, everything_in
from tests.contracts.complaints.desk import filed
from tests.http.complaints.filing_browser import Browser
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
FIRST = "HY-2026-00001-1"
OFFER = "并入这一件"


@pytest.fixture
def zhoulan(app, c):
    filed(c.cases, a_complaint(narrative="另一番话，与后来的不同，只有项目相同。"))
    browser = Browser(app, ZHOULAN)
    browser.fill()
    return browser


def review(browser):
    address = f"/complaints/file/{browser.draft}/review"
    return browser.get(address).get_data(as_text=True)


def join(browser, case_id=FIRST):
    address = f"/complaints/file/{browser.draft}"
    hidden = browser.get(f"{address}/review")
    assert hidden.status_code == 200
    return browser.post_from(f"{address}/review", f"{address}/join", {"case": case_id})


def test_the_own_likely_case_is_offered_with_its_reason_and_can_be_joined(zhoulan, c):
    page = review(zhoulan)
    assert OFFER in page
    assert "收费项目相同，日期重叠" in page
    before = c.cases.cases.get(FIRST)
    joined = join(zhoulan)
    assert joined.location == f"/complaints/mine/{FIRST}"
    case = c.cases.cases.get(FIRST)
    assert [each.id for each in my_cases(ZHOULAN, ports=c.cases, rules=c.rules).filed] == [FIRST]
    assert (case.version, case.clocks) == (before.version + 1, before.clocks)
    assert case.timeline[-1].action == "reporter_added"
    assert "货物港务费 320 元" in case.timeline[-1].text


def test_what_is_joined_is_redacted_for_officers_and_kept_as_written(zhoulan, c, mongo_database):
    join(zhoulan)
    assert "13806386120" not in everything_in(mongo_database)
    sealed = c.cases.cases.get(FIRST).mailbox[-1].sealed
    assert "13806386120" in c.cases.vault.open(sealed)


def test_joining_twice_adds_once_and_anothers_case_cannot_be_joined(zhoulan, app, c):
    stranger = Browser(app, SHENYUE)
    stranger.fill()
    assert OFFER not in review(stranger)
    assert join(stranger).status_code == 404
    address = f"/complaints/file/{zhoulan.draft}"
    token = zhoulan.tokens(f"{address}/review")
    for _ in range(2):
        zhoulan.client.post(f"{address}/join", data={**token, "case": FIRST})
    assert len(c.cases.cases.get(FIRST).mailbox) == 1


def test_others_duplicates_are_shown_to_officers_only(zhoulan, app, c):
    other = Browser(app, SHENYUE)
    other.fill()
    other.submit()
    mine = zhoulan.get(f"/complaints/mine/{FIRST}").get_data(as_text=True)
    assert "HY-2026-00002-1" not in mine
    page = sign_in(app.test_client(), LINZHIYUAN).get(f"/complaints/cases/{FIRST}")
    assert "可能重复的案件" in page.get_data(as_text=True)
    assert "HY-2026-00002-1" in page.get_data(as_text=True)
