"""One event a line, JSON: a constant message and fields. Ids only, never personal data."""

import logging
from contextvars import ContextVar
from typing import Any

import structlog

_trace_id: ContextVar[str] = ContextVar("trace_id", default="")


def configure(service: str, *, level: str = "INFO") -> None:
    """Write every log line of this process as JSON to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        _with_trace_id,
        structlog.processors.format_exc_info,
    ]
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for noisy in ("kafka", "elastic_transport", "pymongo", "urllib3", "elasticsearch"):
        logging.getLogger(noisy).setLevel("WARNING")
    structlog.contextvars.bind_contextvars(service=service)


def logger(name: str) -> Any:
    """Return a logger whose methods take a constant message and fields."""
    return structlog.get_logger(name)


def trace_id() -> str:
    """Return the id that joins what one request or event caused, "" outside of one."""
    return _trace_id.get()


def set_trace_id(value: str) -> None:
    """Let all log lines and events from here on carry this id."""
    _trace_id.set(value)


def _with_trace_id(_: Any, __: str, line: dict[str, Any]) -> dict[str, Any]:
    if current := _trace_id.get():
        line.setdefault("trace_id", current)
    return line
