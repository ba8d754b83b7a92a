"""The dispatch log: as pages and as JSON."""

import pytest

from services.notify.domain.messages.message import State
from shared.clock import new_id
from tests.http.notify.people import ADMIN, AUDITOR, OFFICER, REPORTER, RESPONDING
from tests.sign_in import sign_in
from tests.unit.notify.examples import CASE, case_filed, score_changed

pytestmark = pytest.mark.engines
LOG = "/api/messages/dispatch?from=2026-04-01&to=2026-05-31"


@pytest.fixture
def failed(deployment):
    deployment.mail.rcpt_answer = "550 no such mailbox"
    deployment.hear(case_filed(), score_changed())
    deployment.send()
    deployment.mail.rcpt_answer = None
    return deployment


@pytest.mark.parametrize("person", [AUDITOR, ADMIN], ids=lambda p: p.sub)
def test_auditor_and_administrator_see_every_message_with_its_attempts(app, failed, person):
    client = sign_in(app.test_client(), person)
    messages = client.get(LOG).get_json()["messages"]
    assert len(messages) == 6
    mail = next(m for m in messages if (m["role"], m["channel"]) == ("reporter", "email"))
    assert (mail["state"], mail["reason"]) == ("failed", "smtp_550_envelope")
    assert mail["masked_address"] == "z***@***.example"
    assert len(mail["attempts"][0]["body_hash"]) == 64


def test_the_log_holds_neither_text_nor_address(app, failed):
    client = sign_in(app.test_client(), AUDITOR)
    message = failed.message("reporter", "email")
    for address in (LOG, "/notify/dispatch?from=2026-04-01", f"/notify/dispatch/{message.id}"):
        shown = client.get(address).text
        assert "zhoulan" not in shown
        assert "价格举报，编号" not in shown


@pytest.mark.parametrize("person", [OFFICER, REPORTER, RESPONDING], ids=lambda p: p.sub)
@pytest.mark.parametrize("address", [LOG, "/notify/dispatch", "/notify/dispatch/x"])
def test_nobody_else_sees_the_log(app, failed, person, address):
    assert sign_in(app.test_client(), person).get(address).status_code == 403


def test_the_log_is_filtered_by_state_and_lane(app, failed):
    client = sign_in(app.test_client(), AUDITOR)
    for query, count in [("&state=failed", 3), ("&state=accepted", 3), ("&lane=statutory", 0)]:
        assert len(client.get(LOG + query).get_json()["messages"]) == count


def test_pages_of_the_log_hold_every_message_once(app, failed):
    client = sign_in(app.test_client(), AUDITOR)
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(f"{LOG}&limit=4{f'&cursor={cursor}' if cursor else ''}").get_json()
        seen += [message["id"] for message in page["messages"]]
        cursor = page["following"]
    assert len(seen) == len(set(seen)) == 6


@pytest.mark.parametrize(
    "query",
    ["state=lost", "from=2026-05-02&to=2026-05-01", "from=2025-01-01&to=2026-05-01", "from=x"],
)
def test_a_wrong_filter_comes_back_with_what_to_change(app, failed, query):
    client = sign_in(app.test_client(), AUDITOR)
    assert client.get(f"/api/messages/dispatch?{query}").status_code == 422
    page = client.get(f"/notify/dispatch?{query}")
    assert page.status_code == 422
    assert "有 1 处需要修改" in page.text


def test_the_page_shows_what_waits_and_since_when(app, failed):
    page = sign_in(app.test_client(), AUDITOR).get("/notify/dispatch?to=2026-05-01").text
    assert "还没有送出的消息" in page
    assert "邮件服务器答复 550" in page
    assert 'href="/notify/dispatch?state=failed&amp;lane=transactional&amp;from=2026-04-30' in page
    assert CASE in page


def test_the_page_speaks_english_too(app, failed):
    client = sign_in(app.test_client(), AUDITOR)
    page = client.get("/notify/dispatch?lang=en&to=2026-05-01").text
    assert "The mail server answered 550" in page
    assert "Messages not yet sent" in page


def test_an_administrator_has_a_failed_message_sent_again(app, failed):
    message = failed.message("reporter", "email")
    client = sign_in(app.test_client(), ADMIN)
    shown = client.get(f"/notify/dispatch/{message.id}").text
    assert f'action="/notify/dispatch/{message.id}/resend"' in shown
    key = new_id()
    for _ in range(2):
        answer = client.post(f"/notify/dispatch/{message.id}/resend", data={"key": key})
        assert answer.status_code == 303
    failed.send()
    again = failed.message("reporter", "email")
    assert (again.state, len(again.resends)) == (State.ACCEPTED, 1)
    assert "guanli" in client.get(f"/notify/dispatch/{message.id}").text


def test_a_repeated_request_to_resend_gets_the_first_answer(app, failed):
    message = failed.message("reporter", "email")
    client = sign_in(app.test_client(), ADMIN)
    answers = [
        client.post(
            f"/api/messages/{message.id}/resend", headers={"Idempotency-Key": "key-00000001"}
        )
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].get_json() == answers[1].get_json()


def test_an_auditor_changes_nothing(app, failed):
    message = failed.message("reporter", "email")
    client = sign_in(app.test_client(), AUDITOR)
    answer = client.post(f"/notify/dispatch/{message.id}/resend", data={"key": new_id()})
    assert answer.status_code == 403
    assert "/resend" not in client.get(f"/notify/dispatch/{message.id}").text


def test_an_accepted_message_is_not_sent_again(app, failed):
    message = failed.message("reporter", "inbox")
    client = sign_in(app.test_client(), ADMIN)
    answer = client.post(
        f"/api/messages/{message.id}/resend", headers={"Idempotency-Key": "key-00000001"}
    )
    assert answer.status_code == 409


def test_a_request_to_resend_needs_a_key(app, failed):
    message = failed.message("reporter", "email")
    client = sign_in(app.test_client(), ADMIN)
    assert client.post(f"/api/messages/{message.id}/resend").status_code == 400
