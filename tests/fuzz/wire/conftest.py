import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import requests

from shared.local.ports import unused_ports

GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "python:shared.web.gunicorn"]
THREADS = 2


@pytest.fixture(scope="package")
def port(tmp_path_factory) -> Iterator[int]:
    """Start gunicorn with our settings, one worker, two threads."""
    (port,) = unused_ports(1)
    log = tmp_path_factory.mktemp("wire") / "log"
    bind = {"BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "1", "WEB_THREADS": str(THREADS)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*GUNICORN, "tests.fuzz.wire.impatient:app()"],
            env={**os.environ, **bind},
            stdout=output,
            stderr=output,
        )
        try:
            until_it_serves(port)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) == 0
    written = log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in written
    assert "unexpected error" not in written


def until_it_serves(port: int, seconds: float = 30) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if requests.get(f"http://127.0.0.1:{port}/healthz", timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.2)
    raise AssertionError("gunicorn does not answer")


@pytest.fixture(autouse=True)
def it_serves_afterwards(port: int) -> Iterator[None]:
    yield
    until_it_serves(port)
