"""The notify service over HTTP."""

from collections.abc import Sequence
from typing import cast

from flask import current_app

from services.notify.container import Container
from services.notify.domain.messages.message import Message
from services.notify.domain.messages.owners import owner_refs, reader_ref
from services.notify.usecases.read_message import read_message
from shared.principal import Principal
from shared.web.identity import require_principal

EXTENSION = "fairport-notify"


def container() -> Container:
    """Return what the running application was created with."""
    return cast(Container, current_app.extensions[EXTENSION])


def own_inboxes() -> Sequence[str]:
    """Return the keyed hashes of the inboxes that whoever asks may open."""
    return inboxes_of(container(), require_principal())


def inboxes_of(c: Container, person: Principal) -> Sequence[str]:
    """Return the keyed hashes of the inboxes a person may open."""
    return [c.owner_hash(ref) for ref in owner_refs(person)]


def open_message(message_id: str) -> Message:
    """Return a message of whoever asks; opening it counts as reading it.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    c, person = container(), require_principal()
    return read_message(
        message_id,
        owners=inboxes_of(c, person),
        reader=c.owner_hash(reader_ref(person, message_id)),
        messages=c.messages,
        now=c.now(),
    )


def unread_of(c: Container, person: Principal) -> int:
    """Return how many messages of a person nobody opened yet, at most 100."""
    return c.messages.unread(inboxes_of(c, person), now=c.now())
