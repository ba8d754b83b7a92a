"""What runs here, as a figure."""

import platform

from shared.metrics import BUILD_INFO


def note_build(*, service: str, process: str, release: str) -> None:
    """Let the figures say which release of which process this is."""
    python = platform.python_version()
    BUILD_INFO.labels(service=service, process=process, release=release, python=python).set(1)
