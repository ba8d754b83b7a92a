"""Files and long texts that are not taken: nothing of them is kept."""

from io import BytesIO

import pytest

from tests.complaints import ZHOULAN
from tests.http.hostile.asking import refused
from tests.http.hostile.conftest import stored

pytestmark = pytest.mark.engines


@pytest.mark.parametrize("content", [b"MZ\x90\0", b"\x7fELF\2\1", b"#!/bin/sh\n", b"PK\3\4", b""])
@pytest.mark.usefixtures("nothing_stays")
def test_what_is_no_document_is_not_kept_whatever_its_name_says(product, content):
    client = product.person("complaints", ZHOULAN)
    part = {"file": (BytesIO(content + bytes(64)), "账单.pdf", "application/pdf")}
    refused(client.post("/api/attachments", data=part), "file")


@pytest.mark.usefixtures("nothing_stays")
def test_an_upload_of_unknown_length_is_cut_off(product):
    client = product.person("complaints", ZHOULAN)
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7'
    answer = client.post(
        "/api/attachments",
        input_stream=BytesIO(head + bytes(40 << 20)),
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
    )
    assert answer.status_code in {400, 413, 422}


@pytest.mark.usefixtures("nothing_stays")
def test_ten_megabytes_typed_on_the_portal_leave_no_draft(product):
    client = product.person("complaints", ZHOULAN)
    for step in ("matter", "evidence"):
        typed = {"matter": "over", "narrative": "长" * 3_500_000}
        answer = client.post(f"/complaints/file/{'e' * 32}/{step}", data=typed)
        assert answer.status_code in {404, 413}


def test_an_upload_that_is_repeated_is_kept_once_and_its_key_takes_no_other_file(product):
    client = product.person("complaints", ZHOULAN)

    def upload(content: bytes):
        part = {"file": (BytesIO(content), "账单.txt")}
        return client.post(
            "/api/attachments", data=part, headers={"Idempotency-Key": "upload-key-1"}
        )

    first = upload(b"first")
    before = stored(product)
    assert upload(b"first").get_json() == first.get_json()
    refusal = upload(b"another")
    assert refusal.status_code == 422
    assert "Idempotency-Key" in refusal.get_json()["detail"]
    assert stored(product) == before
