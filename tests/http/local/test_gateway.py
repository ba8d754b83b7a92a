"""One address for three services: who gets which path, what is refused at the door."""

import http.client
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import requests

from shared.network_log.opening import Asked, open_log
from shared.network_log.sealed_log import days_of
from shared.network_log.sealing_key import PRIVATE, read_key


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/", "complaints"),
        ("/check", "complaints"),
        ("/complaints/mine", "complaints"),
        ("/auth/sign-in", "complaints"),
        ("/api/cases/search", "complaints"),
        ("/credit", "credit"),
        ("/credit/gate", "credit"),
        ("/creditors", "complaints"),
        ("/api/enterprises/1/score", "credit"),
        ("/api/gate/queries", "credit"),
        ("/api/feed", "credit"),
    ],
)
def test_a_path_leads_to_its_service(gateway, path, service) -> None:
    assert requests.get(f"{gateway}{path}").json()["service"] == service


def test_what_services_ask_each_other_is_not_reached_from_outside(gateway) -> None:
    assert requests.get(f"{gateway}/internal/recipients/1").status_code == 404


def test_a_service_sees_the_request_as_it_was_sent(gateway) -> None:
    answer = requests.get(
        f"{gateway}/complaints/费?q=%E8%B4%B9&after=1", headers={"Accept-Language": "en"}
    )
    assert answer.json() == {
        "service": "complaints",
        "path": "/complaints/费?q=%E8%B4%B9&after=1",
        "host": urlsplit(gateway).netloc,
        "sender": "127.0.0.1",
        "size": 0,
        "language": "en",
    }


def test_nobody_can_pretend_to_come_from_elsewhere(gateway) -> None:
    pretended = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "example.org"}
    answer = requests.get(f"{gateway}/credit/gate", headers=pretended).json()
    assert answer["sender"] == "127.0.0.1"
    assert answer["host"] == urlsplit(gateway).netloc


def test_an_upload_of_twenty_megabytes_passes(gateway) -> None:
    answer = requests.post(f"{gateway}/complaints/attachments", data=b"x" * 20_000_000)
    assert answer.json()["size"] == 20_000_000


def test_an_upload_of_two_hundred_megabytes_is_refused_before_it_is_read(gateway) -> None:
    connection = http.client.HTTPConnection(urlsplit(gateway).netloc, timeout=10)
    connection.putrequest("POST", "/api/attachments")
    connection.putheader("Content-Length", str(200_000_000))
    connection.putheader("Content-Type", "application/octet-stream")
    connection.endheaders(b"only the beginning")
    connection.sock.shutdown(1)
    answer = connection.getresponse()
    assert answer.status == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    connection.close()


def test_a_body_without_length_is_refused(gateway) -> None:
    answer = requests.post(f"{gateway}/credit/gate", data=iter([b"a", b"b"]))
    assert answer.status_code == 411


def test_a_service_that_is_away_is_told_to_people_and_to_programs(gateway) -> None:
    page = requests.get(f"{gateway}/notify/inbox", headers={"Accept-Language": "zh"})
    problem = requests.get(f"{gateway}/api/messages")
    assert page.status_code == problem.status_code == 503
    assert "系统暂时无法使用" in page.text
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json()["code"] == "unavailable"


def test_a_form_sent_to_a_service_that_is_away_is_not_lost(gateway) -> None:
    page = requests.post(f"{gateway}/notify/preferences", {"channel": "短信", "key": "k" * 8})
    assert page.status_code == 503
    assert 'name="channel" value="短信"' in page.text


@pytest.mark.usefixtures("dying")
def test_a_service_that_dies_with_a_request_in_hand_is_away_like_one_that_was_not_there(
    gateway,
) -> None:
    problem = requests.post(f"{gateway}/api/messages", json={"a": 1}, timeout=20)
    assert problem.status_code == 503
    assert problem.json()["code"] == "unavailable"
    page = requests.post(f"{gateway}/notify/preferences", {"channel": "短信", "key": "k" * 8})
    assert page.status_code == 503
    assert 'name="channel" value="短信"' in page.text


def test_another_name_of_the_machine_leads_to_the_one_the_product_goes_by(gateway) -> None:
    answer = requests.get(
        f"{gateway}/complaints/mine?page=2", headers={"Host": "localhost"}, allow_redirects=False
    )
    assert answer.status_code == 307
    assert answer.headers["Location"] == f"{gateway}/complaints/mine?page=2"


def test_a_path_that_looks_like_a_host_leads_nowhere_else(gateway) -> None:
    connection = http.client.HTTPConnection(urlsplit(gateway).netloc, timeout=10)
    connection.request("GET", "//example.org/", headers={"Host": "localhost"})
    answer = connection.getresponse()
    assert answer.headers["Location"].startswith(f"{gateway}/")
    connection.close()


def test_the_gateway_tells_that_it_is_alive_under_any_name(gateway) -> None:
    assert requests.get(f"{gateway}/healthz", headers={"Host": "probe"}).json() == {"status": "ok"}


def test_sign_in_and_style_sheet_need_no_service(gateway) -> None:
    metadata = requests.get(f"{gateway}/idp/.well-known/openid-configuration").json()
    assert metadata["issuer"] == f"{gateway}/idp"
    assert requests.get(f"{gateway}/ui/app.css").status_code == 200


def test_who_asked_is_kept_sealed_by_the_minute_and_nothing_of_what_for(gateway, root) -> None:
    requests.get(f"{gateway}/complaints/report?secret=1", headers={"User-Agent": "a-browser"})
    folder = root / "network-log"
    today = datetime.now(UTC).date()
    asked = Asked(by="申纪", reason="看看记下了什么，只在测试里", since=today, until=today)
    found = open_log(folder, read_key(folder / PRIVATE), asked, now=datetime.now(UTC))
    assert found.closed == 0
    assert {line.split(" ", 1)[1] for line in found.lines} == {"127.0.0.1"}
    sealed = "".join(path.read_text() for path, _ in days_of(folder))
    for told in ("127.0.0.1", "report", "a-browser", "secret"):
        assert told not in sealed
