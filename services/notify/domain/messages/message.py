"""One message to one recipient over one channel, with every attempt to send it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.notify.domain.channels.outcome import Kind
from services.notify.domain.messages.template import Texts
from services.notify.domain.messages.words import Words
from services.notify.domain.plans.plan import Channel, Lane, LegalClass, Role


class State(StrEnum):
    """Where a message stands."""

    DUE = "due"
    SENDING = "sending"
    ACCEPTED = "accepted"
    FAILED = "failed"
    POSSIBLY_SENT = "possibly_sent"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One try; `handed_over_at` is set before the channel may take the message over.

    `outcome` is None while it runs; `body_hash` is the SHA-256 of the text that went out.
    """

    number: int
    started_at: datetime
    handed_over_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: Kind | None = None
    reason: str = ""
    reference: str = ""
    masked_address: str = ""
    language: str = ""
    body_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class Resend:
    """A person had a message sent again; `key` tells a repeated request from a new one."""

    at: datetime
    by: str
    key: str
    after_attempt: int


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is owed to a recipient; `version` is the one that was read.

    `traceparent` is the trace context of the event that owes it, None where none was kept.
    `since` is when it entered its state, `next_due` when somebody must look at it again, `tries`
    the failed tries since it was due or sent again, `owner` the keyed hash of whose inbox holds it.
    """

    id: str
    event_id: str
    event_type: str
    occurred_at: datetime
    case_id: str | None = None
    role: Role
    recipient_ref: str
    channel: Channel
    lane: Lane
    legal_class: LegalClass
    limit_code: str | None = None
    template: str
    template_version: int
    link: str
    facts: Mapping[str, Words]
    state: State
    since: datetime
    created_at: datetime
    next_due: datetime | None = None
    tries: int = 0
    attempts: tuple[Attempt, ...] = ()
    resends: tuple[Resend, ...] = ()
    failure: Kind | None = None
    reason: str = ""
    masked_address: str = ""
    owner: str | None = None
    texts: Texts | None = None
    accepted_at: datetime | None = None
    read_at: datetime | None = None
    read_by: str | None = None
    traceparent: str | None = None
    version: int = 0

    @property
    def is_unread(self) -> bool:
        """Tell whether it lies in an inbox and nobody opened it."""
        in_inbox = self.channel is Channel.INBOX and self.state is State.ACCEPTED
        return in_inbox and self.read_at is None

    @property
    def may_be_resent(self) -> bool:
        """Tell whether a person may have it sent again."""
        return self.state in {State.FAILED, State.POSSIBLY_SENT}
