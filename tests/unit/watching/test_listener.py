"""The listener of a process without pages, over a real socket; and the process that has one."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest
import requests

from shared.local.ports import unused_ports
from shared.loops import Named, Pulse, Standing, pulses, stand
from shared.metrics import EVENTS_SENT
from shared.settings import SettingWrong
from shared.watching.listener import listening
from shared.watching.watch_settings import Address

pytestmark = pytest.mark.slow

HERE = Address(host="127.0.0.1", port=0)


def a_late_pulse() -> Pulse:
    pulse = Pulse("index", threading.Event(), patience_seconds=0.001)
    time.sleep(0.01)
    return pulse


def ask(port: int, path: str) -> requests.Response:
    return requests.get(f"http://127.0.0.1:{port}{path}", timeout=5)


def two() -> list[Pulse]:
    return pulses([Named("relay", lambda _: None), Named("lag", lambda _: None)], threading.Event())


@pytest.mark.parametrize(
    ("standing", "ready"),
    [(Standing.WORKING, 200), (Standing.STANDBY, 200), (Standing.AWAY, 503)],
)
def test_a_turning_loop_is_healthy_whatever_it_does(standing, ready):
    relay, lag = two()
    stand(relay, standing)
    with listening(HERE, [relay, lag], service="credit") as port:
        healthy, asked = ask(port, "/healthz"), ask(port, "/readyz")
    assert healthy.status_code == 200
    assert asked.status_code == ready
    assert asked.json() == {"status": standing, "loops": {"relay": standing, "lag": "working"}}


def test_a_loop_that_hangs_makes_the_process_unhealthy_and_is_named():
    with listening(HERE, [*two(), a_late_pulse()], service="credit") as port:
        healthy = ask(port, "/healthz")
        figures = ask(port, "/metrics").text
    assert healthy.status_code == 503
    assert healthy.json()["loops"]["index"] == "late"
    late = 'fairport_loop_late_seconds{loop="index",service="credit"}'
    value = next(line for line in figures.splitlines() if line.startswith(late))
    assert float(value.rpartition(" ")[2]) > 0
    assert 'fairport_loop_late_seconds{loop="relay",service="credit"} 0.0' in figures


def test_figures_are_those_of_the_process():
    EVENTS_SENT.labels(service="of the listener").inc(3)
    with listening(HERE, two(), service="credit") as port:
        answer = ask(port, "/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert 'fairport_events_sent_total{service="of the listener"} 3.0' in answer.text


def test_nothing_else_is_answered():
    with listening(HERE, two(), service="credit") as port:
        assert ask(port, "/").status_code == 404
        assert ask(port, "/metrics/../etc/passwd").status_code == 404
        assert requests.post(f"http://127.0.0.1:{port}/metrics", timeout=5).status_code == 501


@pytest.mark.parametrize("text", ["9100", ":9100", "0.0.0.0:", "host:port", "host:70000"])
def test_an_address_that_is_none_is_refused_by_the_name_of_its_setting(text):
    with pytest.raises(SettingWrong, match="METRICS_BIND"):
        Address.of(text)


PROGRAM = """
import sys
from shared.processes import Service, every, main
from shared.watching.watch_settings import WatchSettings
loops = lambda: [every(0.1, lambda: None, name="tick")]
service = Service(name="tiny", settings=WatchSettings, setup=print, consume=loops, relay=loops,
                  clock=loops, indexes=dict, commands={})
sys.exit(main(service, ["work"]))
"""


def _running(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _until(holds: Callable[[], bool], seconds: float = 30) -> None:
    limit = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        return ask(port, "/healthz").ok
    except requests.RequestException:
        return False


def test_a_process_of_loops_listens_where_it_is_told_and_says_what_it_is():
    (port,) = unused_ports(1)
    process = _running({"METRICS_BIND": f"127.0.0.1:{port}", "RELEASE": "1.2.3"})
    _until(lambda: _answers(port))
    figures = ask(port, "/metrics").text
    loops = ask(port, "/readyz").json()["loops"]
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert 'process="work"' in figures
    assert 'release="1.2.3",service="tiny"} 1.0' in figures
    assert loops == {"tick": "working"}


def test_a_process_that_is_told_a_wrong_address_ends_with_a_sentence():
    process = _running({"METRICS_BIND": "everywhere"})
    _, told = process.communicate(timeout=30)
    assert process.returncode == 2
    assert told.startswith(b"METRICS_BIND: is ")
