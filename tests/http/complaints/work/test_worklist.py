"""The worklist over HTTP: groups, tabs, pages, and whose cases it holds."""

from datetime import timedelta

import pytest

from services.complaints.usecases.cases.file_complaint import file_complaint
from tests.complaints import HANBING, LINZHIYUAN, LUHENG, NOW, a_complaint
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines


@pytest.fixture
def work(app):
    """Return how somebody opens the worklist."""

    def show(person=LINZHIYUAN, query: str = "") -> str:
        answer = sign_in(app.test_client(), person).get(f"/complaints/work{query}")
        assert answer.status_code == 200
        return answer.text

    return show


def test_a_case_stands_in_its_group_with_what_is_left(work, c, case_id, clock):
    text = work()
    assert f'href="/complaints/cases/{case_id}"' in text
    assert "还剩 15 个工作日" in text
    assert "10 个工作日以后，1 件" in text
    clock.set(NOW + timedelta(days=22))
    late = work()
    assert "已逾期，1 件" in late
    assert "逾期 1 个工作日" in late


def test_only_the_own_department_or_city_is_listed(work, case_id):
    assert case_id in work(HANBING)
    elsewhere = work(LUHENG)
    assert case_id not in elsewhere
    assert "没有在办案件" in elsewhere


@pytest.mark.parametrize(
    "query",
    ["?group=nonsense", "?page=0", "?page=99999", "?page=x", "?state=%27", "?page=²", "?whose=1"],
)
def test_an_address_that_means_nothing_shows_the_whole_list(work, case_id, query):
    assert case_id in work(LINZHIYUAN, query)


def test_a_page_behind_the_last_one_is_empty_and_leads_back(work, case_id):
    text = work(LINZHIYUAN, "?group=far&page=9")
    assert case_id not in text.partition("昨天以来收到")[0]
    assert "/complaints/work?group=far" in text


def test_no_other_officers_name_or_reporter_is_told(work, c, case_id):
    file_complaint(
        a_complaint(title="周岚的投诉"), key="key-00000002", now=NOW, ports=c.cases, rules=c.rules
    )
    assert "周岚" not in work()
