"""The administrator's pages of calendars: look, preview, load."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.app import create_app
from services.complaints.container import build_container
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.clocks.recount_deadlines import recount_deadlines
from tests.calendar_texts import calendar_text
from tests.complaints import GUANLI, LINZHIYUAN, NOW, SETTINGS, a_complaint
from tests.sign_in import sign_in, trust_test_issuer

pytestmark = pytest.mark.engines
PAGE = "/complaints/admin/calendars"
DECEMBER = datetime(2026, 12, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def c(mongo_database):
    create_indexes(mongo_database)
    return build_container(SETTINGS, database=mongo_database, now=lambda: NOW)


@pytest.fixture
def app(c):
    app = create_app(c)
    app.testing = True
    return trust_test_issuer(app)


@pytest.fixture
def admin(app):
    return sign_in(app.test_client(), GUANLI)


def test_the_years_are_listed_with_their_notices(admin):
    page = admin.get(PAGE).text
    assert "国办发明电〔2025〕7号" in page
    assert "暂定" in page
    assert "2026年2月15日至2026年2月23日" in admin.get(f"{PAGE}/2026").text
    assert admin.get(f"{PAGE}/1999").status_code == 404


def test_only_administrators_come_here(app):
    officer = sign_in(app.test_client(), LINZHIYUAN)
    assert officer.get(PAGE).status_code == 403
    assert officer.post(PAGE, data={"text": calendar_text()}).status_code == 403


def test_a_calendar_is_looked_at_then_loaded_and_deadlines_follow(admin, c):
    case = file_complaint(
        a_complaint(), key="key-00000001", now=DECEMBER, ports=c.cases, rules=c.rules
    )
    assert case.clocks[0].provisional
    form = {"file": (BytesIO(calendar_text().encode()), "2027.json")}
    page = admin.post(f"{PAGE}/preview", data=form).text
    assert "有 1 件案件的期限是暂定的" in page
    assert "2027年1月4日 周一" in page
    assert c.calendars.every() == []
    answer = admin.post(PAGE, data={"text": calendar_text()})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{PAGE}/2027"
    page = admin.get(answer.headers["Location"]).text
    assert "试〔2026〕1号" in page
    assert GUANLI.name in page
    assert recount_deadlines(now=DECEMBER, ports=c.cases, rules=c.rules) == 1
    assert c.cases.cases.get(case.id).clock("T-FILE").due_on == date(2027, 1, 7)
    answer = admin.post(PAGE, data={"text": calendar_text()}, follow_redirects=True)
    assert "没有变化" in answer.text
    found = admin.get("/api/deadlines/compute?received=2026-12-15&limit=15wd").get_json()
    assert (found["due_on"], found["provisional"]) == ("2027-01-07", False)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"text": ""}, "恰好一年"),
        ({"text": calendar_text(published=False)}, "不是已公布"),
        ({"file": (BytesIO(b"\xff\xfe"), "a.json")}, "UTF-8"),
        ({"file": (BytesIO(b" " * 70_000), "a.json")}, "64 KB"),
    ],
)
def test_what_is_no_calendar_comes_back_with_why(admin, form, told):
    answer = admin.post(f"{PAGE}/preview", data=form)
    assert answer.status_code == 422
    assert told in answer.text


def test_a_calendar_that_cannot_be_is_not_loaded(admin, c):
    assert admin.post(PAGE, data={"text": "{}"}).status_code == 422
    assert c.calendars.every() == []
