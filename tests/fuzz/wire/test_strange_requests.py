"""Requests that are none, or two in one: refused by the server, and it goes on serving."""

import json
from pathlib import Path

import pytest

from tests.fuzz.wire.sending import exchange, statuses

ROWS = json.loads((Path(__file__).parent / "requests.json").read_text(encoding="utf-8"))
GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.parametrize(("sent", "wanted"), [row[1:] for row in ROWS], ids=[r[0] for r in ROWS])
def test_a_strange_request_gets_one_answer(port, sent, wanted):
    found = statuses(exchange(port, sent.encode("latin-1")))
    assert len(found) == 1
    assert found[0] in wanted


def test_of_two_requests_at_once_each_gets_its_own_answer_or_none(port):
    last = GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    assert statuses(exchange(port, GET + last, ends=False)) in ([200], [200, 200])


def test_a_body_longer_than_it_says_is_no_second_request(port):
    head = b"POST /api/tiny/bills HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    found = statuses(exchange(port, head + b"Content-Length: 2\r\n\r\n{}GARBAGE\r\n\r\n"))
    assert found in ([422], [422, 400])


def test_a_body_shorter_than_it_says_is_refused(port):
    head = b"POST /api/tiny/bills HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    answer = exchange(port, head + b'Content-Length: 500\r\n\r\n{"lines": []}')
    assert statuses(answer) in ([400], [])


def test_chunks_that_break_off_behind_a_whole_text_are_refused(port):
    head = b"POST /api/tiny/bills HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    answer = exchange(port, head + b'Transfer-Encoding: chunked\r\n\r\nd\r\n{"lines": []}\r\n')
    assert statuses(answer) in ([400], [])


@pytest.mark.parametrize("much", [b"a" * 9000, b"%41" * 5000, b"/a" * 20_000, b"?q=" + b"a" * 9000])
def test_an_address_without_end_is_refused(port, much):
    found = statuses(exchange(port, b"GET /" + much + b" HTTP/1.1\r\nHost: x\r\n\r\n"))
    assert found in ([400], [414])


HOSTS = (
    "evil.example",
    "127.0.0.1:22",
    "x\r\nHost: evil.example",
    "a b",
    "<b>",
    "evil.example#",
    "",
)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "Forwarded", "X-Original-URL"])
def test_no_answer_repeats_the_host_that_was_claimed(port, header, host):
    named = "" if header == "Host" else "Host: 127.0.0.1\r\n"
    for address in ("/form/x", "//form/x", "/form/x/", "/auth/sign-out", "/nothing", "/ui"):
        sent = f"GET {address} HTTP/1.1\r\n{named}{header}: {host}\r\nConnection: close\r\n\r\n"
        answer = exchange(port, sent.encode())
        assert statuses(answer)[0] < 500
        assert b"evil.example" not in answer


def test_an_absolute_address_leads_nowhere_else(port):
    sent = (
        b"GET http://evil.example/form/x HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    )
    answer = exchange(port, sent)
    assert statuses(answer)[0] in {200, 400, 404}
    assert b"evil.example" not in answer
