import pytest

from tests.http.credit.conftest import MARKET

pytestmark = pytest.mark.engines
YUNYU = "91370687300000010P"
KEY = {"Idempotency-Key": "gate-key-0001"}


@pytest.fixture
def ask(as_system):
    def post(body, *, key="gate-key-0001", scopes=("gate:query",)):
        client, header = as_system(*scopes)
        return client.post(
            "/api/gate/queries", json=body, headers={**header, "Idempotency-Key": key}
        )

    return post


def a_question(**changes):
    return {"uscc": YUNYU, "purpose": "green_lane_hy", **changes}


def test_the_gate_answers_with_measures_basis_receipt_and_last_day(ask, sample):
    answer = ask(a_question())
    body = answer.get_json()
    assert answer.status_code == 201
    assert body["decision"] == "DENY"
    assert body["receipt"] == "G-2026-000001"
    assert body["feedback_due_on"] == "2026-12-07"
    restriction = next(row for row in body["measures"] if row["effect"] == "restrict")
    assert restriction["basis"] == "山东省社会信用条例第二十八条"
    assert restriction["until"] == "2027-05-18"
    assert body["basis_kind"] == "law"


def test_asking_again_with_the_key_gives_the_first_answer(ask, sample):
    first = ask(a_question()).get_json()
    assert ask(a_question()).get_json() == first
    other = ask(a_question(uscc="91370687MA3TE5T03T"))
    assert other.status_code == 422


def test_an_unknown_firm_is_allowed_with_a_note(ask):
    body = ask(a_question(uscc="91120118MA0603879K")).get_json()
    assert (body["decision"], body["note"], body["known"]) == ("ALLOW", "无记录", False)


def test_a_receipt_is_read_by_the_department_that_asked(ask, as_system, as_person, sample):
    receipt = ask(a_question()).get_json()["receipt"]
    client, header = as_system("gate:query")
    url = f"/api/gate/queries/{receipt}"
    assert client.get(url, headers=header).get_json()["receipt"] == receipt
    assert as_person("zhengyan").get(url).status_code == 200
    assert client.get("/api/gate/queries/G-2026-999999", headers=header).status_code == 404
    client, header = as_system("gate:query", who=MARKET)
    assert client.get(url, headers=header).status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "path"),
    [
        (a_question(uscc="91370687300000010Q"), 422, "uscc"),
        (a_question(purpose="curiosity"), 422, "purpose"),
        ({"uscc": YUNYU}, 422, "purpose"),
        (a_question(extra=1), 422, "extra"),
        (a_question(uscc=5), 422, "uscc"),
    ],
)
def test_a_wrong_question_is_told_its_field(ask, body, status, path):
    answer = ask(body)
    assert answer.status_code == status
    assert answer.get_json()["errors"][0]["path"] == path


def test_a_purpose_of_another_department_is_refused(ask):
    assert ask(a_question(purpose="public_money_hy")).status_code == 403


def test_a_question_needs_a_key_and_the_scope(as_system, ask):
    client, header = as_system("gate:query")
    assert client.post("/api/gate/queries", json=a_question(), headers=header).status_code == 400
    assert ask(a_question(), scopes=("feed:read",)).status_code == 403


def test_a_body_that_is_not_json_is_refused(as_system):
    client, header = as_system("gate:query")
    answer = client.post(
        "/api/gate/queries", data="{", content_type="application/json", headers={**header, **KEY}
    )
    assert answer.status_code == 400
