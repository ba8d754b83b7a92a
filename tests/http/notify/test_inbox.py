"""One's own inbox: as pages and as JSON."""

from dataclasses import replace

import pytest

from shared.web.access import undeclared_routes
from tests.http.notify.people import (
    ADMIN,
    COLLEAGUE,
    EVERYBODY,
    OFFICER,
    REPORTER,
    RESPONDING,
    STRANGER,
)
from tests.sign_in import sign_in
from tests.tokens import bearer
from tests.unit.notify.examples import (
    CASE,
    case_filed,
    decision_served,
    filing_decided,
    score_changed,
)

pytestmark = pytest.mark.engines


@pytest.fixture
def told(deployment):
    deployment.hear(case_filed())
    deployment.send()
    return deployment


def listed(app, person, query=""):
    return sign_in(app.test_client(), person).get(f"/api/messages{query}").get_json()


def test_every_route_says_whom_it_is_open_to(app):
    assert undeclared_routes(app) == []


def test_a_reporter_reads_the_receipt(app, told):
    client = sign_in(app.test_client(), REPORTER)
    page = client.get("/notify/inbox").text
    assert f"已收到您的价格举报，编号 {CASE}" in page
    message = told.message("reporter", "inbox")
    text = client.get(f"/notify/inbox/{message.id}").text
    assert "2026年5月25日前决定是否立案" in text
    assert f'href="/complaints/mine/{CASE}"' in text


def test_the_inbox_speaks_english_too(app, told):
    client = sign_in(app.test_client(), REPORTER)
    page = client.get("/notify/inbox?lang=en").text
    assert f"We have received your price report, number {CASE}" in page
    message = told.message("reporter", "inbox")
    assert "Haiyang Market Regulation Bureau" in client.get(f"/notify/inbox/{message.id}").text


def test_opening_a_message_counts_as_reading_it(app, told):
    client = sign_in(app.test_client(), REPORTER)
    assert client.get("/api/messages/unread").get_json() == {"unread": 1}
    client.get(f"/notify/inbox/{told.message('reporter', 'inbox').id}")
    assert client.get("/api/messages/unread").get_json() == {"unread": 0}
    assert told.message("reporter", "inbox").read_at is not None


def test_one_reading_counts_for_the_whole_firm(app, told):
    message = told.message("reporter", "inbox")
    sign_in(app.test_client(), COLLEAGUE).get(f"/notify/inbox/{message.id}")
    client = sign_in(app.test_client(), REPORTER)
    assert client.get("/api/messages/unread").get_json() == {"unread": 0}


def test_a_private_reporter_finds_the_receipt_alone(app, deployment):
    deployment.answer_with(body={"inbox_owner": STRANGER.sub, "email": "a@b.example"})
    deployment.hear(case_filed())
    deployment.send()
    assert len(listed(app, STRANGER)["messages"]) == 1
    assert listed(app, REPORTER)["messages"] == []


def test_the_first_reading_is_kept(app, told, clock):
    client = sign_in(app.test_client(), REPORTER)
    address = f"/api/messages/{told.message('reporter', 'inbox').id}/read"
    first = client.post(address).get_json()
    clock.forward(days=1)
    assert client.post(address).get_json() == first


@pytest.mark.parametrize("person", [STRANGER, RESPONDING, OFFICER, ADMIN], ids=lambda p: p.sub)
@pytest.mark.parametrize("address", ["/notify/inbox/{}", "/api/messages/{}/read"])
def test_anothers_message_answers_as_none(app, told, person, address):
    message = told.message("reporter", "inbox")
    client = sign_in(app.test_client(), person)
    ask = client.post if address.startswith("/api") else client.get
    answers = [ask(address.format(each)) for each in (message.id, "0" * 64)]
    assert [each.status_code for each in answers] == [404, 404]
    assert _unnumbered(answers[0]) == _unnumbered(answers[1])


def _unnumbered(answer):
    text = answer.text.replace(answer.headers["X-Request-Id"], "")
    lines = (line for line in text.splitlines() if "csrf" not in line and "lang=" not in line)
    return "\n".join(lines)


def test_a_mail_is_in_nobodys_inbox(app, told):
    mail = told.message("reporter", "email")
    client = sign_in(app.test_client(), REPORTER)
    assert client.get(f"/notify/inbox/{mail.id}").status_code == 404


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda p: p.sub)
def test_everybody_sees_only_what_is_theirs(app, deployment, person):
    deployment.hear(case_filed(), decision_served(), score_changed())
    deployment.send()
    seen = [message["event"] for message in listed(app, person)["messages"]]
    expected = {
        "zhoulan": ["case.filed.v1", "decision.served.v1"],
        "colleague": ["case.filed.v1", "decision.served.v1"],
        "xukexin": ["decision.served.v1", "score.changed.v1"],
        "suqing": ["case.filed.v1"],
    }
    assert sorted(seen) == expected.get(person.sub, [])


def test_unread_statutory_messages_come_first_and_then_the_newest(app, deployment, clock):
    deployment.hear(filing_decided())
    deployment.send()
    clock.forward(minutes=1)
    deployment.hear(case_filed())
    deployment.send()
    statutory, receipt = listed(app, REPORTER)["messages"]
    assert (statutory["lane"], receipt["lane"]) == ("statutory", "transactional")
    sign_in(app.test_client(), REPORTER).post(f"/api/messages/{statutory['id']}/read")
    lanes = [message["lane"] for message in listed(app, REPORTER)["messages"]]
    assert lanes == ["transactional", "statutory"]


def test_pages_of_an_inbox_hold_every_message_once(app, deployment):
    for number in range(5):
        deployment.hear(case_filed(key=f"HY-2026-0000{number}-1"))
    deployment.send()
    deployment.send()
    seen, query = [], "?limit=2"
    while query:
        page = listed(app, OFFICER, query)
        seen += [message["case_id"] for message in page["messages"]]
        query = f"?limit=2&cursor={page['following']}" if page["following"] else ""
    assert sorted(seen) == [f"HY-2026-0000{number}-1" for number in range(5)]


@pytest.mark.parametrize("query", ["?cursor=nonsense", "?limit=0", "?limit=1000", "?limit=x"])
def test_a_wrong_query_is_refused_with_its_field(app, deployment, query):
    client = sign_in(app.test_client(), REPORTER)
    answer = client.get(f"/api/messages{query}")
    assert answer.status_code == 422
    assert answer.get_json()["errors"]


def test_a_token_without_the_scope_reads_nothing(app, deployment):
    system = replace(REPORTER, sub="xian-forwarder", scopes=frozenset({"complaints:read"}))
    assert app.test_client().get("/api/messages", headers=bearer(system)).status_code == 403


def test_nobody_reads_messages_without_signing_in(app, deployment):
    assert app.test_client().get("/api/messages").status_code == 401
    assert app.test_client().get("/notify/inbox").status_code == 303


def test_an_empty_inbox_says_so(app, deployment):
    assert "没有消息" in sign_in(app.test_client(), REPORTER).get("/notify/inbox").text


def test_what_an_inbox_shows_is_escaped(app, deployment):
    deployment.hear(case_filed(title="<script>alert(1)</script>"))
    deployment.send()
    message = deployment.message("department", "inbox")
    page = sign_in(app.test_client(), OFFICER).get(f"/notify/inbox/{message.id}").text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_api_is_described(app):
    described = app.test_client().get("/api/messages/openapi.json").get_json()
    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) == {
        "/api/messages",
        "/api/messages/dispatch",
        "/api/messages/unread",
        "/api/messages/{message_id}/read",
        "/api/messages/{message_id}/resend",
    }
