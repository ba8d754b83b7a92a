"""The whole product starts with one command, keeps its data and stops cleanly."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from base64 import b64decode
from contextlib import contextmanager

import pytest
import requests
from requests.adapters import HTTPAdapter

from shared.local.ports import LocalPorts, require_unused
from shared.local.problem import LocalProblem
from shared.local.secret_file import load_secrets
from tests.engines import kind_of_run
from tests.http.complaints.anonymous import Visitor

pytestmark = pytest.mark.engines

START_SECONDS = 240
STOP_SECONDS = 30
ADDRESS, AGENT = "127.0.0.77", "agent-of-a-reporter/7.1"
REFERER, QUERY = "http://intranet.example/who", "a-query-nobody-may-keep"
OUTER, COOKIE = "0123456789abcdef0123456789abcdef", "fairport=a-session-of-somebody"


@pytest.fixture(scope="module")
def port() -> int:
    return _first_of_eight()


def test_a_run_shows_its_pages_keeps_its_data_and_stops_in_time(tmp_path, port) -> None:
    with _running(tmp_path, port) as url:
        assert requests.get(url).status_code == 200
        assert "周岚" in _signed_in(url, "zhoulan").get(f"{url}/complaints/mine").text
        keys = requests.get(f"{url}/idp/jwks.json").json()
        receipt = _reported_without_a_name(url)
    with _running(tmp_path, port) as url:
        assert requests.get(f"{url}/idp/jwks.json").json() == keys
        second = _start(tmp_path, port)
        told = second.communicate(timeout=60)[0]
        assert second.returncode == 2
        assert f"is going on: {url}" in told
        assert "信箱 HY-" in _Unnamed(url).opened(receipt)
    _nothing_leads_to_the_reporter(tmp_path, receipt)


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
        # Below the ports that connections of other tests are given while the product is down.
        first = random.randint(12_000, 31_000)
        try:
            require_unused(LocalPorts.from_first(first))
        except (LocalProblem, OverflowError):
            continue
        return first
    raise AssertionError("no eight ports in a row are unused")


class _Unnamed(Visitor):
    """A browser without an account, at an address of its own, over the gateway."""

    def __init__(self, url):
        super().__init__(_Outside(url))

    def opened(self, receipt) -> str:
        self.open(receipt)
        return self.page


class _Outside:
    """Sends what the visitor sends over a socket bound to another address."""

    def __init__(self, url):
        self._url = url
        self._session = requests.Session()
        self._session.mount("http://", _From())
        self._session.headers.update(
            {"User-Agent": AGENT, "Referer": REFERER, "X-Request-Id": OUTER, "Cookie": COOKIE}
        )

    def test_client(self):
        return self

    @property
    def environ_base(self):
        return {}

    def get(self, address):
        return _Answer(self._session.get(f"{self._url}{address}", allow_redirects=False))

    def post(self, address, data):
        sent = self._session.post(f"{self._url}{address}", data=data, allow_redirects=False)
        if held := sent.headers.get("Set-Cookie"):
            self._session.headers["Cookie"] = f"{COOKIE}; {held.partition(';')[0]}"
        return _Answer(sent)


class _Answer:
    def __init__(self, sent):
        self.status_code, self.headers, self._text = sent.status_code, sent.headers, sent.text
        self.location = sent.headers.get("Location", "")

    def get_data(self, *, as_text):
        return self._text if as_text else self._text.encode()


class _From(HTTPAdapter):
    def init_poolmanager(self, *args, **more):
        super().init_poolmanager(*args, source_address=(ADDRESS, 0), **more)


def _reported_without_a_name(url) -> str:
    """Report, look into the mailbox, try a wrong receipt; return the receipt."""
    visitor = _Unnamed(url)
    receipt = visitor.report()
    visitor.open(receipt)
    visitor.write("请看第二张账单。")
    visitor.post("/complaints/follow", {"receipt": "0" * 16})
    visitor.get(f"/complaints/report?q={QUERY}")
    return receipt


def _nothing_leads_to_the_reporter(root, receipt) -> None:
    """Look into everything the run wrote: logs, databases, broker, index, mails."""
    written = [path for path in root.rglob("*") if path.is_file()]
    logs = [path for path in written if path.parent.name == "logs"]
    assert any("/complaints/follow/mailbox" in path.read_text("utf-8") for path in logs)
    secrets = (ADDRESS, AGENT, REFERER, OUTER, QUERY, receipt, receipt.replace(" ", ""))
    salt = load_secrets(root / "secrets.env")["RECEIPT_SALT"]
    for path in written:
        content = path.read_bytes()
        for secret in secrets:
            assert secret.encode() not in content, (path, secret)
        kept = salt.encode() in content or b64decode(salt) in content
        assert kept == (path.name == "secrets.env"), path
