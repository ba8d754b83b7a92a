"""What happens when the way is broken: tried again, given up, or possibly sent."""

from dataclasses import replace
from threading import Thread

import pytest

from services.notify.domain.channels.outcome import Kind
from services.notify.domain.messages.message import State
from services.notify.domain.plans.plan import Channel, Lane
from services.notify.usecases.resend_message import resend_message
from services.notify.usecases.send_due import send_due
from shared.errors import Conflict, NotFound
from shared.local.ports import unused_ports
from tests.contracts.notify.troubles import (
    DiesAfterSending,
    DiesAsking,
    Killed,
    server_that_hangs_up_on_a_text,
)
from tests.unit.notify.examples import filing_decided, score_changed

pytestmark = pytest.mark.engines


def test_while_the_mail_server_is_down_a_message_is_tried_again(deployment, clock):
    port = deployment.controller.port
    deployment.with_mail_at(unused_ports(1)[0])
    deployment.hear(score_changed())
    deployment.send()
    waiting = deployment.message("enterprise", "email")
    assert (waiting.state, waiting.reason) == (State.DUE, "smtp_unreachable")
    assert deployment.send() == 0
    deployment.with_mail_at(port)
    clock.forward(minutes=1)
    deployment.send()
    assert deployment.message("enterprise", "email").state is State.ACCEPTED
    assert len(deployment.mail.taken) == 1


@pytest.mark.parametrize(
    ("answer", "state", "failure"),
    [
        ("550 no such mailbox", State.FAILED, Kind.PERMANENT),
        ("451 come again", State.DUE, None),
    ],
)
def test_the_answer_of_the_mail_server_decides(deployment, answer, state, failure):
    deployment.mail.rcpt_answer = answer
    deployment.hear(score_changed())
    deployment.send()
    message = deployment.message("enterprise", "email")
    assert (message.state, message.failure) == (state, failure)
    assert message.reason == f"smtp_{answer[:3]}_envelope"


def test_a_text_the_server_refuses_is_not_sent_again(deployment):
    deployment.mail.data_answer = "554 not this one"
    deployment.hear(score_changed())
    deployment.send()
    assert deployment.message("enterprise", "email").reason == "smtp_554_data"
    assert deployment.message("enterprise", "email").state is State.FAILED


def test_a_mail_server_that_never_answers_a_text_leaves_it_possibly_sent(deployment):
    deployment.hear(score_changed())
    with server_that_hangs_up_on_a_text() as port:
        deployment.with_mail_at(port)
        deployment.send()
    message = deployment.message("enterprise", "email")
    assert (message.state, message.reason) == (State.POSSIBLY_SENT, "smtp_no_answer")


def test_a_sender_killed_after_acceptance_leaves_it_possibly_sent(deployment, clock):
    deployment.hear(score_changed())
    sender = deployment.container.sender
    channel = DiesAfterSending(sender.outside[Channel.EMAIL])
    dying = replace(sender, outside={Channel.EMAIL: channel})
    with pytest.raises(Killed):
        send_due(Channel.EMAIL, Lane.TRANSACTIONAL, sender=dying)
    assert deployment.message("enterprise", "email").state is State.SENDING
    assert deployment.send() == 1
    clock.forward(minutes=5)
    deployment.send()
    message = deployment.message("enterprise", "email")
    assert (message.state, message.reason) == (State.POSSIBLY_SENT, "died_after_hand_over")
    assert len(deployment.mail.taken) == 1


def test_a_sender_killed_before_handing_over_costs_nothing(deployment):
    deployment.hear(score_changed())
    dying = replace(deployment.container.sender, addresses=DiesAsking())
    with pytest.raises(Killed):
        send_due(Channel.EMAIL, Lane.TRANSACTIONAL, sender=dying)
    assert deployment.message("enterprise", "email").attempts == ()
    deployment.send()
    message = deployment.message("enterprise", "email")
    assert [each.reason for each in message.attempts] == ["smtp_accepted"]
    assert len(deployment.mail.taken) == 1


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        (503, State.DUE, "resolver_away"),
        (404, State.FAILED, "recipient_unknown"),
        (410, State.FAILED, "recipient_unknown"),
        (403, State.DUE, "resolver_refused"),
    ],
)
def test_the_answer_of_the_complaints_service_decides(deployment, status, state, reason):
    deployment.answer_with(status=status)
    deployment.hear(filing_decided())
    deployment.send()
    for channel in Channel:
        message = deployment.message("reporter", channel)
        assert (message.state, message.reason) == (state, reason)


