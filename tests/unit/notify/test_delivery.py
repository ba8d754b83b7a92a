from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from services.notify.domain.channels.outcome import Kind, Outcome
from services.notify.domain.messages.delivery import (
    GoingOut,
    begin,
    finish,
    hand_over,
    mark_read,
    put_in_inbox,
    recover,
    resend,
)
from services.notify.domain.messages.message import State
from services.notify.domain.messages.template import Text, Texts
from services.notify.domain.plans.plan import Channel, Role
from shared.errors import Conflict
from tests.unit.notify.examples import CASE, NOW, a_message, patience

GOING_OUT = GoingOut(masked_address="z***@firm.example", language="zh", body_hash="h")
TEXTS = Texts(zh=Text(subject="主题", body="正文"), en=Text(subject="Subject", body="Body"))
PATIENCE = patience()
END = {kind: Outcome(kind=kind, reason=f"because_{kind}") for kind in Kind}


def sending(**changes):
    return begin(a_message(**changes), NOW)


def handed_over(**changes):
    return hand_over(sending(**changes), GOING_OUT, NOW, patience=PATIENCE)


def ended(kind, message=None, random=0.5):
    return finish(message or sending(), END[kind], NOW, patience=PATIENCE, random=random)


def test_a_message_that_is_handed_over_must_end_within_its_lease():
    handed = handed_over()
    assert handed.state is State.SENDING
    assert handed.next_due == NOW + PATIENCE.lease
    assert (handed.attempts[-1].number, handed.attempts[-1].handed_over_at) == (1, NOW)


def test_a_message_that_is_not_due_cannot_be_sent():
    with pytest.raises(Conflict):
        begin(sending(), NOW)


def test_an_accepted_message_of_a_reporter_is_published():
    accepted, events = ended(Kind.ACCEPTED)
    assert accepted.state is State.ACCEPTED
    assert accepted.next_due is None
    assert [(e.key, e.role, e.channel, e.case_event, e.version) for e in events] == [
        (CASE, "reporter", "email", "case.filed.v1", accepted.version + 1)
    ]


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.RESPONDENT, Role.ENTERPRISE])
def test_only_what_a_reporter_was_told_is_published(role):
    _, events = ended(Kind.ACCEPTED, sending(role=role))
    assert events == []


@pytest.mark.parametrize("kind", [Kind.TEMPORARY, Kind.TECHNICAL])
def test_a_failure_that_may_pass_is_tried_again_later(kind):
    failed, _ = ended(kind)
    assert failed.state is State.DUE
    assert failed.next_due == NOW + timedelta(seconds=15)
    assert failed.attempts[-1].outcome is kind


@pytest.mark.parametrize("kind", [Kind.TEMPORARY, Kind.TECHNICAL])
def test_the_last_try_fails_for_good_and_says_how(kind):
    failed, _ = ended(kind, sending(tries=PATIENCE.tries - 1))
    assert (failed.state, failed.failure, failed.next_due) == (State.FAILED, kind, None)


def test_a_permanent_failure_is_not_tried_again():
    failed, _ = ended(Kind.PERMANENT)
    assert (failed.state, failed.failure) == (State.FAILED, Kind.PERMANENT)
    assert failed.reason == "because_permanent"


def test_no_answer_after_handing_over_is_possibly_sent():
    unsure, events = ended(Kind.UNCERTAIN, handed_over())
    assert (unsure.state, unsure.next_due, events) == (State.POSSIBLY_SENT, None, [])
    assert unsure.masked_address == GOING_OUT.masked_address


def test_a_sender_that_died_leaves_it_possibly_sent():
    recovered = recover(handed_over(), NOW + PATIENCE.lease, patience=PATIENCE)
    assert (recovered.state, recovered.reason) == (State.POSSIBLY_SENT, "died_after_hand_over")


def test_a_running_attempt_is_left_alone_within_its_lease():
    with pytest.raises(Conflict):
        recover(handed_over(), NOW, patience=PATIENCE)


