"""Time limits over HTTP: the JSON answer, the page with its form, the calendar files."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from tests.http.complaints.clocks_app import clocks_app

COMPUTE, PAGE = "/api/deadlines/compute", "/complaints/clocks"
FILE = {"rule": "T-FILE", "received": "2026-08-03"}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return clocks_app().test_client()


def asked(client, path=COMPUTE, *, status=200, **query):
    answer = client.get(path, query_string={"lang": "zh", **query})
    assert answer.status_code == status, answer.text
    return answer


def test_a_bare_limit_has_the_three_keys_of_the_command(client):
    found = asked(client, received="2026-04-30", limit="5wd").get_json()
    assert set(found) == {"due_on", "provisional", "steps"}
    assert found["due_on"] == "2026-05-11"
    found = asked(client, received="2026-04-30T16:30+08:00", limit="0.5h").get_json()
    assert found["due_at"] == "2026-04-30T17:00:00+08:00"


def test_a_rule_is_answered_with_ground_pauses_and_extensions(client):
    found = asked(
        client, **FILE, city="haiyang", pause=["2026-08-10..2026-08-14:test"], extend=["15:head"]
    ).get_json()
    assert (found["due_on"], found["rule"], found["basis_kind"]) == ("2026-09-20", "T-FILE", "law")
    assert found["pauses"][0]["from"] == "2026-08-10"
    assert found["extensions"][0]["number"] == 15
    assert found["trigger"]["on"] == "2026-08-03"
    assert len(found["steps"]) == len(found["steps_en"])


def test_the_plus_of_an_offset_may_come_as_a_blank(client):
    answer = client.get(f"{COMPUTE}?rule=T-MED-NEW&received=2026-08-02T16:30+08:00&city=haiyang")
    assert answer.get_json()["due_on"] == "2026-10-08"
    assert answer.get_json()["received"] == "2026-08-02T16:30:00+08:00"


@pytest.mark.parametrize(
    ("query", "path", "told"),
    [
        ({"limit": "5wd"}, "received", "请填写"),
        ({"received": "2026-04-30"}, "rule", "limit"),
        ({"received": "2026-04-30", "limit": "5wd", "rule": "T-ACC"}, "rule", "limit"),
        ({"received": "soon", "limit": "5wd"}, "received", "看不懂日期"),
        ({"received": "2026-04-30", "limit": "5wk"}, "limit", "wd（工作日）"),
        ({"received": "2026-04-30", "rule": "T-X"}, "rule", "T-MED-NEW"),
        ({"received": "2026-03-30", "rule": "T-MED-NEW"}, "rule", "T-MED-OLD"),
        ({"received": "2026-04-30", "rule": "T-ACC", "city": "mars"}, "city", "haiyang"),
        ({**FILE, "from": "2026-08-01"}, "from", "早于收到"),
        ({**FILE, "pause": ["x"]}, "pause.0", "事由"),
        ({**FILE, "pause": ["2026-08-10..2026-08-11:test", "2026-08-10..2026-08-11:x"]},
         "pause.1", "identification"),
        ({**FILE, "pause": ["2026-08-10..2026-08-11:test"] * 21}, "pause", "20"),
        ({**FILE, "extend": ["99:head"]}, "extend.0", "15wd"),
        ({**FILE, "received": "x" * 121}, "received", "120"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_with_what_is_known(client, query, path, told):
    answer = asked(client, status=422, **query)
    assert answer.mimetype == "application/problem+json"
    [error] = answer.get_json()["errors"]
    assert error["path"] == path
    assert told in error["message"]


def test_a_year_before_the_first_calendar_is_refused_and_not_guessed(client):
    answer = asked(client, status=422, received="2017-03-01", limit="5wd")
    assert "2018" in answer.get_json()["detail"]


def test_the_page_computes_without_a_script(client):
    page = asked(client, PAGE, rule="T-MED-NEW", received="2026-08-02T16:30", city="haiyang").text
    assert "2026年10月8日" in page
    assert "第二百零三条" in page
    assert "期限过半提醒" in page
    english = asked(client, PAGE, rule="T-MED-NEW", received="2026-08-02", lang="en").text
    assert "8 Oct 2026" in english
    assert "rest day" in english
    assert "2026-10-01" not in english


def test_the_page_shows_an_error_at_its_field_and_keeps_what_was_typed(client):
    page = asked(
        client, PAGE, status=422, **FILE,
        pause_from="2026-08-10", pause_to="2026-08-11", pause_reason="suspension",
    ).text  # fmt: skip
    assert "f-pause-reason-e" in page
    assert 'value="2026-08-10"' in page
    page = asked(client, PAGE, status=422, **FILE, extend="99", approver="head").text
    assert "f-extend-e" in page


def test_the_table_is_that_of_the_day_asked_for(client):
    old, new = (asked(client, PAGE, on=day).text for day in ("2026-04-14", "2026-04-15"))
    assert "45 个工作日" in old
    assert "45 个工作日" not in new.partition('id="complaint"')[2]
    assert "60 日" in new
    assert asked(client, PAGE, on="never").status_code == 200


def events(answer):
    assert answer.headers["Content-Type"].startswith("text/calendar")
    found = Calendar.from_ical(answer.data)
    return [each for each in found.subcomponents if each.name == "VEVENT"]


def test_the_calendar_file_holds_days_off_and_weekend_days_worked(client):
    found = events(asked(client, f"{PAGE}/calendar.ics", year=2026))
    off = {(each["dtstart"].dt, each["dtend"].dt) for each in found}
    assert (date(2026, 2, 15), date(2026, 2, 24)) in off
    assert (date(2026, 10, 10), date(2026, 10, 11)) in off
    assert len(found) == 7 + 6
    assert len({each["uid"] for each in found}) == len(found)
    assert any("暂定" in each["summary"] for each in events(asked(client, f"{PAGE}/calendar.ics")))


def test_a_deadline_can_be_saved_to_a_calendar(client):
    [found] = events(asked(client, f"{PAGE}/deadline.ics", **FILE))
    assert found["dtstart"].dt == date(2026, 8, 24)
    assert "T-FILE" in found["summary"]
    assert asked(client, f"{PAGE}/deadline.ics", status=422, rule="T-X", received="2026-08-03")
