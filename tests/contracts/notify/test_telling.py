"""From an event to a mail server and an inbox, on the real clients."""

import random
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from services.notify.domain.messages.message import State
from services.notify.domain.messages.owners import owner_refs
from services.notify.domain.plans.plan import Role as Told
from shared.events.envelope import decode
from shared.events.notify_events import MessageAccepted
from shared.mongo.outbox import MongoOutbox
from shared.principal import Principal, Role
from tests.unit.notify.examples import (
    CASE,
    REPORTER,
    RESPONDENT,
    case_filed,
    decision_served,
    filing_decided,
    score_changed,
)

pytestmark = pytest.mark.engines
ALL = (case_filed(), filing_decided(), decision_served(), score_changed())
REPORTING = Principal(sub="zhoulan", name="周岚", role=Role.ENTERPRISE, uscc="91370687MA3TE5T03T")
ACCUSED = Principal(sub="xukexin", name="许可欣", role=Role.ENTERPRISE, uscc=RESPONDENT)


def inbox_of(deployment, person):
    owners = [deployment.container.owner_hash(ref) for ref in owner_refs(person)]
    return deployment.container.messages.inbox(owners, cursor=None, limit=20).messages


def test_every_event_is_told_once_however_often_and_in_which_order_it_comes(deployment):
    shuffled = [*ALL, *ALL]
    random.Random(7).shuffle(shuffled)
    deployment.hear(*shuffled)
    deployment.send()
    deployment.hear(*shuffled)
    deployment.send()
    assert len(deployment.messages()) == 2 * (2 + 1 + 2 + 1)
    assert {message.state for message in deployment.messages()} == {State.ACCEPTED}
    assert len(deployment.mail.taken) == 6


def test_a_mail_has_the_words_the_number_and_a_derived_id(deployment):
    deployment.hear(case_filed())
    deployment.send()
    mail = next(e for e in deployment.mail.taken if e.rcpt_tos == ["zhoulan@firm.example"])
    parsed = message_from_bytes(mail.content)
    sent = deployment.message("reporter", "email")
    assert str(make_header(decode_header(parsed["Subject"]))) == f"已收到您的价格举报，编号 {CASE}"
    assert parsed["Message-ID"] == f"<{sent.id}@port.example>"
    body = bytes(parsed.get_payload(decode=True)).decode()
    assert "承办部门：市市场监管局" in body
    assert f"https://port.example/complaints/mine/{CASE}" in body


def test_a_mail_is_written_in_the_language_of_its_reader(deployment):
    deployment.hear(score_changed())
    deployment.send()
    parsed = message_from_bytes(deployment.mail.taken[0].content)
    assert "Your credit evaluation has changed" in str(
        make_header(decode_header(parsed["Subject"]))
    )
    assert parsed["Content-Language"] == "en"


def test_the_log_proves_what_went_out_without_an_address(deployment):
    deployment.hear(case_filed())
    deployment.send()
    sent = deployment.message("reporter", "email")
    assert (sent.masked_address, sent.owner) == ("z***@***.example", None)
    assert len(sent.attempts[-1].body_hash) == 64
    assert sent.attempts[-1].reference


def test_nothing_that_is_kept_names_the_reporter(deployment):
    deployment.hear(*ALL)
    deployment.send()
    everything = {"logged": {"$gt": "0", "$lt": "9"}}
    stored = str(list(deployment.database["messages"].find(everything)))
    for secret in ("zhoulan", "firm.example", "周岚", "91370687MA3TE5T03T"):
        assert secret not in stored


def test_the_store_does_not_join_a_reporting_firm_with_the_same_firm_elsewhere(deployment):
    deployment.answer_with(body={"inbox_owner": RESPONDENT, "email": "a@b.example"})
    deployment.hear(*ALL)
    deployment.send()
    owners = {message.role: message.owner for message in deployment.messages() if message.owner}
    assert owners[Told.REPORTER] != owners[Told.ENTERPRISE] == owners[Told.RESPONDENT]


def test_only_the_reporter_finds_the_receipt(deployment):
    deployment.hear(*ALL)
    deployment.send()
    assert {message.role for message in inbox_of(deployment, REPORTING)} == {Told.REPORTER}
    accused = inbox_of(deployment, ACCUSED)
    assert {message.role for message in accused} == {Told.RESPONDENT, Told.ENTERPRISE}
    assert CASE not in str([message.texts for message in accused])


def test_a_department_finds_its_new_case(deployment):
    deployment.hear(case_filed())
    deployment.send()
    officer = Principal(sub="suqing", name="苏晴", role=Role.OFFICER, department="hy-market")
    assert [message.case_id for message in inbox_of(deployment, officer)] == [CASE]


def test_what_the_reporter_was_told_is_published(deployment):
    deployment.hear(filing_decided())
    deployment.send()
    outbox = MongoOutbox(deployment.database, ["messages"])
    events = [decode(message.body.encode())[1] for message in outbox.unsent(100)]
    told = [each for each in events if isinstance(each, MessageAccepted)]
    assert {(each.key, each.role, each.channel) for each in told} == {
        (CASE, "reporter", "inbox"),
        (CASE, "reporter", "email"),
    }
    assert {each.case_event for each in told} == {"case.filing_decided.v1"}


def test_an_anonymous_reporter_is_never_looked_up(deployment):
    deployment.hear(case_filed(reporter_ref=None))
    deployment.send()
    asked = [request.path for request, _ in deployment.resolver.log]
    assert [path for path in asked if REPORTER in path] == []


def test_a_reporter_without_an_account_gets_mail_alone(deployment):
    deployment.answer_with(body={"inbox_owner": "", "email": "a@firm.example", "language": "en"})
    deployment.hear(filing_decided())
    deployment.send()
    assert deployment.states() == {
        ("reporter", "inbox"): State.FAILED,
        ("reporter", "email"): State.ACCEPTED,
    }
    assert deployment.message("reporter", "inbox").reason == "no_inbox"


def test_a_firm_without_a_contact_finds_it_in_its_inbox(deployment):
    unknown = "91330482300000029H"
    deployment.hear(score_changed(key=unknown))
    deployment.send()
    assert deployment.states() == {
        ("enterprise", "inbox"): State.ACCEPTED,
        ("enterprise", "email"): State.FAILED,
    }
    assert deployment.message("enterprise", "email").reason == "no_address"
