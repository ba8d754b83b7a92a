"""A document store that hangs: all request threads wait for it, and whoever watches is answered."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest
import requests

from shared.local.ports import unused_ports
from tests.engines import own_engine
from tests.fuzz.wire.conftest import until_it_serves

pytestmark = [pytest.mark.engines, pytest.mark.slow]

GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "python:shared.web.gunicorn"]
THREADS = 2
PEOPLE = 8
# The driver notices within 10 s, one more try takes 5; who waits behind them is told after 15.
MOST_SECONDS = 25.0
Told = tuple[int, str | None, float]
# Each probe of Kubernetes is patient for five.
LOOK_SECONDS = 5.0


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with own_engine("MONGO_URL", tmp_path_factory.mktemp("hanging")) as engine:
        yield engine


@pytest.fixture
def port(store, tmp_path) -> Iterator[int]:
    """Start gunicorn as every service does, on a store of its own."""
    (port,) = unused_ports(1)
    bind = {"BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "1", "WEB_THREADS": str(THREADS)}
    with (tmp_path / "log").open("wb") as output:
        process = subprocess.Popen(
            [*GUNICORN, "tests.contracts.shared.reading_app:app()"],
            env={**os.environ, **bind, "MONGO_URL": store.address},
            stdout=output,
            stderr=output,
        )
        try:
            until_it_serves(port)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=40) == 0


def read(port: int) -> Told:
    begun = time.monotonic()
    answer = requests.get(f"http://127.0.0.1:{port}/read", timeout=100)
    return answer.status_code, answer.headers.get("Retry-After"), time.monotonic() - begun


def look(port: int, path: str) -> tuple[int, float]:
    begun = time.monotonic()
    answer = requests.get(f"http://127.0.0.1:{port}{path}", timeout=60)
    return answer.status_code, time.monotonic() - begun


def test_a_process_whose_threads_all_wait_for_the_store_stays_alive_and_says_so(store, port):
    assert read(port)[0] == 200
    with ThreadPoolExecutor(PEOPLE) as people:
        store.child.signal(signal.SIGSTOP)
        try:
            asked = [people.submit(read, port) for _ in range(PEOPLE)]
            looks = _looks_while(asked, port)
        finally:
            store.child.signal(signal.SIGCONT)
    answers = [each.result() for each in asked]
    assert {status for status, _, _ in answers} == {503}
    assert all(again for _, again, _ in answers)
    slowest = max(seconds for *_, seconds in answers)
    assert slowest < MOST_SECONDS, answers
    assert {status for status, _ in looks["/healthz"]} == {200}
    assert {status for status, _ in looks["/readyz"]} == {503}
    assert {status for status, _ in looks["/metrics"]} == {200}
    assert 0 < _not_taken(port) < PEOPLE
    assert max(seconds for each in looks.values() for _, seconds in each) < LOOK_SECONDS
    _until_it_reads(port)


def _looks_while(asked: list[Future[Told]], port: int) -> dict[str, list[tuple[int, float]]]:
    looks: dict[str, list[tuple[int, float]]] = {"/healthz": [], "/readyz": [], "/metrics": []}
    time.sleep(1)
    while wait(asked, timeout=0).not_done:
        for path, found in looks.items():
            found.append(look(port, path))
        time.sleep(0.5)
    return looks


def _not_taken(port: int) -> int:
    figures = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=60).text
    told = re.search(r"^fairport_requests_not_taken_total (\d+)", figures, re.MULTILINE)
    return int(told[1]) if told else 0


def _until_it_reads(port: int) -> None:
    until = time.monotonic() + 30
    while read(port)[0] != 200:
        assert time.monotonic() < until
