"""From an invoice to a credit record that other agencies read, through all three services."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from email import message_from_bytes
from statistics import median
from typing import Any

import pytest

from services.credit.usecases.verify_ledger import verify_ledger
from tests.complaints import LINZHIYUAN, REGISTERED, SUQING, TERMINAL, XUKEXIN, ZHOULAN
from tests.http.credit.conftest import CUSTOMS
from tests.journeys.product import Product
from tests.journeys.story import (
    FINDINGS,
    PHRASE,
    a_complaint_body,
    file,
    handle,
    messages,
    until,
)

pytestmark = pytest.mark.engines
CASE = "HY-2026-00001-1"
SOON_SECONDS = 2.0
TOLD = {
    ("case.filed.v1", "reporter"),
    ("case.filed.v1", "department"),
    ("case.filing_decided.v1", "reporter"),
    ("decision.served.v1", "reporter"),
    ("decision.served.v1", "respondent"),
    ("score.changed.v1", "enterprise"),
}
INBOXES = {
    "reporter": ZHOULAN,
    "department": SUQING,
    "respondent": XUKEXIN,
    "enterprise": XUKEXIN,
}
ADDRESSES = {
    "zhoulan@xian.example": 3,
    "duty@hy-market.example": 1,
    "office@haiyang-yunyu.example": 2,
}


@dataclass(frozen=True, kw_only=True)
class Lived:
    """What was seen while the story went on."""

    product: Product
    receipts: list[dict[str, Any]]
    seconds_to_be_found: list[float]
    hit: Mapping[str, Any]
    worklist: Mapping[str, Any]


@pytest.fixture(scope="module")
def lived(product: Product) -> Iterator[Lived]:
    """Live the story once; every test looks at what came of it."""
    waited: list[float] = []

    def found_as_it_is_now(case: Mapping[str, Any]) -> None:
        begun = time.monotonic()
        until(lambda: search(product, case["state"])["hits"])
        waited.append(time.monotonic() - begun)

    with product.working():
        receipts = [file(product) for _ in range(2)]
        found_as_it_is_now(receipts[0])
        hits = search(product, "received")["hits"]
        worklist = product.person("complaints", LINZHIYUAN).get("/api/cases/worklist").get_json()
        handle(product, CASE, after=found_as_it_is_now)
        until(lambda: {(m["event_type"], m["role"]) for m in messages(product)} == TOLD)
        until(lambda: {m["state"] for m in messages(product)} == {"accepted"})
        until(lambda: case_of(product)["reporter_told_on"])
        yield Lived(
            product=product,
            receipts=receipts,
            seconds_to_be_found=waited,
            hit=hits[0],
            worklist=worklist,
        )


def search(product: Product, state: str) -> Any:
    """Search as an officer does; the state is the one the index knows."""
    query = {"q": f'"{PHRASE}"', "state": state}
    client = product.person("complaints", LINZHIYUAN)
    answer = client.get("/api/cases/search", query_string=query)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def case_of(product: Product) -> Any:
    return product.person("complaints", SUQING).get(f"/api/cases/{CASE}").get_json()


def test_each_line_is_checked_at_once_and_the_case_is_routed_and_dated(lived):
    receipt = lived.receipts[0]
    assert receipt["id"] == CASE
    assert tuple(line["finding"] for line in receipt["lines"]) == FINDINGS
    assert [line["over"] for line in receipt["lines"]][1] == "48.00"
    assert receipt["lines"][1]["rows"][0]["source"] == "海阳港口岸收费目录（示例）"
    assert receipt["routing"]["lead"]["id"] == "hy-market"
    assert receipt["clocks"][0]["due_on"] == "2026-12-14"


def test_the_same_key_files_once_and_another_body_is_refused(lived):
    assert lived.receipts[0] == lived.receipts[1]
    assert lived.product.databases["complaints"]["cases"].find_one({"_id": CASE}) is not None
    assert lived.product.databases["complaints"]["cases"].find_one({"_id": next_case()}) is None
    client = lived.product.person("complaints", ZHOULAN)
    body = a_complaint_body(request="另一份请求")
    headers = {"Idempotency-Key": "story-key-0001"}
    assert client.post("/api/complaints", json=body, headers=headers).status_code == 422


def next_case() -> str:
    return "HY-2026-00002-1"


def test_an_officer_finds_the_case_by_a_phrase(lived):
    assert lived.hit["id"] == CASE
    marked = [p["text"] for h in lived.hit["highlights"] for p in h["pieces"] if p["hit"]]
    assert PHRASE in marked


def test_every_change_is_found_within_two_seconds(lived):
    # The middle of ten: the machine that runs the tests may stop for a moment.
    assert median(lived.seconds_to_be_found) < SOON_SECONDS


def test_the_case_stands_on_the_worklist_by_its_due_date(lived):
    (row,) = [row for rows in lived.worklist["groups"].values() for row in rows]
    assert (row["id"], row["due_on"]) == (CASE, "2026-12-14")


def test_the_index_follows_every_action_to_the_last(lived):
    stored = case_of(lived.product)
    index = lived.product.complaints.index
    until(lambda: index.versions([CASE]) == {CASE: stored["version"]})
    assert stored["state"] == "effective"


def test_the_effective_decision_is_the_one_entry_of_the_ledger(lived):
    (entry,) = lived.product.credit.ledger.window(0, 10)
    assert (entry.event.subject, entry.event.subject_name) == (TERMINAL, REGISTERED)
    assert entry.event.document.no == case_of(lived.product)["decision"]["document_no"]
    assert entry.event.violations == ("V2", "V6")
    assert (entry.event.fine, entry.event.refund) == (Decimal("1000.00"), Decimal("108.00"))


def test_the_ledger_verifies(lived):
    verdict = verify_ledger(ledger=lived.product.credit.ledger)
    assert verdict.is_whole
    assert verdict.count == 1


def test_the_score_moved_by_a_line_that_names_rule_and_article(lived):
    client = lived.product.person("credit", XUKEXIN)
    score = client.get(f"/api/enterprises/{TERMINAL}/score").get_json()
    assert sum(Decimal(line["points"]) for line in score["lines"]) == Decimal(score["score"])
    (line,) = [line for line in score["lines"] if line["entry"] == 1]
    assert Decimal(line["points"]) < 0
    assert line["rule"]
    assert line["article"]["zh"].startswith("第")
    before = client.get(f"/api/enterprises/{TERMINAL}/score?valid_on=2026-12-06").get_json()
    assert Decimal(before["score"]) > Decimal(score["score"])


def test_the_agency_is_answered_at_the_gate_with_a_measure_and_a_receipt(lived):
    client, token = lived.product.system("credit", CUSTOMS.sub, "gate:query")
    headers = {**token, "Idempotency-Key": "gate-key-0001"}
    body = {"uscc": TERMINAL, "purpose": "green_lane_hy"}
    answer = client.post("/api/gate/queries", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    assert answer.get_json()["decision"] == "DENY"
    assert answer.get_json()["receipt"] == "G-2026-000001"
    assert client.get("/api/feed", headers=token).status_code == 403


def test_the_agency_pulls_the_entry_from_the_feed(lived):
    client, token = lived.product.system("credit", CUSTOMS.sub, "feed:read")
    page = client.get("/api/feed?after=0", headers=token).get_json()
    (item,) = page["items"]
    assert item["subject"] == TERMINAL
    assert page["next"] == page["head"] == 1
    assert client.get("/api/feed").status_code == 401


def test_everybody_concerned_is_told_once_by_inbox_and_by_mail(lived):
    sent = [(m["event_type"], m["role"], m["channel"]) for m in messages(lived.product)]
    assert sorted(sent) == sorted(
        (*told, channel) for told in TOLD for channel in ("inbox", "email")
    )
    for role, person in INBOXES.items():
        inbox = lived.product.person("notify", person).get("/api/messages").get_json()["messages"]
        expected = Counter(event for event, who in TOLD if INBOXES[who] is person)
        assert Counter(message["event"] for message in inbox) == expected, role


def test_every_mail_reached_its_mailbox_with_the_number_of_the_case(lived):
    taken = lived.product.mail.taken
    assert Counter(address for mail in taken for address in mail.rcpt_tos) == ADDRESSES
    bodies = [message_from_bytes(mail.content).get_payload(decode=True) for mail in taken]
    assert sum(CASE.encode() in bytes(body) for body in bodies) >= len(taken) - 2


def test_the_limit_for_telling_the_reporter_was_met_by_the_message(lived):
    case = case_of(lived.product)
    (telling,) = [clock for clock in case["clocks"] if clock["code"] == "T-FILE-N"]
    assert telling["met_on"] == case["reporter_told_on"] == "2026-11-23"


def test_nothing_was_parked_and_nothing_waits(lived):
    product = lived.product
    until(lambda: not any(product.outbox(name).unsent(10) for name in product.databases))
    parked = [f"{topic}.parked|0" for topic in ("cases", "credit-intake", "scores", "messages")]
    assert set(product.broker().ends(parked).values()) == {0}


def test_the_reporter_follows_the_case_and_reads_of_the_result(lived):
    client = lived.product.person("complaints", ZHOULAN)
    followed = client.get(f"/api/complaints/{CASE}").get_json()
    assert followed["state"] == "effective"
    assert client.get(f"/complaints/mine/{CASE}").status_code == 200
