"""The port office sees which bodies have no list, and reminds them."""

import pytest

from services.complaints.usecases.cases.file_complaint import file_complaint
from tests.complaints import (
    HANBING,
    LINZHIYUAN,
    NOW,
    SHENYUE,
    TERMINAL,
    XUKEXIN,
    a_complaint,
    a_written_line,
)
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
PAGE = "/complaints/catalogue/coverage"
TALLY = SHENYUE.uscc


@pytest.fixture
def office(app, c):
    lines = (a_written_line(item="加急放行费"),)
    asked = a_complaint(respondent_name="海阳某理货有限公司", respondent_uscc=TALLY, lines=lines)
    file_complaint(asked, key="key-00000001", now=NOW, ports=c.cases, rules=c.rules)
    return sign_in(app.test_client(), HANBING)


def test_a_body_from_a_complaint_is_listed_and_reminded_once_a_day(office, c):
    page = office.get(PAGE).text
    assert "海阳某理货有限公司" in page
    assert "加急放行费" in page
    assert "没有提醒过" in page
    answer = office.post(f"{PAGE}/remind", data={"uscc": TALLY}, follow_redirects=True)
    assert "已提醒" in answer.text
    assert "没有提醒过" not in answer.text
    assert len(c.lists.followed.get(f"body:{TALLY}").reminders) == 1
    assert office.post(f"{PAGE}/remind", data={"uscc": TALLY}).status_code == 409


def test_who_has_a_list_is_not_reminded(office):
    assert office.post(f"{PAGE}/remind", data={"uscc": TERMINAL}).status_code == 404
    assert office.post(f"{PAGE}/remind", data={}).status_code == 404


def test_only_the_port_office_comes_here(app):
    for person in (LINZHIYUAN, XUKEXIN):
        client = sign_in(app.test_client(), person)
        assert client.get(PAGE).status_code == 403
        assert client.post(f"{PAGE}/remind", data={"uscc": TALLY}).status_code == 403
