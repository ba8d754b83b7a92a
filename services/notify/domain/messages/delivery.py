"""What may happen to a message: due → sending → accepted, failed or possibly sent.

Nothing is saved before the text is handed over, so dying till then costs nothing: the message is
still due. Whoever dies after it leaves a message of which nobody can know: it is *possibly sent*
and waits for a person, because one message too many breaks the promise that each is sent once.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from services.notify.domain.channels.outcome import Kind, Outcome
from services.notify.domain.channels.patience import Patience
from services.notify.domain.messages.message import Attempt, Message, Resend, State
from services.notify.domain.messages.template import Texts
from services.notify.domain.plans.plan import Role
from shared.errors import NotNow
from shared.events.envelope import Event
from shared.events.notify_events import MessageAccepted
from shared.words import N_

DIED = Outcome(kind=Kind.UNCERTAIN, reason="died_after_hand_over")


@dataclass(frozen=True, kw_only=True)
class GoingOut:
    """What is kept of a text that leaves us: to whom (masked), in which language, its hash."""

    masked_address: str
    language: str
    body_hash: str


def begin(message: Message, now: datetime) -> Message:
    """Return the message in sending, with a new attempt.

    Raises:
        NotNow: it is not due.
    """
    _require(message.state is State.DUE and message.next_due is not None)
    attempt = Attempt(number=len(message.attempts) + 1, started_at=now)
    return replace(message, state=State.SENDING, since=now, attempts=(*message.attempts, attempt))


def hand_over(
    message: Message, going_out: GoingOut, now: datetime, *, patience: Patience
) -> Message:
    """Return the message as it is saved just before its text leaves us, with a lease to end in.

    Raises:
        NotNow: no attempt runs.
    """
    _require(message.state is State.SENDING)
    running = replace(message.attempts[-1], handed_over_at=now, **vars(going_out))
    return replace(
        message,
        attempts=(*message.attempts[:-1], running),
        masked_address=going_out.masked_address,
        next_due=now + patience.lease,
    )


def finish(
    message: Message, outcome: Outcome, now: datetime, *, patience: Patience, random: float
) -> tuple[Message, list[Event]]:
    """Return the message after its attempt ended, and what is published of it.

    Raises:
        NotNow: no attempt runs.
    """
    _require(message.state is State.SENDING)
    ended = replace(
        message.attempts[-1],
        ended_at=now,
        outcome=outcome.kind,
        reason=outcome.reason,
        reference=outcome.reference,
    )
    done = replace(
        message,
        attempts=(*message.attempts[:-1], ended),
        since=now,
        next_due=None,
        reason=outcome.reason,
    )
    if outcome.kind is Kind.ACCEPTED:
        accepted = replace(done, state=State.ACCEPTED, accepted_at=now, failure=None)
        return accepted, _told(accepted)
    if outcome.kind is Kind.UNCERTAIN:
        return replace(done, state=State.POSSIBLY_SENT), []
    return _failed(done, outcome.kind, patience=patience, random=random), []


def put_in_inbox(message: Message, owner: str, texts: Texts) -> Message:
    """Return the message with whose inbox holds it and what is read there.

    Raises:
        NotNow: no attempt runs.
    """
    _require(message.state is State.SENDING)
    running = replace(message.attempts[-1], body_hash=texts.digest)
    return replace(message, owner=owner, texts=texts, attempts=(*message.attempts[:-1], running))


def recover(message: Message, now: datetime, *, patience: Patience) -> Message:
    """Return a message whose sender died after handing it over.

    Raises:
        NotNow: its attempt still has time, or none runs.
    """
    _require(message.next_due is not None and message.next_due <= now)
    recovered, _ = finish(message, DIED, now, patience=patience, random=0.0)
    return recovered


def resend(message: Message, now: datetime, *, by: str, key: str) -> Message:
    """Return a failed or possibly sent message, due again on a person's word.

    The same request once more, told by its key, changes nothing.

    Raises:
        NotNow: it was neither.
    """
    if any(each.key == key for each in message.resends):
        return message
    if not message.may_be_resent:
        raise NotNow(N_("只有发送失败或可能已发送的消息可以重发"))
    asked = Resend(at=now, by=by, key=key, after_attempt=len(message.attempts))
    return replace(
        message,
        state=State.DUE,
        since=now,
        next_due=now,
        tries=0,
        failure=None,
        resends=(*message.resends, asked),
    )


def mark_read(message: Message, now: datetime, *, by: str) -> Message:
    """Return the message as read; the first reading counts.

    Raises:
        NotNow: it lies in no inbox.
    """
    if message.is_unread:
        return replace(message, read_at=now, read_by=by)
    _require(message.read_at is not None)
    return message


def _failed(message: Message, kind: Kind, *, patience: Patience, random: float) -> Message:
    tries = message.tries + 1
    tried = replace(message, tries=tries)
    if not kind.may_pass or tries >= patience.tries:
        return replace(tried, state=State.FAILED, failure=kind)
    due = message.since + patience.rest(tries, random=random)
    return replace(tried, state=State.DUE, next_due=due)


def _told(message: Message) -> list[Event]:
    """Tell complaints that a reporter was told: it meets the limit for telling (T-FILE-N)."""
    if message.role is not Role.REPORTER or not message.case_id or not message.accepted_at:
        return []
    told = MessageAccepted(
        key=message.case_id,
        version=message.version + 1,
        occurred_at=message.accepted_at,
        case_event=message.event_type,
        role=message.role,
        channel=message.channel,
        accepted_at=message.accepted_at,
    )
    return [told]


def _require(holds: bool) -> None:
    if not holds:
        raise NotNow(N_("消息已不在这一状态"))
