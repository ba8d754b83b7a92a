"""Bodies that are none, keys that are none, files that are none: refused, and nothing is kept."""

from base64 import b64decode
from io import BytesIO

import pytest

from tests.complaints import ZHOULAN
from tests.fuzz.bad_inputs.answers import asker, is_refused
from tests.fuzz.bad_inputs.json_doors import CHECK, FILING, GATE, PROPOSAL, RIGHT
from tests.fuzz.bad_inputs.tables import table, values
from tests.fuzz.conftest import CASE

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("nothing_stays")]
KEY = {"Idempotency-Key": "bad-body-0001"}
WITH_BODY = (
    *(("complaints", FILING), ("complaints", CHECK), ("complaints", PROPOSAL), ("credit", GATE)),
    ("complaints", f"/api/cases/{CASE}/actions/record_finding"),
)
WITH_KEY = (("complaints", FILING), ("complaints", PROPOSAL), ("credit", GATE))
NO_MESSAGE = f"/api/messages/{'0' * 64}/resend"


@pytest.mark.parametrize(("service", "address"), WITH_BODY)
def test_a_body_that_is_none_is_refused(product, service, address):
    ask = asker(product, service)
    wrong = []
    for why, body in values("raw_bodies"):
        answer = ask(
            address, method="POST", data=body, content_type="application/json", headers=KEY
        )
        if not is_refused(answer):
            wrong.append((why, answer.status_code, answer.text[:200]))
    assert wrong == []


@pytest.mark.parametrize(("service", "address"), WITH_KEY)
def test_a_key_that_is_none_is_refused(product, service, address):
    ask = asker(product, service)
    wrong = []
    for why, key in values("keys"):
        answer = ask(address, method="POST", json=RIGHT[address], headers={"Idempotency-Key": key})
        if not is_refused(answer):
            wrong.append((why, answer.status_code, answer.text[:200]))
    assert wrong == []


def test_a_key_that_is_none_sends_no_message_again(product):
    ask = asker(product, "notify", by_person=True)
    for why, key in values("keys"):
        answer = ask(NO_MESSAGE, method="POST", headers={"Idempotency-Key": key})
        assert is_refused(answer), why


def test_a_file_that_is_none_is_refused_whatever_its_name_says(product):
    client = product.person("complaints", ZHOULAN)
    for why, name, content in table("uploads"):
        part = {"file": (BytesIO(b64decode(content)), name)}
        assert is_refused(client.post("/api/attachments", data=part), "file"), why


def test_a_file_in_no_form_is_refused(product):
    client = product.person("complaints", ZHOULAN)
    for kind in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed"):
        for body in (b"", b"--b\r\n", b"--b\r\n\r\n\r\n--b--", b"--b--", b"\0" * 64):
            answer = client.post("/api/attachments", data=body, content_type=kind)
            assert is_refused(answer), (kind, body)
