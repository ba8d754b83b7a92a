"""Changes that are refused: they take no number, leave no event and no document."""

import pytest

from tests.complaints import FORWARDER, LINZHIYUAN, SHENYUE, TERMINAL, ZHOULAN, a_body_line
from tests.http.credit.conftest import CUSTOMS
from tests.http.hostile.asking import post, refused
from tests.http.hostile.conftest import CASE, stored
from tests.journeys.story import STEPS, a_complaint_body
from tests.tokens import bearer

pytestmark = pytest.mark.engines


@pytest.mark.usefixtures("nothing_stays")
def test_a_refused_complaint_takes_no_number_and_leaves_no_event(product):
    client = product.person("complaints", ZHOULAN)
    lines = [
        a_body_line(amount="-0.01"),
        a_body_line(amount="1000000000"),
        a_body_line(charged_on="2026-11-24"),
        a_body_line(charged_on="1989-12-31"),
        a_body_line(quantity="0"),
    ]
    body = a_complaint_body(lines=lines, respondent={"uscc": "91370687300000010Q"})
    paths = ("lines.0.amount", "lines.1.amount", "lines.2.charged_on", "lines.3.charged_on")
    refused(post(client, "/api/complaints", body), *paths, "lines.4.quantity", "respondent.uscc")


@pytest.mark.usefixtures("nothing_stays")
def test_the_key_of_a_complaint_with_another_body_is_refused(product):
    client = product.person("complaints", ZHOULAN)
    answer = post(client, "/api/complaints", a_complaint_body(title="另一份"), "story-key-0001")
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"


@pytest.mark.usefixtures("nothing_stays")
def test_the_key_of_an_action_with_another_body_is_refused(product):
    client = product.person("complaints", LINZHIYUAN)
    where = f"/api/cases/{CASE}/actions/begin_check"
    other = {"officers": ["suqing"], "text": "另一份"}
    assert post(client, where, other, "step-0000").status_code == 422
    assert post(client, where, STEPS[0][2], "step-0000").status_code == 200


@pytest.mark.usefixtures("nothing_stays")
def test_a_bad_action_changes_nothing(product):
    client = product.person("complaints", LINZHIYUAN)
    where = f"/api/cases/{CASE}/actions"
    bad = {"outcome": "filed", "ground": "F99", "text": "字" * 20_001}
    refused(post(client, f"{where}/propose_filing", bad), "ground", "text")
    assert post(client, f"{where}/record_service", STEPS[-1][2]).status_code in {409, 422}


@pytest.mark.usefixtures("nothing_stays")
def test_a_wrong_question_at_the_gate_takes_no_receipt(product):
    client = product.apps["credit"].test_client()
    header = {**bearer(CUSTOMS, "gate:query"), "Idempotency-Key": "gate-key-0001"}
    for body in ({"uscc": "91370687300000010Q", "purpose": "green_lane_hy"}, {"uscc": TERMINAL}):
        assert client.post("/api/gate/queries", json=body, headers=header).status_code == 422
    body = {"uscc": TERMINAL, "purpose": "public_money_hy"}
    assert client.post("/api/gate/queries", json=body, headers=header).status_code == 403


def test_an_item_nobody_knows_is_filed_and_said_to_be_in_no_list(product):
    lines = [a_body_line(item="\u200b费 ﷽ <script>", unit="光年")]
    body = a_complaint_body(lines=lines)
    answer = post(product.person("complaints", SHENYUE), "/api/complaints", body, "odd-key-0001")
    assert answer.status_code == 201, answer.text
    assert answer.get_json()["id"] == "HY-2026-00002-1"
    assert answer.get_json()["lines"][0]["finding"] == "not_listed"


def test_the_key_of_a_question_at_the_gate_with_another_body_is_refused(product):
    client = product.apps["credit"].test_client()
    header = {**bearer(CUSTOMS, "gate:query"), "Idempotency-Key": "gate-key-0002"}
    body = {"uscc": TERMINAL, "purpose": "green_lane_hy"}
    assert client.post("/api/gate/queries", json=body, headers=header).status_code == 201
    before = stored(product)
    other = {**body, "uscc": FORWARDER}
    assert client.post("/api/gate/queries", json=other, headers=header).status_code == 422
    assert stored(product) == before