def test_the_token_is_asked_for_once(deployment):
    deployment.hear(filing_decided(), filing_decided(version=9))
    deployment.send()
    asked = [request.path for request, _ in deployment.resolver.log]
    assert asked.count("/idp/token") == 1


def test_a_refused_token_is_asked_for_anew(deployment, clock):
    deployment.answer_with(status=401)
    deployment.hear(filing_decided())
    deployment.send()
    deployment.answer_with()
    clock.forward(hours=1)
    deployment.send()
    assert set(deployment.states().values()) == {State.ACCEPTED}


def test_a_failed_message_is_sent_again_on_an_administrators_word(deployment, clock):
    deployment.mail.rcpt_answer = "550 no"
    deployment.hear(score_changed())
    deployment.send()
    deployment.mail.rcpt_answer = None
    failed = deployment.message("enterprise", "email")
    for _ in range(2):
        resend_message(
            failed.id,
            by="guanli",
            key="key-00000001",
            messages=deployment.container.messages,
            now=clock(),
        )
    deployment.send()
    again = deployment.message("enterprise", "email")
    assert (again.state, len(again.resends), len(again.attempts)) == (State.ACCEPTED, 1, 2)


def test_an_accepted_message_cannot_be_sent_again(deployment, clock):
    deployment.hear(score_changed())
    deployment.send()
    accepted = deployment.message("enterprise", "email")
    with pytest.raises(Conflict):
        resend_message(
            accepted.id,
            by="guanli",
            key="key-00000001",
            messages=deployment.container.messages,
            now=clock(),
        )


def test_an_unknown_message_is_said_to_be_unknown(deployment):
    with pytest.raises(NotFound):
        deployment.container.messages.get("no-such-message")


def test_a_message_whose_text_only_another_release_has_waits_alone(deployment):
    deployment.hear(score_changed(), filing_decided())
    sender = deployment.container.sender
    kept = {k: v for k, v in sender.rules.templates.items() if k[0] != "score-changed-enterprise"}
    without = replace(sender, rules=replace(sender.rules, templates=kept))
    for channel in Channel:
        for lane in Lane:
            send_due(channel, lane, sender=without)
    waiting = deployment.message("enterprise", "email")
    assert (waiting.reason, waiting.state) == ("no_template", State.DUE)
    assert deployment.message("reporter", "email").state is State.ACCEPTED


@pytest.mark.parametrize("lacking", [{"facts": {}}, {"link": "/nowhere/$nothing"}])
def test_a_message_that_cannot_be_written_fails_alone_and_may_be_sent_again(deployment, lacking):
    deployment.hear(score_changed())
    whole = deployment.message("enterprise", "email")
    keep = deployment.container.messages.save
    keep(replace(whole, **lacking), [], at=whole.since)
    deployment.hear(filing_decided())
    deployment.send()
    failed = deployment.message("enterprise", "email")
    assert (failed.state, failed.reason) == (State.FAILED, "unwritable")
    assert failed.may_be_resent
    assert deployment.message("reporter", "email").state is State.ACCEPTED


def test_one_lane_is_sent_without_the_other(deployment):
    deployment.hear(score_changed(), filing_decided())
    send_due(Channel.EMAIL, Lane.STATUTORY, sender=deployment.container.sender)
    states = deployment.states()
    assert states["reporter", "email"] is State.ACCEPTED
    assert states["enterprise", "email"] is State.DUE


def test_several_senders_of_one_lane_send_each_message_once(deployment):
    for number in range(8):
        deployment.hear(score_changed(version=number))
    senders = [Thread(target=deployment.send) for _ in range(4)]
    for each in senders:
        each.start()
    for each in senders:
        each.join()
    assert {message.state for message in deployment.messages()} == {State.ACCEPTED}
    assert len(deployment.mail.taken) == 8
