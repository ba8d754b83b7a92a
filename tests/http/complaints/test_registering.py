"""A clerk registers for others, with agents and joint complaints."""

import io
from datetime import date

import pytest

from services.complaints.usecases.cases.get_case_for import sealed_reporter
from shared.principal import Principal, Role
from tests.complaints import LINZHIYUAN, TERMINAL, TERMINAL_NAME, ZHOULAN, a_body, everything_in
from tests.http.complaints.filing_browser import EVIDENCE, LINE, Browser, found
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
CLERK = Principal(
    sub="gaoyuan", name="高媛", role=Role.CLERK, department="hy-port-office", city="haiyang"
)
OTHER = Principal(
    sub="another", name="别人", role=Role.CLERK, department="hy-port-office", city="haiyang"
)
CASE = "HY-2026-00001-1"
CALLER = {"name": "欧阳芷若", "phone": "13806386120"}


def post(client, key="key-00000001", **changes):
    headers = {"Idempotency-Key": key}
    return client.post("/api/complaints", json=a_body(**changes), headers=headers)


@pytest.fixture
def clerk(app):
    return Browser(app, CLERK)


def fill(clerk, **evidence):
    clerk.begin(channel="phone")
    clerk.step("respondent", {"respondent.name": TERMINAL_NAME, "respondent.uscc": TERMINAL})
    clerk.step("lines", {f"lines.0.{name}": text for name, text in LINE.items()})
    own = {f"reporter.{name}": text for name, text in CALLER.items()}
    return clerk.step("evidence", {**EVIDENCE, **own, **evidence})


def test_a_clerk_registers_a_call_and_is_named_on_the_timeline(clerk, app, c):
    fill(clerk)
    answer = clerk.submit()
    assert answer.location == f"/complaints/register/{CASE}"
    assert CASE in clerk.get(answer.location).get_data(as_text=True)
    case = c.cases.cases.get(CASE)
    assert case.channel == "phone"
    assert (case.timeline[0].actor, case.timeline[0].actor_name) == ("gaoyuan", "高媛")
    page = sign_in(app.test_client(), LINZHIYUAN).get(f"/complaints/cases/{CASE}")
    assert "高媛" in page.get_data(as_text=True)
    assert Browser(app, OTHER).get(answer.location).status_code == 404


def test_what_a_clerk_took_down_of_the_caller_is_sealed(clerk, c, mongo_database):
    fill(clerk, narrative="欧阳芷若来电，13806386120。")
    clerk.submit()
    assert "欧阳芷若" not in everything_in(mongo_database)
    case = c.cases.cases.get(CASE)
    reporter = sealed_reporter(case, vault=c.cases.vault)
    assert reporter is not None
    assert reporter.name == "欧阳芷若"
    assert case.real_name
    assert case.reporter_key is not None


def test_a_caller_without_a_name_stays_without_one(clerk, c):
    fill(clerk, unnamed="yes")
    clerk.submit()
    case = c.cases.cases.get(CASE)
    assert (case.real_name, case.secret, case.reporter_key) == (False, True, None)
    assert "reporter" not in case.sealed


def test_a_clerk_leaves_out_the_caller_and_is_told(clerk):
    fill(clerk, **{"reporter.name": ""})
    answer = clerk.submit()
    assert answer.status_code == 422
    assert "请填写反映人的姓名" in answer.get_data(as_text=True)


def test_an_agent_needs_scope_term_and_the_attached_mandate(app, c):
    zhoulan = Browser(app, ZHOULAN)
    zhoulan.begin()
    zhoulan.step("respondent", {"respondent.name": TERMINAL_NAME, "respondent.uscc": TERMINAL})
    zhoulan.step("lines", {f"lines.0.{name}": text for name, text in LINE.items()})
    agent = {"agent.name": "司徒清", "agent.id_no": "370687199001011234"}
    refused = zhoulan.step("evidence", {**EVIDENCE, **agent}).get_data(as_text=True)
    assert "请上传授权委托书原件" in refused
    file = {"file": (io.BytesIO("委托".encode()), "委托书.txt")}
    sent = zhoulan.post(
        f"/complaints/file/{zhoulan.draft}/evidence",
        {**EVIDENCE, **agent, **file, "do": "upload"},
        content_type="multipart/form-data",
    )
    assert sent.status_code == 303
    page = zhoulan.get(f"/complaints/file/{zhoulan.draft}/evidence").get_data(as_text=True)
    mandate = found(r'<option value="([0-9a-f]+)">委托书.txt', page)
    whole = {"agent.scope": "代为投诉和调解，司徒清", "agent.until": "2026-12-31"}
    zhoulan.step("evidence", {**EVIDENCE, **agent, **whole, "agent.mandate": mandate})
    assert zhoulan.submit().status_code == 303
    kept = c.cases.cases.get(CASE).origin.mandate
    assert (kept.until, kept.attachment) == (date(2026, 12, 31), mandate)
    assert "司徒清" not in kept.scope


def test_a_joint_complaint_has_two_representatives(app, c):
    client = sign_in(app.test_client(), ZHOULAN)
    three = [{"name": name, "represents": True} for name in ("甲某", "乙某", "丙某")]
    assert post(client, joined=three).status_code == 422
    answer = post(client, joined=three[:2], key="key-00000002")
    assert answer.status_code == 201
    assert c.cases.cases.get(answer.get_json()["id"]).origin.joined == 2


def test_only_a_clerk_names_another_channel_or_firm(app, c):
    mine = post(sign_in(app.test_client(), ZHOULAN), channel="phone", reporter={"company": "别家"})
    assert c.cases.cases.get(mine.get_json()["id"]).channel == "api"
    taken = post(
        sign_in(app.test_client(), CLERK), "key-00000002", channel="12345", reporter=CALLER
    )
    assert c.cases.cases.get(taken.get_json()["id"]).channel == "12345"
    unknown = post(
        sign_in(app.test_client(), CLERK), "key-00000003", channel="fax", reporter=CALLER
    )
    assert (unknown.status_code, unknown.get_json()["errors"][0]["path"]) == (422, "channel")
