"""The story with secrets in every field a reporter or an officer can write in."""

from io import BytesIO
from typing import Any

from flask.testing import FlaskClient

from tests.complaints import TERMINAL, TERMINAL_NAME, a_body_line
from tests.journeys.product import Product
from tests.journeys.secrets import CONTACT, EVERYTHING, NAME, REPORTER, WRITINGS
from tests.journeys.story import a_complaint_body, file, handle, messages, until

CASE = "HY-2026-00001-1"
HARMLESS = "夜班装卸记录"  # stands beside the secrets and must stay
DRAFT = "d" * 32


def live(product: Product) -> None:
    """Leave a draft, be refused once, then file and see the case through to its mails."""
    client = product.person("complaints", REPORTER)
    leave_a_draft(client)
    wrong = told(city=EVERYTHING)
    headers = {"Idempotency-Key": "refused-key-1"}
    assert client.post("/api/complaints", json=wrong, headers=headers).status_code == 422
    part = {"file": (BytesIO(EVERYTHING.encode()), f"{WRITINGS[0]}.txt")}
    attachment = client.post("/api/attachments", data=part).get_json()["id"]
    file(product, told(attachments=[attachment]), by=REPORTER)
    said = {"text": f"{HARMLESS}{EVERYTHING}"}
    handle(
        product,
        CASE,
        begin_check=said,
        propose_filing=said,
        decide_filing=said,
        record_finding={"findings": findings()},
        give_notice=said,
        record_defence={**said, "received_on": "2026-12-07"},
        draft_decision={
            "refund": "0",
            "facts": EVERYTHING,
            "legal_basis": [f"价格法第三十九条（{writing}）" for writing in WRITINGS],
        },
        record_service={"proof": EVERYTHING},
    )
    until(lambda: {m["state"] for m in messages(product)} == {"accepted"})
    until(lambda: {m["event_type"] for m in messages(product)} >= {"score.changed.v1"})
    until(lambda: len(messages(product)) == len(product.mail.taken) * 2)


def leave_a_draft(client: FlaskClient) -> None:
    """Type half a complaint on the portal and go away."""
    texts = {
        "respondent": {"respondent.name": EVERYTHING},
        "lines": {"lines.0.item": EVERYTHING, "bill_no": EVERYTHING},
        "evidence": {"narrative": EVERYTHING, "request": EVERYTHING, "reporter.name": NAME},
    }
    for step, fields in {"matter": {"matter": "over", "city": "haiyang"}, **texts}.items():
        kept = client.post(f"/complaints/file/{DRAFT}/{step}", data=fields)
        assert kept.status_code in {200, 303, 422}, step
    assert NAME in client.get(f"/complaints/file/{DRAFT}/evidence").text


def told(**changes: Any) -> dict[str, Any]:
    """Return a complaint with a secret in every text, each line in another writing."""
    lines = [
        a_body_line(item=writing, body=writing, port=writing, unit=writing, charged_on="2026-11-12")
        for writing in WRITINGS
    ]
    return a_complaint_body(
        narrative=f"{HARMLESS}。{EVERYTHING}",
        request=f"{HARMLESS}。{EVERYTHING}",
        title=WRITINGS[1],
        bill_no=WRITINGS[2],
        lines=lines,
        respondent={"uscc": TERMINAL, "name": f"{TERMINAL_NAME}（{WRITINGS[3]}）"},
        reporter=CONTACT,
        **changes,
    )


def findings() -> list[dict[str, Any]]:
    """Return the officer's findings, a secret in each note."""
    upheld = {"upheld": True, "violation": "V6", "over": "10.00"}
    return [{"no": no, "note": text, **upheld} for no, text in enumerate(WRITINGS, start=1)]
