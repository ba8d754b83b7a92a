"""Spans of what a request or an event causes, across processes; nothing is loaded until started.

A name is made of words and route templates only. No span holds a value of a path, a query, a body
or an address, nor the text of an error: its kind leads to the log line with the same trace id.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import Protocol

HEADER = "traceparent"
Attributes = Mapping[str, str | int]
_SANE = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


class Span(Protocol):
    """One piece of work; `traceparent` is what others need to hang theirs below it, "" if off."""

    @property
    def traceparent(self) -> str:
        """The W3C trace context of this span."""
        ...

    def note(self, attributes: Attributes) -> None:
        """Add what became known while it went on."""
        ...

    def fail(self, kind: str) -> None:
        """Mark it as failed; `kind` names the error, without its text."""
        ...

    def end(self) -> None:
        """Say that it is over."""
        ...


class Tracer(Protocol):
    """Makes spans and sends them off."""

    def open(
        self,
        name: str,
        *,
        kind: str,
        parents: Sequence[str],
        attributes: Attributes,
    ) -> Span:
        """Return a begun span below the one parent, or linked to all of several."""
        ...

    def entered(self, span: Span) -> object:
        """Make a span the present one; return what `left` needs."""
        ...

    def left(self, token: object) -> None:
        """Make the one before it the present one again."""
        ...

    def present(self) -> str:
        """Return the trace context of the present span, "" outside of one."""
        ...

    def close(self) -> None:
        """Send what is left, for some seconds at most."""
        ...


class _NoSpan:
    traceparent = ""

    def note(self, attributes: Attributes) -> None:
        """Keep nothing."""

    def fail(self, kind: str) -> None:
        """Keep nothing."""

    def end(self) -> None:
        """End nothing."""


NO_SPAN: Span = _NoSpan()
_tracers: list[Tracer] = []


def start(endpoint: str, *, service: str, process: str, release: str) -> None:
    """Send spans of this process to an OTLP/HTTP endpoint from now on; "" loads nothing."""
    if endpoint and not _tracers:
        made: Tracer = import_module("shared.traces.sdk").tracer(
            endpoint, service=service, process=process, release=release
        )
        _tracers.append(made)


def stop() -> None:
    """Send what is left and trace no more."""
    while _tracers:
        _tracers.pop().close()


def is_on() -> bool:
    """Tell whether spans are made."""
    return bool(_tracers)


def open_span(
    name: str,
    *,
    kind: str = "internal",
    parents: Sequence[str] = (),
    attributes: Attributes | None = None,
) -> Span:
    """Return a begun span that its caller ends; below the present one if no parent is named.

    Args:
        name: what is done, in words and templates.
        kind: internal, server, client, producer or consumer.
        parents: trace contexts; of several each is linked and none is the parent.
        attributes: what is known at the beginning.
    """
    if not _tracers:
        return NO_SPAN
    return _tracers[-1].open(name, kind=kind, parents=parents, attributes=attributes or {})


@contextmanager
def inside(span: Span) -> Iterator[Span]:
    """Let the span be the present one; end it with what happens inside."""
    if not _tracers or span is NO_SPAN:
        yield span
        return
    tracer = _tracers[-1]
    token = tracer.entered(span)
    try:
        yield span
    except BaseException as error:
        span.fail(type(error).__name__)
        raise
    finally:
        tracer.left(token)
        span.end()


def span(
    name: str,
    *,
    kind: str = "internal",
    parents: Sequence[str] = (),
    attributes: Attributes | None = None,
) -> AbstractContextManager[Span]:
    """Return `inside(open_span(…))`."""
    return inside(open_span(name, kind=kind, parents=parents, attributes=attributes))


def present() -> str:
    """Return the W3C trace context of the present span, "" outside of one or when off."""
    return _tracers[-1].present() if _tracers else ""


def sane(traceparent: object) -> str:
    """Return the trace context if it is one, else ""."""
    fits = isinstance(traceparent, str) and _SANE.fullmatch(traceparent)
    return str(traceparent) if fits else ""


def trace_id_of(traceparent: str) -> str:
    """Return the trace id of a trace context, "" of none."""
    return traceparent[3:35]
