"""Filing, following and handling through the JSON API."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from services.complaints.routes.cases.form_schemas import SCHEMAS
from shared.principal import Principal, Role
from tests.complaints import (
    FORWARDER,
    HANBING,
    LINZHIYUAN,
    SHENYUE,
    SUQING,
    TERMINAL,
    XUKEXIN,
    ZHOULAN,
    a_body,
    a_body_line,
    rules,
)
from tests.sign_in import sign_in
from tests.tokens import bearer

pytestmark = pytest.mark.engines
FORWARDERS_SYSTEM = Principal(
    sub="xian-forwarder", name="汐岸货代系统", role=Role.ENTERPRISE, uscc=FORWARDER, city="haiyang"
)
MARKET_DESK = Principal(
    sub="market-desk", name="监管系统", role=Role.OFFICER, department="hy-market", city="haiyang"
)
TO_NOTICE: list[tuple[str, str, dict[str, Any]]] = [
    ("lin", "begin_check", {"officers": ["suqing"]}),
    ("lin", "propose_filing", {"outcome": "filed", "ground": "F19", "text": "属实。"}),
    ("su", "decide_filing", {"confirm": True}),
    (
        "lin",
        "record_finding",
        {"findings": [{"no": 1, "upheld": True, "violation": "V2", "over": "48.00"}]},
    ),
    ("lin", "give_notice", {"given_on": "2026-11-23", "way": "direct", "text": "拟处罚。"}),
]
NOTIFY = Principal(sub="notify-service", name="notify", role=Role.ADMIN)


def file(client, body=None, key="key-00000001"):
    return client.post("/api/complaints", json=body or a_body(), headers={"Idempotency-Key": key})


def act(client, case_id, action, body, key, **headers):
    """Take an action; an approval on the version that stands, unless another is named."""
    address = f"/api/cases/{case_id}/actions/{action}"
    if action in {"decide_filing", "approve_decision"} and not headers:
        headers = {"If_Match": client.get(f"/api/cases/{case_id}").headers["ETag"]}
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(address, json=body, headers={"Idempotency-Key": key, **sent})


def test_an_enterprise_files_and_is_told_at_once_what_was_not_allowed(app):
    answer = file(sign_in(app.test_client(), ZHOULAN))
    assert answer.status_code == 201
    case = answer.get_json()
    assert case["id"] == "HY-2026-00001-1"
    assert case["heading"] == "初步核对，不是行政决定"
    assert case["lines"][0]["finding"] == "above"
    assert (case["lines"][0]["allowed"], case["lines"][0]["over"]) == ("272.00", "48.00")
    assert case["routing"]["lead"] == {"id": "hy-market", "name": "市市场监管局"}
    assert case["clocks"][0]["due_on"] == "2026-12-14"
    assert case["clocks"][0]["steps"][0].startswith("2026-11-23 收到")
    assert case["links"]["self"] == "/api/complaints/HY-2026-00001-1"


def test_the_answer_comes_in_english_to_who_asks_for_it(app):
    client = sign_in(app.test_client(), ZHOULAN)
    headers = {"Idempotency-Key": "key-00000001", "Accept-Language": "en"}
    case = client.post("/api/complaints", json=a_body(), headers=headers).get_json()
    assert case["state_name"] == "Received"
    assert case["clocks"][0]["title"] == "Decide whether to file"
    assert not any("收到" in step for step in case["clocks"][0]["steps"])


def test_one_submission_becomes_several_cases_that_name_each_other(app):
    client = sign_in(app.test_client(), ZHOULAN)
    service = {"measure": "HY-9", "authority": "海阳海关", "started_at": "2026-11-12T09:00"}
    lines = [a_body_line(), a_body_line(item="船舶港务费")]
    agreed = {"fee_dispute": True, "consents": ["respondent_knows"]}
    answer = file(client, a_body(lines=lines, service=service, **agreed)).get_json()
    told = [(each["id"][-1], each["track"]) for each in answer["linked"]]
    assert told == [("2", "fee_dispute"), ("3", "petition"), ("4", "service")]
    assert "行政事业性收费" in answer["linked"][1]["why_apart"][0]
    fourth = client.get("/api/complaints/HY-2026-00001-4").get_json()
    assert fourth["service"]["started_at"] == "2026-11-12T01:00:00.000Z"
    assert [each["id"][-1] for each in fourth["linked"]] == ["1", "2", "3"]
    office = sign_in(app.test_client(), HANBING).get("/api/cases/HY-2026-00001-3").get_json()
    assert office["linked"][0] == "HY-2026-00001-1"


def test_a_system_files_with_a_token_and_the_firm_follows(app):
    headers = {**bearer(FORWARDERS_SYSTEM, "complaints:file"), "Idempotency-Key": "key-00000001"}
    answer = app.test_client().post("/api/complaints", json=a_body(), headers=headers)
    assert answer.status_code == 201
    where = answer.get_json()["links"]["self"]
    reading = bearer(FORWARDERS_SYSTEM, "complaints:read")
    assert app.test_client().get(where, headers=reading).status_code == 200
    assert app.test_client().get(where, headers=headers).status_code == 403
    assert sign_in(app.test_client(), ZHOULAN).get(where).status_code == 200


def test_another_firms_case_is_answered_like_none(app):
    file(sign_in(app.test_client(), ZHOULAN))
    client = sign_in(app.test_client(), SHENYUE)
    theirs = client.get("/api/complaints/HY-2026-00001-1")
    none = client.get("/api/complaints/HY-2026-00002-1")
    assert theirs.status_code == none.status_code == 404
    about = [{k: v for k, v in a.get_json().items() if k != "request_id"} for a in (theirs, none)]
    assert about[0] == about[1]


def test_a_repeated_key_gets_the_first_answer_and_with_another_body_is_refused(app):
    client = sign_in(app.test_client(), ZHOULAN)
    first = file(client).get_json()
    assert file(client).get_json() == first
    assert file(client, a_body(request="另一份")).status_code == 422


def test_nobody_else_may_file(app):
    assert file(app.test_client()).status_code == 401
    for person in (LINZHIYUAN, HANBING):
        assert file(sign_in(app.test_client(), person)).status_code == 403


def test_officers_handle_a_case_by_the_api_to_its_end(app, c):
    case_id = file(sign_in(app.test_client(), ZHOULAN)).get_json()["id"]
    lin = sign_in(app.test_client(), LINZHIYUAN)
    su = sign_in(app.test_client(), SUQING)
    for number, (who, action, body) in enumerate(TO_NOTICE):
        client = lin if who == "lin" else su
        answer = act(client, case_id, action, body, f"key-step-{number}")
        assert answer.status_code == 200, answer.get_json()
    case = lin.get(f"/api/cases/{case_id}").get_json()
    assert case["state"] == "noticed"
    assert case["lines"][0]["finding_by_officer"]["violation"] == "V2"
    assert case["reporter"]["name"] == "周*"
    possible = {each["action"] for each in case["actions"] if each["possible"]}
    assert possible == {
        "ask_extension",
        "ask_officer_recusal",
        "ask_respondent",
        "assign_officer",
        "correct_respondent",
        "note",
        "open_task",
        "pause_clock",
        "propose_misuse",
        "raise_dispute",
        "record_defence",
        "record_finding",
        "record_told",
        "relate",
        "transfer",
    }
    assert "sealed" not in case
    assert "reporter_key" not in case
    assert "一直" not in str(case["timeline"])


def test_several_answers_to_a_notice_are_recorded_by_the_api(app):
    case_id = file(sign_in(app.test_client(), ZHOULAN)).get_json()["id"]
    lin, su = (sign_in(app.test_client(), person) for person in (LINZHIYUAN, SUQING))
    answer = {"received_on": "2026-11-23", "text": "不同意。"}
    steps = [*TO_NOTICE, ("lin", "record_defence", answer)]
    steps += [("lin", "record_defence", answer | {"hearing_requested": True})]
    for number, (who, action, body) in enumerate(steps):
        client = lin if who == "lin" else su
        told = act(client, case_id, action, body, f"key-step-{number}")
        assert told.status_code == 200, told.get_json()
    [notice] = told.get_json()["notices"]
    assert [each["hearing_requested"] for each in notice["defences"]] == [False, True]
    both = act(
        lin,
        case_id,
        "record_defence",
        answer | {"hearing_requested": True, "waived": True},
        "key-9-9-9",
    )
    assert [each["path"] for each in both.get_json()["errors"]] == ["hearing_requested"]


def test_a_mistyped_key_of_an_action_is_refused_and_the_case_stays(app):
    case_id = file(sign_in(app.test_client(), ZHOULAN)).get_json()["id"]
    lin = sign_in(app.test_client(), LINZHIYUAN)
    told = act(lin, case_id, "begin_check", {"officer": ["suqing"]}, "key-00000001")
    assert told.status_code == 422
    [wrong] = told.get_json()["errors"]
    assert wrong == {"path": "officer", "message": "没有这一项；是不是 officers？"}
    assert lin.get(f"/api/cases/{case_id}").get_json()["state"] == "received"


@pytest.fixture
def proposed(app):
    """Return the case with a proposal, and both officers."""
    case_id = file(sign_in(app.test_client(), ZHOULAN)).get_json()["id"]
    lin, su = (sign_in(app.test_client(), person) for person in (LINZHIYUAN, SUQING))
    for number, (_, action, body) in enumerate(TO_NOTICE[:2]):
        assert act(lin, case_id, action, body, f"key-step-{number}").status_code == 200
    return case_id, lin, su


def test_a_case_answers_its_version_and_an_action_the_next(proposed):
    case_id, _, su = proposed
    got = su.get(f"/api/cases/{case_id}")
    assert got.headers["ETag"] == f'"{got.get_json()["version"]}"' == '"3"'
    answer = act(su, case_id, "decide_filing", {"confirm": True}, "key-00000001", If_Match='"3"')
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"4"')


@pytest.mark.parametrize("seen", ['"2"', '"4"', "nonsense", '"99999999999999999999"', '"³"'])
def test_an_approval_of_another_version_than_stands_is_refused(proposed, seen):
    case_id, _, su = proposed
    answer = act(su, case_id, "decide_filing", {"confirm": True}, "key-00000001", If_Match=seen)
    assert answer.status_code == 412
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["code"] == "outdated"
    assert su.get(f"/api/cases/{case_id}").get_json()["state"] == "filing_proposed"


@pytest.mark.parametrize("headers", [{"X": ""}, {"If_Match": "*"}], ids=["none", "any"])
def test_an_approval_that_names_no_version_is_refused(proposed, headers):
    case_id, _, su = proposed
    answer = act(su, case_id, "decide_filing", {"confirm": True}, "key-00000001", **headers)
    assert answer.status_code == 428
    assert answer.get_json()["code"] == "version_missing"
    assert answer.get_json()["title"] == "须写明看到的是哪一版"


def test_a_weak_tag_counts_and_several_are_refused(proposed):
    case_id, _, su = proposed
    body = {"confirm": True}
    several = act(su, case_id, "decide_filing", body, "key-00000001", If_Match='"3", "4"')
    assert several.status_code == 400
    weak = act(su, case_id, "decide_filing", body, "key-00000001", If_Match='W/"3"')
    assert weak.status_code == 200


def test_a_version_may_be_named_for_any_action_and_a_repeat_gets_the_first_answer(proposed):
    case_id, lin, su = proposed
    act(su, case_id, "decide_filing", {"confirm": True}, "key-00000001")
    _, action, body = TO_NOTICE[3]
    stale = act(lin, case_id, action, body, "key-00000002", If_Match='"3"')
    assert stale.status_code == 412
    for _ in range(2):
        answer = act(lin, case_id, action, body, "key-00000002", If_Match='"4"')
        assert (answer.status_code, answer.headers["ETag"]) == (200, '"5"')


def test_a_case_is_closed_by_the_api_only_after_its_reporter_was_told(app):
    case_id = file(sign_in(app.test_client(), ZHOULAN)).get_json()["id"]
    lin, su = (sign_in(app.test_client(), person) for person in (LINZHIYUAN, SUQING))
    refusal = {"outcome": "not_filed", "ground": "N20-2", "text": "首次，已改正。"}
    act(lin, case_id, "begin_check", {"officers": ["suqing"]}, "key-00000001")
    act(lin, case_id, "propose_filing", refusal, "key-00000002")
    act(su, case_id, "decide_filing", {"confirm": True}, "key-00000003")
    untold = act(lin, case_id, "close", {}, "key-00000004")
    assert untold.status_code == 409
    assert "还没有告知实名举报人是否立案" in untold.get_json()["detail"]
    letter = {"told_on": "2026-11-23", "way": "letter", "text": "挂号信 12 号"}
    told = act(lin, case_id, "record_told", letter, "key-00000005").get_json()
    assert told["reporter_told_on"] == "2026-11-23"
    assert act(lin, case_id, "close", {}, "key-00000006").get_json()["state"] == "closed"


def test_a_wrong_respondent_is_corrected_by_the_api(app):
    case_id = file(sign_in(app.test_client(), ZHOULAN)).get_json()["id"]
    lin = sign_in(app.test_client(), LINZHIYUAN)
    body = {"respondent_uscc": "91330482300000029H", "respondent_name": "海阳市市场监管局"}
    missing = act(lin, case_id, "correct_respondent", body, "key-00000002").get_json()
    assert [each["path"] for each in missing["errors"]] == ["text"]
    body["text"] = "对照证书核实。"
    case = act(lin, case_id, "correct_respondent", body, "key-00000003").get_json()
    assert case["respondent"]["registered_name"] == "海阳市市场监管局"
    assert case["routing"]["lead"]["id"] == "hy-market"
    assert case["routing"]["lead_instead"]["id"] == "hy-reform"


def test_an_action_that_cannot_be_is_refused_with_the_reason(app):
    case_id = file(sign_in(app.test_client(), ZHOULAN)).get_json()["id"]
    lin = sign_in(app.test_client(), LINZHIYUAN)
    assert act(lin, case_id, "close", {}, "key-00000002").status_code == 409
    assert act(lin, case_id, "fly", {}, "key-00000003").status_code == 404
    wrong = act(lin, case_id, "begin_check", {"officers": []}, "key-00000004")
    assert [each["path"] for each in wrong.get_json()["errors"]] == ["officers"]
    missing = act(lin, case_id, "propose_filing", {}, "key-00000005").get_json()
    assert {each["path"] for each in missing["errors"]} == {"outcome", "ground", "text"}
    system = act(lin, case_id, "reporter_told", {"told_on": "2026-11-23"}, "key-00000006")
    assert system.status_code == 404


def test_a_regulators_system_handles_with_its_scope_alone(app):
    case_id = file(sign_in(app.test_client(), ZHOULAN)).get_json()["id"]
    client = app.test_client()
    handling = bearer(MARKET_DESK, "cases:handle")
    assert client.get(f"/api/cases/{case_id}", headers=handling).status_code == 200
    searching = bearer(MARKET_DESK, "cases:search")
    assert client.get(f"/api/cases/{case_id}", headers=searching).status_code == 403
    listed = client.get("/api/cases/worklist", headers=handling).get_json()
    assert listed["groups"]["far"][0]["id"] == case_id


def test_files_are_uploaded_first_and_downloaded_by_who_may_see_the_case(app):
    client = sign_in(app.test_client(), ZHOULAN)
    part = {"file": (BytesIO(b"%PDF-1.7 bill"), "账单 11月.pdf")}
    stored = client.post("/api/attachments", data=part)
    assert stored.status_code == 201
    attachment = stored.get_json()
    assert (attachment["type"], attachment["name"]) == ("application/pdf", "账单 11月.pdf")
    assert file(client, a_body(attachments=[attachment["id"]])).status_code == 201
    where = f"/api/attachments/{attachment['id']}"
    got = sign_in(app.test_client(), LINZHIYUAN).get(where)
    assert got.data == b"%PDF-1.7 bill"
    assert got.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E8%B4%A6")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert sign_in(app.test_client(), XUKEXIN).get(where).status_code == 404


def test_a_recipient_is_told_to_the_notify_service_alone(app):
    case_id = file(sign_in(app.test_client(), ZHOULAN)).get_json()["id"]
    where = f"/internal/recipients/{case_id}/reporter"
    client = app.test_client()
    told = client.get(where, headers=bearer(NOTIFY, "recipients:resolve"))
    assert told.get_json()["email"] == ZHOULAN.email
    assert told.get_json()["inbox_owner"] == FORWARDER
    assert client.get(where).status_code == 401
    assert client.get(where, headers=bearer(NOTIFY, "feed:read")).status_code == 403
    for person in (LINZHIYUAN, replace(ZHOULAN, role=Role.ADMIN)):
        assert sign_in(app.test_client(), person).get(where).status_code == 403


def test_the_api_describes_itself(app):
    described = app.test_client().get("/api/complaints/openapi.json").get_json()
    assert described["openapi"].startswith("3.1")
    action = described["paths"]["/api/cases/{case_id}/actions/{action}"]["post"]
    names = {each["name"] for each in action["parameters"]}
    assert names == {"action", "Idempotency-Key", "If-Match"}
    assert {"200", "409", "412", "422", "428"} <= set(action["responses"])
    assert "ETag" in action["responses"]["200"]["headers"]
    shown = described["paths"]["/api/cases/{case_id}"]["get"]
    assert "ETag" in shown["responses"]["200"]["headers"]


def test_the_body_of_every_action_is_described(app):
    described = app.test_client().get("/api/complaints/openapi.json").get_json()
    action = described["paths"]["/api/cases/{case_id}/actions/{action}"]["post"]
    [which] = [each for each in action["parameters"] if each["name"] == "action"]
    every = [rule for track in rules().tracks.values() for rule in track.actions.values()]
    assert set(which["schema"]["enum"]) == {*SCHEMAS, *(r.code for r in every if r.is_recorded)}
    forms = action["requestBody"]["content"]["application/json"]["schema"]["anyOf"]
    named = {each["$ref"].rpartition("/")[2] for each in forms}
    assert len(named) == len(forms) >= len(which["schema"]["enum"])
    assert named <= set(described["components"]["schemas"])
    draft = described["components"]["schemas"]["DraftDecision"]
    assert {"respondent_uscc", "kind", "fine", "facts"} <= set(draft["required"])
    assert "`draft_decision`: `DraftDecision`" in which["description"]


def test_every_write_says_what_it_takes(app):
    described = app.test_client().get("/api/complaints/openapi.json").get_json()
    for path in ("/api/complaints", "/api/attachments"):
        written = described["paths"][path]["post"]
        assert [each["name"] for each in written["parameters"]] == ["Idempotency-Key"]
        assert written["requestBody"]["required"]


def test_a_respondent_given_by_name_alone_is_taken(app):
    body = a_body(respondent={"name": "海阳某码头"})
    assert file(sign_in(app.test_client(), ZHOULAN), body).status_code == 201
    assert TERMINAL not in str(body["respondent"])


def test_an_extension_is_asked_for_by_one_and_approved_by_another(app):
    case_id = file(sign_in(app.test_client(), ZHOULAN)).get_json()["id"]
    lin, su = (sign_in(app.test_client(), person) for person in (LINZHIYUAN, SUQING))
    asked = {"clock": "T-FILE", "number": "15", "text": "须向船公司核实。联系周岚。"}
    told = act(lin, case_id, "ask_extension", asked, "key-ask-0001")
    assert told.status_code == 200, told.get_json()
    assert "周岚" not in str(told.get_json()["timeline"])
    yes = {"approve": "yes", "approver": "局长批件", "text": "须核实。"}
    seen = {"If_Match": '"2"'}
    refused = act(lin, case_id, "decide_extension", yes, "key-own-0001", **seen)
    assert refused.status_code == 409
    blind = act(su, case_id, "decide_extension", yes, "key-blind-001")
    assert blind.status_code == 428
    decided = act(su, case_id, "decide_extension", yes, "key-yes-0001", **seen)
    [clock] = [c for c in decided.get_json()["clocks"] if c["code"] == "T-FILE"]
    assert clock["due_on"] == "2027-01-05"


def test_a_step_that_is_data_refuses_what_is_missing_unknown_or_no_text(app):
    case_id = file(sign_in(app.test_client(), ZHOULAN)).get_json()["id"]
    lin = sign_in(app.test_client(), LINZHIYUAN)
    body = {"clock": "T-CASE", "number": "0", "why": "x"}
    told = act(lin, case_id, "ask_extension", body, "key-wrong-001")
    assert told.status_code == 422
    assert {e["path"] for e in told.get_json()["errors"]} == {"clock", "number", "text", "why"}
    for number, wrong in enumerate([{"text": 5}, ["text"], {"text": None}, "text", None]):
        told = act(lin, case_id, "ask_extension", wrong, f"key-shape-00{number}")
        assert told.status_code in {400, 415, 422}, wrong
    assert lin.get(f"/api/cases/{case_id}").get_json()["version"] == 1
