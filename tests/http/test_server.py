"""gunicorn as it serves every service, over a real socket."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
import requests

from shared.local.ports import unused_ports
from tests.collector import collecting

pytestmark = pytest.mark.slow

GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "python:shared.web.gunicorn"]
APPLICATION = "tests.http.frame.conftest:make_app()"


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[int]:
    (port,) = unused_ports(1)
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*GUNICORN, APPLICATION],
            env={**os.environ, "BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "2"},
            stdout=output,
            stderr=output,
        )
        try:
            _wait(port)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) == 0
    assert b'"service": "tiny"' in log.read_bytes()
    assert b"13800001234" not in log.read_bytes()
    assert b"invalid request" in log.read_bytes()
    assert b"127.0.0.1" not in log.read_bytes()


def _wait(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            if requests.get(f"http://127.0.0.1:{port}/healthz", timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.2)
    raise AssertionError("gunicorn does not answer")


def raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        with suppress(OSError):  # who refuses early may have closed it already
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_header_bomb_is_refused_before_the_application(server):
    many = b"".join(b"X-%d: y\r\n" % number for number in range(500))
    assert raw(server, b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + many + b"\r\n").startswith(
        b"HTTP/1.1 431"
    )
    large = b"X-Large: " + b"y" * 100_000 + b"\r\n"
    assert b" 431 " in raw(server, b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + large + b"\r\n")[:40]
    line = b"GET /?q=13800001234" + b"y" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    assert b" 4" in raw(server, line)[:40]


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 9000 + b"\r\n\r\n", 431),
        (b"GET /" + b"y" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"<script> / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: <b>\r\n\r\n", 501),
    ],
)
def test_what_cannot_be_read_is_answered_as_a_problem_without_repeating_it(
    server, request_bytes, status
):
    head, _, body = raw(server, request_bytes).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"Content-Type: application/problem+json" in head
    problem = json.loads(body)
    assert problem["status"] == status
    assert b"<" not in body


def test_an_upload_of_200_megabytes_gets_its_answer(server):
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = requests.post(
        f"http://127.0.0.1:{server}/api/tiny/bills", data=bytes(200 << 20), headers=kind, timeout=60
    )
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"


def test_figures_name_the_release_and_are_not_for_the_public_entrance(server):
    address = f"http://127.0.0.1:{server}/metrics"
    assert 'process="serve"' in requests.get(address, timeout=10).text
    through_a_proxy = requests.get(address, headers={"X-Forwarded-For": "10.0.0.9"}, timeout=10)
    assert through_a_proxy.status_code == 404
    assert "fairport_" not in through_a_proxy.text


def test_a_worker_sends_its_traces_and_what_it_holds_when_it_is_told_to_stop(tmp_path):
    (port,) = unused_ports(1)
    with collecting() as collector, (tmp_path / "log").open("wb") as output:
        process = subprocess.Popen(
            [*GUNICORN, APPLICATION],
            env={
                **os.environ,
                "BIND": f"127.0.0.1:{port}",
                "WEB_WORKERS": "1",
                "OTEL_EXPORTER_OTLP_ENDPOINT": collector.endpoint,
                "RELEASE": "1.2.3",
            },
            stdout=output,
            stderr=output,
        )
        try:
            _wait(port)
            requests.get(f"http://127.0.0.1:{port}/form/zhang-san?q=13800001234", timeout=10)
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) == 0
    (span,) = collector.spans
    assert (span.service, span.process, span.name) == ("tiny", "serve", "GET /form/<secret>")
    assert "zhang-san" not in repr(span)
    assert "13800001234" not in repr(span)


def test_who_connects_and_says_nothing_keeps_no_worker_from_stopping(tmp_path):
    (port,) = unused_ports(1)
    with (tmp_path / "log").open("wb") as output:
        process = subprocess.Popen(
            [*GUNICORN, APPLICATION],
            env={**os.environ, "BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "1"},
            stdout=output,
            stderr=output,
        )
        _wait(port)
        with socket.create_connection(("127.0.0.1", port)):
            time.sleep(0.5)
            begun = time.monotonic()
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) == 0
    assert time.monotonic() - begun < 10


def test_figures_add_up_over_all_workers(server):
    address = f"http://127.0.0.1:{server}"
    for _ in range(20):
        requests.get(f"{address}/form/x?q=13800001234", timeout=10)
    labels = 'method="GET",route="/form/<secret>",service="tiny",status="200"'
    wanted = f"request_seconds_count{{{labels}}} 20.0"
    counts = {requests.get(f"{address}/metrics", timeout=10).text.count(wanted) for _ in range(5)}
    assert counts == {1}
