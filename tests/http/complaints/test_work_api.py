"""Bulk assignment, absence and the figures of departments, as programs ask for them."""

import pytest

from services.complaints.usecases.cases.file_complaint import file_complaint
from tests.complaints import HANBING, LINZHIYUAN, NOW, SUQING, ZHOULAN, a_complaint
from tests.http.complaints.test_cases_api import MARKET_DESK
from tests.sign_in import sign_in
from tests.tokens import bearer

pytestmark = pytest.mark.engines
KEY = {"Idempotency-Key": "key-00000009"}


@pytest.fixture
def lin(app):
    return sign_in(app.test_client(), LINZHIYUAN)


def filed(c, key: str):
    return file_complaint(a_complaint(), key=key, now=NOW, ports=c.cases, rules=c.rules)


def test_one_officer_is_named_on_several_cases_and_a_changed_one_says_why(c, lin):
    first, second = filed(c, "key-00000001"), filed(c, "key-00000002")
    seen = [{"id": first.id, "version": 1}, {"id": second.id, "version": 7}]
    body = {"officer": SUQING.sub, "cases": seen}
    answers = [lin.post("/api/cases/assignments", json=body, headers=KEY) for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 200]
    told = answers[0].get_json()["cases"]
    assert told[0] == {"id": first.id, "assigned": True, "why_not": ""}
    assert (told[1]["assigned"], told[1]["why_not"]) == (False, "别人刚改过这件案件")
    assert c.cases.cases.get(first.id).officers == (SUQING.sub,)
    assert c.cases.cases.get(first.id).version == 2


def test_more_than_fifty_or_an_unknown_field_is_refused_and_others_are_not_let_in(c, app, lin):
    case = {"id": "HY-2026-00001-1", "version": 1}
    for body in ({"officer": "suqing", "cases": [case] * 51}, {"officer": "", "cases": [case]}):
        assert lin.post("/api/cases/assignments", json=body, headers=KEY).status_code == 422
    body = {"officer": "suqing", "cases": [case]}
    assert lin.post("/api/cases/assignments", json=body).status_code == 400
    for person in (ZHOULAN, HANBING):
        client = sign_in(app.test_client(), person)
        assert client.post("/api/cases/assignments", json=body, headers=KEY).status_code == 403
    desk = {**bearer(MARKET_DESK, "cases:handle"), **KEY}
    none = app.test_client().post("/api/cases/assignments", json=body, headers=desk)
    assert none.get_json() == {"cases": []}


def test_an_officer_keeps_reads_and_ends_the_own_absence(lin):
    nobody = {"stand_in": None, "from_on": None, "to_on": None}
    assert lin.get("/api/cases/absence").get_json() == nobody
    away = {"stand_in": SUQING.sub, "from_on": "2026-12-01", "to_on": "2026-12-04"}
    assert lin.put("/api/cases/absence", json=away).get_json() == away
    assert lin.get("/api/cases/absence").get_json() == away
    wrong = lin.put("/api/cases/absence", json={**away, "stand_in": "gaofan"})
    assert (wrong.status_code, wrong.get_json()["errors"][0]["path"]) == (422, "stand_in")
    assert lin.delete("/api/cases/absence").get_json() == nobody
    assert lin.get("/api/cases/absence").get_json() == nobody


def test_a_supervisor_reads_what_is_open_in_each_department(c, app, lin):
    filed(c, "key-00000001")
    client = sign_in(app.test_client(), HANBING)
    [one] = client.get("/api/cases/departments").get_json()["departments"]
    assert (one["id"], one["total"], one["overdue"], one["unassigned"]) == ("hy-market", 1, 0, 1)
    assert lin.get("/api/cases/departments").status_code == 403
    assert client.get("/api/complaints/openapi.json").text.count("/api/cases/assignments") == 1
