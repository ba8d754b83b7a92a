import pytest
from flask.testing import FlaskClient

from services.complaints.routes.commitments.schemas import (
    BODY_EXAMPLES,
    DelayAnswerSchema,
    ListedPromiseSchema,
)
from tests.http.complaints.commitments_app import commitments_app

LATE = {
    "measure": "jiaxing/2-6",
    "events": [
        {"event": "unloading_finished", "at": "2026-08-03T16:30"},
        {"event": "tally_report_sent", "at": "2026-08-03T17:15"},
    ],
}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return commitments_app().test_client()


def test_a_promise_is_checked_without_signing_in(client):
    answer = client.post("/api/commitments/check", json=LATE)
    told = answer.get_json()
    assert answer.status_code == 200
    assert told["finding"] == "broken"
    assert told["by"] == {"value": "0.25", "unit": "hours", "at_least": False}
    assert told["reason"] == {"zh": "超过时限 15 分。", "en": "15 min beyond the time limit."}
    assert told["basis_kind"] == "promise"


@pytest.mark.parametrize("name", BODY_EXAMPLES)
def test_an_example_of_the_document_is_answered_and_the_answer_is_all_described(client, name):
    answer = client.post("/api/commitments/check", json=BODY_EXAMPLES[name]["value"])
    assert answer.status_code == 200
    told = answer.get_json()
    assert set(told) == set(DelayAnswerSchema().fields)
    assert told["finding"] in {"kept", "broken"}


def test_the_examples_stand_in_the_document(client):
    document = client.get("/api/complaints/openapi.json").get_json()
    body = document["paths"]["/api/commitments/check"]["post"]["requestBody"]
    assert set(body["content"]["application/json"]["examples"]) == set(BODY_EXAMPLES)


def test_every_promise_is_listed_with_what_its_check_needs(client):
    listed = client.get("/api/commitments").get_json()["commitments"]
    assert len(listed) == 36
    assert set(listed[0]) == set(ListedPromiseSchema().fields)
    morning = next(each for each in listed if each["measure"] == "jiaxing/2-7#2")
    assert [event["id"] for event in morning["events"]] == ["inspection_ordered", "inspection_done"]
    assert morning["conditions"][0]["proved_by"]["zh"] == "嘉兴海关"


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"measure": "jiaxing/99"}, "measure"),
        ({**LATE, "events": [{"event": "tea", "at": "2026-08-03"}]}, "events.0.event"),
    ],
)
def test_a_wrong_field_is_named(client, body, path):
    answer = client.post("/api/commitments/check", json=body)
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["errors"][0]["path"] == path


@pytest.mark.parametrize("body", [b"[", b"[]", b"7", b'"x"'])
def test_what_is_no_object_is_refused(client, body):
    answer = client.post("/api/commitments/check", data=body, content_type="application/json")
    assert answer.status_code in {400, 422}
