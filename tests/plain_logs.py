"""Log lines of tests without the values of every frame: rendering those takes half a minute."""

import structlog


def plain_logs() -> None:
    """Write log lines as structlog does by default, tracebacks as Python does."""
    structlog.reset_defaults()
    *others, _ = structlog.get_config()["processors"]
    renderer = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*others, renderer])
