import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from services.complaints.domain.cases.allowance import ALLOWANCES, Turn
from tests.complaints import ZHOULAN
from tests.http.complaints.catalogue_app import catalogue_app

LINE = {
    "item": "港务费", "port": "海阳港", "charged_on": "2026-11-12", "quantity": "４",
    "unit": "box", "amount": "320.00", "container": "40", "trade": "foreign",
    "direction": "import", "loaded": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return catalogue_app().test_client()


def check(client, *lines, **headers):
    return client.post("/api/catalogue/check", json={"lines": list(lines)}, headers=headers)


def test_a_bill_is_checked_without_signing_in(client):
    answer = check(client, LINE, {**LINE, "amount": 272})
    found = answer.get_json()["lines"]
    assert answer.status_code == 200
    assert [(each["finding"], each["over"]) for each in found] == [
        ("above", "48.00"), ("within", "0.00"),
    ]  # fmt: skip
    assert found[0]["rows"][0]["sample"] is True
    assert found[0]["rows"][0]["how"] == "synonym"


def test_who_is_not_signed_in_checks_200_lines_at_a_time(client, signed_in):
    assert check(client, *[LINE] * 200).status_code == 200
    refused = check(client, *[LINE] * 201)
    assert refused.status_code == 422
    assert "200" in refused.get_json()["errors"][0]["message"]
    person = signed_in(catalogue_app().test_client(), ZHOULAN)
    assert check(person, *[LINE] * 201).status_code == 200


def test_the_reason_comes_in_the_language_asked_for(client):
    english = check(client, LINE, **{"Accept-Language": "en"}).get_json()["lines"][0]["reason"]
    chinese = check(client, LINE, **{"Accept-Language": "zh"}).get_json()["lines"][0]["reason"]
    assert "Cargo dues" in english
    assert "同义词" in chinese


def test_the_security_fee_beside_the_whole_needs_an_officer(client):
    whole = {**LINE, "item": "港口作业包干费", "amount": "2480"}
    part = {**LINE, "item": "港口设施保安费", "amount": "48"}
    found = check(client, whole, part).get_json()["lines"]
    assert [each["finding"] for each in found] == ["within", "needs_officer"]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ({"amount": "-1"}, "lines.0.amount"),
        ({"amount": True}, "lines.0.amount"),
        ({"quantity": 0}, "lines.0.quantity"),
        ({"charged_on": "2026-11-24"}, "lines.0.charged_on"),
        ({"charged_on": "1989-12-31"}, "lines.0.charged_on"),
        ({"container": "53"}, "lines.0.container"),
        ({"item": None}, "lines.0.item"),
    ],
)
def test_a_wrong_field_is_named(client, line, path):
    answer = check(client, {**LINE, **line})
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert [error["path"] for error in answer.get_json()["errors"]] == [path]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        (b"[" * 10_000, 400),
        (b'{"lines": [{"item": "x", "amount": NaN}]}', 400),
        (b"[]", 422),
        (b'{"lines": "x"}', 422),
        (b'{"lines": []}', 422),
        (json.dumps({"lines": ["x"]}).encode(), 422),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(client, body, status):
    answer = client.post("/api/catalogue/check", data=body, content_type="application/json")
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


def test_rows_are_listed_as_of_a_day_and_page_by_page(client):
    seen, after = [], ""
    while True:
        query = {"as_of": "2024-06-01", "after": after}
        page = client.get("/api/catalogue", query_string=query).get_json()
        seen += [row["id"] for row in page["rows"]]
        after = page["next"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == page["total"] > 80
    assert "HY-0112-40-foreign-1" in seen
    assert "HY-0112-40-foreign" not in seen
    assert "nansha-059" not in seen


def test_an_address_that_asks_very_often_has_to_wait(monkeypatch):
    few = {**ALLOWANCES, Turn.CHECK: replace(ALLOWANCES[Turn.CHECK], one=2)}
    monkeypatch.setattr("services.complaints.adapters.address_turns.ALLOWANCES", few)
    asking = catalogue_app().test_client()
    page = asking.get("/complaints/check", query_string=LINE)
    answers = [check(asking, LINE) for _ in range(2)]
    assert [page.status_code, *(each.status_code for each in answers)] == [200, 200, 429]
    assert int(answers[1].headers["Retry-After"]) > 0
    late = asking.get("/complaints/check", query_string=LINE)
    assert (late.status_code, int(late.headers["Retry-After"]) > 0) == (429, True)
    assert f'value="{LINE["amount"]}"' in late.text
    assert asking.get("/complaints/check").status_code == 200


@pytest.mark.parametrize(
    ("query", "has", "has_not"),
    [
        ({"q": "港务费"}, "national-001", "wuhan-123"),
        ({"port": "南沙港", "as_of": "2020-04-01"}, "nansha-059", "wuhan-123"),
        ({"q": "电放", "port": "武汉新港"}, "wuhan-123", "HY-0404"),
        ({"price_form": "guided"}, "national-013", "wuhan-123"),
        ({"body": "91370687300000010P"}, "HY-0117", "JX-0117"),
        ({"trade": "domestic", "q": "理箱"}, "wuhan-076", "wuhan-072"),
        ({"container": "20", "q": "熏蒸费"}, "wuhan-067", "wuhan-068"),
    ],
)
def test_filters_narrow_the_list(client, query, has, has_not):
    ids = {row["id"] for row in client.get("/api/catalogue", query_string=query).get_json()["rows"]}
    assert has in ids
    assert has_not not in ids


def test_a_row_says_where_it_is_from_and_whether_its_list_is_complete(client):
    row = client.get("/api/catalogue?q=wuhan-123").get_json()["rows"][0]
    assert row["list"]["complete"] is True
    assert row["list"]["sample"] is False
    assert row["dates_known"] is False
    assert row["source"]


def test_a_day_that_is_none_is_refused(client):
    assert client.get("/api/catalogue?as_of=2026-02-30").status_code == 422


def test_both_addresses_are_described(client):
    paths = client.get("/api/complaints/openapi.json").get_json()["paths"]
    assert {"/api/catalogue", "/api/catalogue/check"} <= set(paths)
