"""Send what is due on one channel and lane."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.channels.address import Address, mask_email
from services.notify.domain.channels.outcome import Kind, Outcome
from services.notify.domain.messages.delivery import (
    GoingOut,
    begin,
    finish,
    hand_over,
    put_in_inbox,
    recover,
)
from services.notify.domain.messages.message import Message, State
from services.notify.domain.messages.template import Texts
from services.notify.domain.plans.plan import Channel, Lane
from services.notify.ports import (
    AddressBook,
    Letter,
    MessageStore,
    OutsideChannel,
    OwnerHash,
    Random,
    Rules,
)
from services.notify.usecases.write import write
from shared.errors import Conflict
from shared.events.envelope import Event
from shared.traces import span

BATCH = 20
NO_ADDRESS = Outcome(kind=Kind.PERMANENT, reason="no_address")
NO_INBOX = Outcome(kind=Kind.PERMANENT, reason="no_inbox")
# During a roll-out the release that knows the text may be about to send it.
NO_TEMPLATE = Outcome(kind=Kind.TECHNICAL, reason="no_template")
UNWRITABLE = Outcome(kind=Kind.PERMANENT, reason="unwritable")
IN_INBOX = Outcome(kind=Kind.ACCEPTED, reason="in_inbox")


@dataclass(frozen=True, kw_only=True)
class Sender:
    """What a sender works with."""

    messages: MessageStore
    addresses: AddressBook
    outside: Mapping[Channel, OutsideChannel]
    rules: Rules
    owner_hash: OwnerHash
    public_url: str
    now: Callable[[], datetime]
    random: Random


def send_due(channel: Channel, lane: Lane, *, sender: Sender) -> list[Kind]:
    """Take up to a batch of what is due; return how each attempt ended.

    Two senders may look at one message; only one of them can save that it hands it over.
    """
    ended = []
    for message in sender.messages.due(channel, lane, now=sender.now(), limit=BATCH):
        try:
            with span(f"send message {channel}", parents=_above(message)) as sending:
                ended.append(_take(message, sender))
                sending.note({"fairport.outcome": ended[-1], "fairport.lane": lane})
        except Conflict:
            continue
    return ended


def _above(message: Message) -> list[str]:
    return [message.traceparent] if message.traceparent else []


def _take(message: Message, sender: Sender) -> Kind:
    patience = sender.rules.patience[message.channel]
    if message.state is State.SENDING:
        _save(recover(message, sender.now(), patience=patience), sender)
        return Kind.UNCERTAIN
    outcome, current = _deliver(begin(message, sender.now()), sender)
    done, events = finish(current, outcome, sender.now(), patience=patience, random=sender.random())
    _save(done, sender, events)
    return outcome.kind


def _deliver(message: Message, sender: Sender) -> tuple[Outcome, Message]:
    """Return how the attempt ended, and the message as it was saved last."""
    if (message.template, message.template_version) not in sender.rules.templates:
        return NO_TEMPLATE, message
    address = sender.addresses.resolve(message.recipient_ref)
    if isinstance(address, Outcome):
        return address, message
    try:
        texts = _words(message, sender)
    except (KeyError, ValueError):
        return UNWRITABLE, message
    if message.channel is Channel.INBOX:
        return _into_inbox(message, address, texts, sender)
    return _outside(message, address, texts, sender)


def _into_inbox(
    message: Message, address: Address, texts: Texts, sender: Sender
) -> tuple[Outcome, Message]:
    """Put it where its owner looks; the same write accepts it, so it is never sent twice."""
    if address.owner_ref is None:
        return NO_INBOX, message
    owner = sender.owner_hash(address.owner_ref)
    return IN_INBOX, put_in_inbox(message, owner, texts)


def _outside(
    message: Message, address: Address, texts: Texts, sender: Sender
) -> tuple[Outcome, Message]:
    if not address.email:
        return NO_ADDRESS, message
    text = texts.in_language(address.language)
    going_out = GoingOut(
        masked_address=mask_email(address.email),
        language=address.language,
        body_hash=text.digest,
    )
    patience = sender.rules.patience[message.channel]
    handed = _save(hand_over(message, going_out, sender.now(), patience=patience), sender)
    letter = Letter(id=message.id, to=address.email, text=text, language=address.language)
    return sender.outside[message.channel].send(letter), handed


def _words(message: Message, sender: Sender) -> Texts:
    return write(
        message,
        templates=sender.rules.templates,
        addresses=sender.addresses,
        public_url=sender.public_url,
    )


def _save(message: Message, sender: Sender, events: list[Event] | None = None) -> Message:
    return sender.messages.save(message, events or [], at=sender.now())