@pytest.mark.parametrize("kind", [Kind.PERMANENT, Kind.UNCERTAIN])
def test_a_person_may_send_again_what_failed_or_is_possibly_sent(kind):
    failed, _ = ended(kind)
    again = resend(failed, NOW, by="guanli", key="key-0001")
    assert (again.state, again.tries, len(again.resends)) == (State.DUE, 0, 1)


def test_the_same_request_to_resend_counts_once():
    failed, _ = ended(Kind.PERMANENT)
    again = resend(failed, NOW, by="guanli", key="key-0001")
    assert resend(again, NOW, by="guanli", key="key-0001") is again


def test_an_accepted_message_is_not_sent_again():
    accepted, _ = ended(Kind.ACCEPTED)
    with pytest.raises(Conflict):
        resend(accepted, NOW, by="guanli", key="key-0001")


def in_inbox():
    message = sending(channel=Channel.INBOX)
    accepted, _ = finish(
        put_in_inbox(message, "owner", TEXTS), END[Kind.ACCEPTED], NOW, patience=PATIENCE, random=0
    )
    return accepted


def test_the_first_reading_counts():
    read = mark_read(in_inbox(), NOW, by="first")
    assert mark_read(read, NOW + timedelta(days=1), by="second") is read
    assert (read.read_at, read.read_by, read.is_unread) == (NOW, "first", False)


def test_what_is_in_no_inbox_cannot_be_read():
    with pytest.raises(Conflict):
        mark_read(a_message(), NOW, by="owner")


def test_an_inbox_keeps_the_hash_of_what_lies_in_it():
    assert in_inbox().attempts[-1].body_hash == TEXTS.digest


@given(failed=st.integers(1, 200), random=st.floats(0, 1, exclude_max=True))
def test_a_rest_is_jittered_below_a_doubling_ceiling(failed, random):
    rest = PATIENCE.rest(failed, random=random)
    assert (
        timedelta(seconds=1)
        <= rest
        <= min(PATIENCE.longest, PATIENCE.first * 2.0 ** min(failed, 30))
    )


class Life(RuleBasedStateMachine):
    """Any order of what can happen to a message."""

    messages = Bundle("messages")

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW

    @rule(target=messages, channel=st.sampled_from(Channel))
    def plan(self, channel):
        return a_message(channel=channel, next_due=self.now)

    @rule(target=messages, message=consumes(messages))
    def take(self, message):
        if message.state is not State.DUE:
            return message
        self.now = max(self.now, message.next_due)
        return hand_over(begin(message, self.now), GOING_OUT, self.now, patience=PATIENCE)

    @rule(
        target=messages,
        message=consumes(messages),
        kind=st.sampled_from(Kind),
        random=st.floats(0, 1, exclude_max=True),
    )
    def end(self, message, kind, random):
        if message.state is not State.SENDING:
            return message
        done, _ = finish(message, END[kind], self.now, patience=PATIENCE, random=random)
        return self.checked(done)

    @rule(target=messages, message=consumes(messages))
    def die(self, message):
        if message.state is not State.SENDING:
            return message
        self.now = max(self.now, message.next_due)
        done = recover(message, self.now, patience=PATIENCE)
        assert done.state is State.POSSIBLY_SENT
        return self.checked(done)

    @rule(target=messages, message=consumes(messages), key=st.sampled_from(["a" * 8, "b" * 8]))
    def send_again(self, message, key):
        if not message.may_be_resent:
            with pytest.raises(Conflict):
                resend(replace(message, resends=()), self.now, by="guanli", key=key)
            return message
        return resend(message, self.now, by="guanli", key=key)

    def checked(self, message):
        assert (message.next_due is not None) == (message.state in {State.DUE, State.SENDING})
        assert (message.accepted_at is not None) == (message.state is State.ACCEPTED)
        assert (message.failure is not None) == (message.state is State.FAILED)
        assert message.attempts[-1].ended_at is not None
        assert [each.number for each in message.attempts] == list(
            range(1, len(message.attempts) + 1)
        )
        assert message.tries <= PATIENCE.tries
        return message

    @invariant()
    def time_goes_on(self):
        assert self.now >= NOW


TestLife = Life.TestCase
