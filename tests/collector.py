"""A collector of traces: takes OTLP over HTTP and gives the spans it was sent."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One span as it arrived; `parent` and `links` are span ids in hexadecimal."""

    service: str
    process: str
    name: str
    kind: int
    trace: str
    id: str
    parent: str
    links: tuple[str, ...]
    failed: bool
    attributes: dict[str, str]


@dataclass
class Collector:
    """Where spans are sent, and those that came."""

    endpoint: str
    spans: list[Seen] = field(default_factory=list)

    def named(self, name: str) -> list[Seen]:
        """Return the spans of a name, in the order they came."""
        return [span for span in self.spans if span.name == name]

    def way_to(self, span: Seen) -> list[str]:
        """Return the names from the root of its trace down to a span."""
        by_id = {each.id: each for each in self.spans}
        names = [span.name]
        while span.parent:
            span = by_id[span.parent]
            names.insert(0, span.name)
        return names

    def take(self, request: Request) -> Response:
        """Keep the spans of one request."""
        assert request.headers["Content-Type"] == "application/x-protobuf"
        for resource in ExportTraceServiceRequest.FromString(request.data).resource_spans:
            about = _values(resource.resource.attributes)
            for scope in resource.scope_spans:
                self.spans += [_seen(each, about) for each in scope.spans]
        return Response(status=200)


@contextmanager
def collecting() -> Iterator[Collector]:
    """Give a collector that listens."""
    with HTTPServer() as server:
        collector = Collector(server.url_for("").rstrip("/"))
        server.expect_request("/v1/traces", method="POST").respond_with_handler(collector.take)
        yield collector


def _seen(span, about: dict[str, str]) -> Seen:
    return Seen(
        service=about["service.name"],
        process=about["fairport.process"],
        name=span.name,
        kind=span.kind,
        trace=span.trace_id.hex(),
        id=span.span_id.hex(),
        parent=span.parent_span_id.hex(),
        links=tuple(link.span_id.hex() for link in span.links),
        failed=span.status.code == span.status.STATUS_CODE_ERROR,
        attributes=_values(span.attributes),
    )


def _values(attributes: Sequence[Any]) -> dict[str, str]:
    return {
        each.key: str(getattr(each.value, each.value.WhichOneof("value"))) for each in attributes
    }
