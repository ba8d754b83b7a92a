"""What an event is and how it travels: CloudEvents 1.0, structured JSON.

An id can be computed again from aggregate, version and type, so an event that is sent twice is
recognised. A type that nobody here knows decodes to None: producers may be deployed first.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, TypeVar

from shared.codec import from_json, to_json
from shared.traces import HEADER, sane

CATALOGUE: dict[str, "type[Event]"] = {}
_HEAD = ("key", "version", "occurred_at")


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened to one aggregate; `version` is the aggregate's after the change."""

    TOPIC: ClassVar[str]
    TYPE: ClassVar[str]

    key: str
    version: int
    occurred_at: datetime


E = TypeVar("E", bound=type[Event])


def event(*, topic: str, type: str) -> Callable[[E], E]:  # noqa: A002 - CloudEvents' word
    """Enter an event class in the catalogue under its wire name, "noun.past.vN"."""

    def enter(kind: E) -> E:
        if type in CATALOGUE:
            raise ValueError(f"{type} is in the catalogue already")
        kind.TOPIC = topic
        kind.TYPE = type
        CATALOGUE[type] = kind
        return kind

    return enter


@dataclass(frozen=True, kw_only=True)
class OutboxMessage:
    """One encoded event waiting for the relay; `body` is the final text that is sent."""

    id: str
    topic: str
    key: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """The attributes of a received event; `sequence` is the aggregate's version.

    `traceparent` is the W3C trace context of the change that caused it, "" where none was kept.
    """

    id: str
    type: str
    source: str
    subject: str
    sequence: int
    trace_id: str
    traceparent: str = ""


class Unreadable(Exception):
    """A message that is no event of ours; it is parked, not retried."""


def event_id(aggregate_id: str, version: int, kind: str) -> str:
    """Return the id an event always has: SHA-256 of aggregate, version and type, 40 characters."""
    return sha256(f"{aggregate_id}|{version}|{kind}".encode()).hexdigest()[:40]


def encode(
    happened: Event,
    *,
    source: str,
    aggregate_id: str,
    recorded_at: datetime,
    trace_id: str = "",
    traceparent: str = "",
) -> OutboxMessage:
    """Return the event as it will be sent.

    Args:
        happened: the event.
        source: the service that says so, "complaints".
        aggregate_id: what it happened to; differs from the key where the key only spreads load.
        recorded_at: when it was saved.
        trace_id: the request or event that caused it.
        traceparent: its W3C trace context (the extension Distributed Tracing), "" for none.
    """
    data = to_json(happened)
    identifier = event_id(aggregate_id, happened.version, happened.TYPE)
    body = {
        "specversion": "1.0",
        "id": identifier,
        "source": f"/fairport/{source}",
        "type": happened.TYPE,
        "subject": aggregate_id,
        "time": data["occurred_at"],
        "recordedtime": to_json(recorded_at),
        "sequence": str(happened.version),
        "partitionkey": happened.key,
        "dataschema": f"urn:fairport:{happened.TYPE}",
        "datacontenttype": "application/json",
        "traceid": trace_id,
        **({"traceparent": traceparent} if traceparent else {}),
        "data": {name: value for name, value in data.items() if name not in _HEAD},
    }
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return OutboxMessage(id=identifier, topic=happened.TOPIC, key=happened.key, body=text)


def decode(message: bytes) -> tuple[Envelope, Event | None]:
    """Return a received event, None in its place where its type is not in the catalogue.

    Raises:
        Unreadable: it is no CloudEvent of ours, or its data do not fit its type.
    """
    try:
        body = json.loads(message)
        envelope = _envelope(body)
        kind = CATALOGUE.get(envelope.type)
        if kind is None:
            return envelope, None
        head = {
            "key": body["partitionkey"],
            "version": envelope.sequence,
            "occurred_at": body["time"],
        }
        return envelope, from_json(kind, {**body["data"], **head})
    except Exception as error:
        raise Unreadable(f"{error.__class__.__name__}: {error}") from error


def traceparent_of(body: str) -> str:
    """Return the trace context that an encoded event keeps, "" where there is none."""
    return sane(json.loads(body).get(HEADER))


def _envelope(body: dict[str, Any]) -> Envelope:
    return Envelope(
        id=body["id"],
        type=body["type"],
        source=body["source"],
        subject=body["subject"],
        sequence=int(body["sequence"]),
        trace_id=body.get("traceid", ""),
        traceparent=sane(body.get(HEADER)),
    )
