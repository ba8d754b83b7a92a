"""The first steps of the story, asked of containers that may do nothing but serve."""

import json
import re
import sys
from typing import Any
from uuid import uuid4

import pytest
import requests

from shared.clock import local_date, utc_now
from shared.local.programs import SERVICES
from tests.complaints import TERMINAL, a_body, a_body_line
from tests.images.containers import podman
from tests.journeys.story import until

PHRASE = "出闸前被要求补缴港务费"


@pytest.fixture(scope="module")
def line() -> dict[str, Any]:
    return a_body_line(amount="320.00", charged_on=local_date(utc_now()).isoformat())


@pytest.fixture(scope="module")
def filed(running, line) -> Any:
    """File a complaint as a firm's own system does; return the receipt."""
    body = a_body(narrative=f"今天提箱，{PHRASE}。", lines=[line])
    headers = {**token(running, "xian-forwarder"), "Idempotency-Key": uuid4().hex}
    answer = requests.post(f"{running.url}/api/complaints", json=body, headers=headers, timeout=30)
    assert answer.status_code == 201, answer.text
    return answer.json()


def token(running, client: str) -> dict[str, str]:
    answer = requests.post(
        f"{running.url}/idp/token",
        data={"grant_type": "client_credentials"},
        auth=(client, f"demo-{client}"),
        timeout=10,
    )
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def signed_in(running, person: str) -> requests.Session:
    browser = requests.Session()
    page = browser.get(f"{running.url}/auth/sign-in", timeout=30).text
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    fields["person"] = person
    assert browser.post(f"{running.url}/idp/authorize", data=fields, timeout=30).ok
    return browser


@pytest.mark.parametrize("service", SERVICES)
def test_it_is_alive_and_ready_and_its_own_health_check_says_so(running, service):
    port = getattr(running.containers.ports, service)
    for page in ("healthz", "readyz", "metrics"):
        assert requests.get(f"http://127.0.0.1:{port}/{page}", timeout=10).status_code == 200
    image = f"localhost/fairport-{service}:{running.containers.tag}"
    (about,) = json.loads(podman("image", "inspect", image))
    kind, *command = about["Healthcheck"]["Test"]
    name = running.containers.name(service, "serve")
    assert kind == "CMD"
    podman("exec", name, *command)
    with pytest.raises(AssertionError):
        podman("exec", "--env", "BIND=127.0.0.1:1", name, *command)


def test_pages_come_with_their_style_sheets(running):
    page = requests.get(f"{running.url}/", timeout=30).text
    sheets = re.findall(r'href="(/ui/[^"]+\.css\?v=[0-9a-f]+)"', page)
    assert {sheet.partition("?")[0] for sheet in sheets} == {"/ui/bootstrap.min.css", "/ui/app.css"}
    for service in SERVICES:
        port = getattr(running.containers.ports, service)
        for sheet in sheets:
            answer = requests.get(f"http://127.0.0.1:{port}{sheet}", timeout=10)
            assert answer.headers["Content-Type"].startswith("text/css")
            assert len(answer.content) > 1000


def test_a_charge_is_checked_without_signing_in(running, line):
    body = {"lines": [{**line, "port": "海阳港"}]}
    answer = requests.post(f"{running.url}/api/catalogue/check", json=body, timeout=30)
    (found,) = answer.json()["lines"]
    assert (found["finding"], found["over"]) == ("above", "48.00")


def test_a_person_signs_in_and_sees_the_firm_s_complaint(running, filed):
    page = signed_in(running, "zhoulan").get(f"{running.url}/complaints/mine", timeout=30).text
    assert "周岚" in page
    assert filed["id"] in page


def test_a_filed_complaint_is_routed_and_dated(filed):
    assert filed["routing"]["lead"]["id"] == "hy-market"
    assert filed["lines"][0]["finding"] == "above"
    assert filed["clocks"]


def test_an_officer_s_system_finds_it_by_a_phrase(running, filed):
    headers = token(running, "market-desk")

    def hits() -> Any:
        query = {"q": f'"{PHRASE}"'}
        url = f"{running.url}/api/cases/search"
        return requests.get(url, params=query, headers=headers, timeout=30).json()["hits"]

    assert [hit["id"] for hit in until(hits, seconds=60)] == [filed["id"]]


def test_the_officers_are_told(running, filed):
    officer = signed_in(running, "linzhiyuan")

    def messages() -> Any:
        return officer.get(f"{running.url}/api/messages", timeout=30).json()["messages"]

    assert filed["id"] in str(until(messages, seconds=60))


def test_an_agency_reads_the_feed_of_an_empty_ledger(running):
    headers = token(running, "haiyang-customs")
    answer = requests.get(f"{running.url}/api/feed?after=0", headers=headers, timeout=30)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["items"], answer.json()["head"]) == ([], 0)


def test_sample_data_load_from_a_folder_that_is_mounted(running, filed):
    for service in reversed(SERVICES):
        loading = running.containers.word(service, "sample", "/sample")
        loading.start()
        assert loading.wait(600), service
        assert loading.exit_code == 0, loading.last_lines()
    headers = token(running, "haiyang-customs")
    url = f"{running.url}/api/enterprises/{TERMINAL}/score"
    assert requests.get(url, headers=headers, timeout=30).status_code == 200


def test_nobody_ran_out_of_memory(running, filed):
    names = [running.containers.name(s, w) for s in SERVICES for w in ("serve", "work")]
    shown = "{{.Name}} {{.MemUsage}}"
    lines = podman("stats", "--no-stream", "--format", shown, *names).strip().splitlines()
    sys.stdout.write("\n" + "\n".join(lines))
    assert len(lines) == len(names)
    assert all(child.is_running for child in running.children.values())
