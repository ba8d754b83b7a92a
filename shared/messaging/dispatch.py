"""From a message to its handler; a message no one can read is parked.

While a store is away nothing is parked: the message is tried again until it is back. What fails
otherwise is tried three times and then parked with its reason. A long run of parked messages
means that we are broken, not they: the consumer stops.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from shared.errors import Unavailable
from shared.events.envelope import Envelope, Event, Unreadable, decode
from shared.logs import logger, set_trace_id
from shared.messaging.spans import Hop, handling

Handler = Callable[[Any, Envelope], None]
BatchHandler = Callable[[Sequence[tuple[Envelope, Event]]], None]
TRIES = 3
LONGEST_RUN_OF_PARKED = 50

_log = logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Received:
    """One message as the broker gave it; `source` is "topic|partition|offset"."""

    topic: str
    source: str
    key: bytes | None
    body: bytes
    traceparent: str = ""


Park = Callable[[Received, str, int], None]
Wait = Callable[[int], None]


class TooManyParked(Exception):
    """A run of messages could not be handled: stop and let a person look."""


class Stopped(Exception):
    """The process was told to stop while it waited for a store."""


@dataclass(kw_only=True)
class Dispatcher:
    """Hands messages to handlers; `wait(attempt)` sleeps, and raises Stopped on a stop."""

    handlers: Mapping[type[Event], Handler]
    park: Park
    wait: Wait
    group: str = ""
    _run: int = field(default=0)

    def deliver(self, message: Received) -> None:
        """Hand one message to its handler; events that no handler asks for are skipped."""
        try:
            envelope, event = decode(message.body)
        except Unreadable as unreadable:
            self._put_aside(message, str(unreadable), 1)
            return
        handler = self.handlers.get(type(event)) if event is not None else None
        if handler is None or event is None:
            self._run = 0
            return
        set_trace_id(envelope.trace_id)
        with handling(self.group, [_hop(message, envelope)]) as span:
            if not self._attempt(message, partial(handler, event, envelope)):
                span.fail("parked")

    def stop_if_broken(self) -> None:
        """Stop after a long run of parked messages; asked once their places are committed.

        So a process that is started again does not park the same messages again.

        Raises:
            TooManyParked: so many in a row that we are broken, not they.
        """
        if self._run >= LONGEST_RUN_OF_PARKED:
            raise TooManyParked(f"{self._run} messages in a row could not be handled")

    def deliver_batch(self, messages: Sequence[Received], handle: BatchHandler) -> None:
        """Hand all readable events to one call; if it fails, each alone, parking the bad one."""
        readable = [(message, *decoded) for message in messages if (decoded := self._read(message))]
        if not readable:
            return
        alone = len(readable) == 1
        set_trace_id(readable[0][1].trace_id if alone else "")
        with handling(self.group, [_hop(message, envelope) for message, envelope, _ in readable]):
            self._handle_batch(readable, handle)

    def _handle_batch(
        self, readable: Sequence[tuple[Received, Envelope, Event]], handle: BatchHandler
    ) -> None:
        events = [(envelope, event) for _, envelope, event in readable]
        try:
            self._while_away(partial(handle, events))
            self._run = 0
        except Stopped:
            raise
        except Exception:
            _log.exception("batch failed, one by one", size=len(events))
            for message, envelope, event in readable:
                self._attempt(message, partial(handle, [(envelope, event)]))

    def _read(self, message: Received) -> tuple[Envelope, Event] | None:
        try:
            envelope, event = decode(message.body)
        except Unreadable as unreadable:
            self._put_aside(message, str(unreadable), 1)
            return None
        return None if event is None else (envelope, event)

    def _attempt(self, message: Received, act: Callable[[], None]) -> bool:
        """Try three times, then put the message aside; tell whether it was handled."""
        for attempt in range(1, TRIES + 1):
            try:
                self._while_away(act)
            except Stopped:
                raise
            except Exception as error:
                _log.exception("event failed", source=message.source, attempt=attempt)
                if attempt == TRIES:
                    self._put_aside(message, f"{error.__class__.__name__}: {error}", attempt)
                    return False
                if self._run < LONGEST_RUN_OF_PARKED:
                    self.wait(attempt)
            else:
                break
        self._run = 0
        return True

    def _while_away(self, act: Callable[[], None]) -> None:
        attempt = 0
        while True:
            try:
                act()
            except Unavailable as away:
                attempt += 1
                _log.warning("store away, waiting", reason=away.detail, attempt=attempt)
                self.wait(attempt)
            else:
                return

    def _put_aside(self, message: Received, reason: str, attempts: int) -> None:
        self.park(message, reason, attempts)
        self._run += 1


def _hop(message: Received, envelope: Envelope) -> Hop:
    return Hop(envelope=envelope, topic=message.topic, traceparent=message.traceparent)
