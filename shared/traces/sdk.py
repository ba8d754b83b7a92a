"""Spans by the OpenTelemetry SDK, sent to a collector over OTLP/HTTP; imported only when on.

The SDK reads its other settings itself: OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER,
OTEL_RESOURCE_ATTRIBUTES. Its tracer is ours alone, so no client library adds spans of its own.
"""

from collections.abc import Sequence
from typing import Any

from opentelemetry import context, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shared.traces import HEADER, Attributes, Span

_SECONDS = 5
_KINDS = {kind.name.lower(): kind for kind in trace.SpanKind}
_PROPAGATOR = TraceContextTextMapPropagator()


class SdkSpan:
    """One span of the SDK."""

    def __init__(self, span: trace.Span) -> None:
        self.span = span

    @property
    def traceparent(self) -> str:
        """The W3C trace context of this span."""
        return _traceparent(trace.set_span_in_context(self.span))

    def note(self, attributes: Attributes) -> None:
        """Add what became known while it went on."""
        self.span.set_attributes(attributes)

    def fail(self, kind: str) -> None:
        """Mark it as failed."""
        self.span.set_attribute("error.type", kind)
        self.span.set_status(trace.StatusCode.ERROR)

    def end(self) -> None:
        """Say that it is over."""
        self.span.end()


class SdkTracer:
    """Makes spans and sends them off in the background."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("fairport")

    def open(
        self, name: str, *, kind: str, parents: Sequence[str], attributes: Attributes
    ) -> SdkSpan:
        """Return a begun span below the one parent, or linked to all of several."""
        above = [_context(each) for each in parents]
        several = above if len(above) > 1 else []
        links = [trace.Link(trace.get_current_span(each).get_span_context()) for each in several]
        parent = context.Context() if several else next(iter(above), None)
        span = self._tracer.start_span(
            name, context=parent, kind=_KINDS[kind], attributes=attributes, links=links
        )
        return SdkSpan(span)

    def entered(self, span: Span) -> object:
        """Make a span the present one; return what `left` needs."""
        made = span.span if isinstance(span, SdkSpan) else trace.INVALID_SPAN
        return context.attach(trace.set_span_in_context(made))

    def left(self, token: Any) -> None:
        """Make the one before it the present one again."""
        context.detach(token)

    def present(self) -> str:
        """Return the trace context of the present span, "" outside of one."""
        return _traceparent(context.get_current())

    def close(self) -> None:
        """Send what is left, for some seconds at most."""
        self._provider.shutdown()


def tracer(endpoint: str, *, service: str, process: str, release: str) -> SdkTracer:
    """Return a tracer that sends to `<endpoint>/v1/traces`, named after service and process."""
    resource = Resource.create(
        {
            "service.namespace": "fairport",
            "service.name": service,
            "service.version": release,
            "fairport.process": process,
        }
    )
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=_SECONDS)
    provider.add_span_processor(
        BatchSpanProcessor(
            exporter, schedule_delay_millis=1_000, export_timeout_millis=_SECONDS * 1_000
        )
    )
    return SdkTracer(provider)


def _context(traceparent: str) -> context.Context:
    return _PROPAGATOR.extract({HEADER: traceparent}, context=context.Context())


def _traceparent(of: context.Context) -> str:
    carrier: dict[str, str] = {}
    _PROPAGATOR.inject(carrier, context=of)
    return carrier.get(HEADER, "")
