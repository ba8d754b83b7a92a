"""The whole product starts with one command, keeps its data and stops cleanly."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
import requests

from shared.local.ports import LocalPorts, require_unused, unused_ports
from shared.local.problem import LocalProblem
from tests.engines import kind_of_run

pytestmark = pytest.mark.engines

START_SECONDS = 240
STOP_SECONDS = 30


@pytest.fixture(scope="module")
def port() -> int:
    return _first_of_eight()


def test_a_run_shows_its_pages_keeps_its_data_and_stops_in_time(tmp_path, port) -> None:
    with _running(tmp_path, port) as url:
        assert requests.get(url).status_code == 200
        assert "周岚" in _signed_in(url, "zhoulan").get(f"{url}/complaints/mine").text
        keys = requests.get(f"{url}/idp/jwks.json").json()
    with _running(tmp_path, port) as url:
        assert requests.get(f"{url}/idp/jwks.json").json() == keys
        second = _start(tmp_path, port)
        told = second.communicate(timeout=60)[0]
        assert second.returncode == 2
        assert f"is going on: {url}" in told


@contextmanager
def _running(root, port):
    run = _start(root, port)
    try:
        _wait_until_ready(run)
        yield f"http://127.0.0.1:{port}"
    finally:
        begun = time.monotonic()
        run.send_signal(signal.SIGINT)
        said = run.communicate(timeout=60)[0]
    assert time.monotonic() - begun < STOP_SECONDS
    assert run.returncode == 0
    assert "had to be killed" not in said


def _start(root, port) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "shared.local", "run", "--no-sample", "--port", str(port)]
    command += ["--engines", kind_of_run().name]
    return subprocess.Popen(
        [*command, "--root", str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def _wait_until_ready(run) -> None:
    deadline, said = time.monotonic() + START_SECONDS, []
    for line in run.stdout:
        said.append(line)
        if line.startswith("Logs are in"):
            return
        assert time.monotonic() < deadline, "".join(said)
    raise AssertionError("".join(said))


def _signed_in(url, sub) -> requests.Session:
    browser = requests.Session()
    page = browser.get(f"{url}/auth/sign-in").text
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert browser.post(f"{url}/idp/authorize", {**fields, "person": sub}).ok
    return browser


def _first_of_eight() -> int:
    for _ in range(50):
        first = unused_ports(1)[0]
        try:
            require_unused(LocalPorts.from_first(first))
        except (LocalProblem, OverflowError):
            continue
        return first
    raise AssertionError("no eight ports in a row are unused")
