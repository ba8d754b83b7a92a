"""Spans of an event on its way: sent by the relay, handled by a group.

An event keeps the trace context of the change that caused it. The relay sends that of its own span
beside it, so whoever handles the event hangs below the sending.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from shared import traces
from shared.events.envelope import Envelope, OutboxMessage, traceparent_of
from shared.traces import Attributes, Span


@dataclass(frozen=True, kw_only=True)
class Hop:
    """An event as it came; `traceparent` is the relay's, "" where it sent none."""

    envelope: Envelope
    topic: str
    traceparent: str


def sending(message: OutboxMessage) -> Span:
    """Return the begun span of sending an event, below the change that caused it."""
    if not traces.is_on():
        return traces.NO_SPAN
    return traces.open_span(
        f"send {message.topic}",
        kind="producer",
        parents=_known(traceparent_of(message.body)),
        attributes=_attributes("send", message.topic, message.id),
    )


@contextmanager
def handling(group: str, hops: Sequence[Hop]) -> Iterator[Span]:
    """Let what the block does belong to the trace of the event it handles.

    What is done for several events at once belongs to none of their traces: each has a span of
    its own, and the common work one that is linked to all of them.
    """
    if not traces.is_on():
        yield traces.NO_SPAN
        return
    spans = [_handled(group, hop) for hop in hops]
    if len(spans) == 1:
        with traces.inside(spans[0]) as span:
            yield span
        return
    try:
        with traces.span(f"handle batch {group}", parents=[s.traceparent for s in spans]) as span:
            span.note({"messaging.batch.message_count": len(spans)})
            yield span
    finally:
        for each in spans:
            each.end()


def _handled(group: str, hop: Hop) -> Span:
    attributes = _attributes("process", hop.topic, hop.envelope.id)
    return traces.open_span(
        f"handle {hop.envelope.type}",
        kind="consumer",
        parents=_known(hop.traceparent or hop.envelope.traceparent),
        attributes={**attributes, "messaging.consumer.group.name": group},
    )


def _known(traceparent: str) -> list[str]:
    return [traceparent] if traceparent else []


def _attributes(operation: str, topic: str, event_id: str) -> Attributes:
    return {
        "messaging.system": "kafka",
        "messaging.operation.type": operation,
        "messaging.destination.name": topic,
        "messaging.message.id": event_id,
    }
