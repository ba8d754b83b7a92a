"""Who reports stays unknown: planted secrets are looked for in every place, in any writing."""

import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest

from services.complaints.adapters.receipts import ScryptReceipts
from shared.local.engines import EngineAddresses
from tests.complaints import HANBING, LINZHIYUAN, LUHENG, SHENJI, SUQING, TERMINAL, XUKEXIN
from tests.conftest import own_database
from tests.engines import own_engine
from tests.journeys import places, unnamed
from tests.journeys.planted import CASE, HARMLESS, live
from tests.journeys.product import NAMES, Product, running
from tests.journeys.secrets import EMAIL, EVERYTHING, NAME, PHONE, REPORTER, WRITINGS, found_in

pytestmark = pytest.mark.engines
PAGE = f"/complaints/cases/{CASE}"


@dataclass(frozen=True, kw_only=True)
class Lived:
    """The story with its engines' files and its log."""

    product: Product
    files: Path
    log: StringIO
    receipt: str


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> Iterator[Lived]:
    """Live the story with secrets in every field, on engines whose files can be read."""
    root = tmp_path_factory.mktemp("engines")
    with ExitStack() as stack:
        enter = stack.enter_context
        engines = EngineAddresses(
            mongo_url=enter(own_engine("MONGO_URL", root / "documents")).address,
            kafka_bootstrap=enter(own_engine("KAFKA_BOOTSTRAP", root / "broker")).address,
            elasticsearch_url=enter(own_engine("ELASTICSEARCH_URL", root / "index")).address,
        )
        databases = {name: enter(own_database(engines.mongo_url)) for name in NAMES}
        product = enter(running(engines, databases, tmp_path_factory.mktemp("product")))
        log = enter(places.logged())
        with product.working():
            live(product)
            receipt = unnamed.live(product)
            yield Lived(product=product, files=root, log=log, receipt=receipt)


def nothing(texts) -> None:
    for place, text in texts.items():
        assert found_in(text) == [], place


def test_every_writing_is_recognised_by_the_search_for_it():
    assert all({"phone", "bank card"} <= set(found_in(writing)) for writing in WRITINGS)
    assert len(found_in(EVERYTHING)) == 10
    assert found_in(HARMLESS) == []


def test_no_document_of_any_service_holds_a_secret(lived):
    found = places.databases(lived.product)
    assert HARMLESS in found["complaints"]
    nothing(found)


def test_no_file_of_an_engine_holds_a_secret(lived):
    for engine in ("documents", "index"):
        found = places.files(lived.files / engine)
        assert any(HARMLESS in text for text in found.values()), engine
        nothing(found)


def test_no_document_of_the_index_holds_a_secret(lived):
    found = places.index(lived.product)
    assert HARMLESS in found
    nothing({"index": found})


def test_no_event_holds_a_secret(lived):
    found = places.topics(lived.product)
    assert CASE in found["cases"]
    assert TERMINAL in found["credit-intake"]
    nothing(found)


def test_no_line_of_a_log_holds_a_secret(lived):
    found = lived.log.getvalue()
    assert '"/api/complaints"' in found
    nothing({"log": found})


def test_no_mail_tells_a_secret_but_in_the_address_of_the_reporter(lived):
    found = places.mails(lived.product)
    assert sum(EMAIL in mail.rcpt_tos for mail in lived.product.mail.taken) == 3
    nothing(dict(enumerate(found)))


def test_the_respondent_learns_nothing(lived):
    mine, about = f"/complaints/mine/{CASE}", f"/api/complaints/{CASE}"
    client = lived.product.person("complaints", XUKEXIN)
    nothing(places.pages(client, mine, about, PAGE, f"/api/cases/{CASE}", "/complaints/mine"))
    post = lived.product.person("notify", XUKEXIN)
    inbox = post.get("/api/messages").get_json()["messages"]
    assert len(inbox) == 2
    letters = [f"/notify/inbox/{message['id']}" for message in inbox]
    nothing(places.pages(post, "/api/messages", "/notify/inbox", *letters))


def test_credit_pages_and_programs_tell_nothing(lived):
    score = f"/api/enterprises/{TERMINAL}/score"
    own = lived.product.person("credit", XUKEXIN)
    nothing(places.pages(own, "/credit/me", "/credit/entries/1", score))
    desk = lived.product.person("credit", SUQING)
    nothing(places.pages(desk, f"/credit/subjects/{TERMINAL}", "/credit/entries/1", score))
    client, token = lived.product.system("credit", "haiyang-customs", "feed:read")
    client.environ_base["HTTP_AUTHORIZATION"] = token["Authorization"]
    page = places.pages(client, "/api/feed")
    assert TERMINAL in page["/api/feed"]
    nothing(page)


def test_public_pages_and_figures_tell_nothing(lived):
    for name in NAMES:
        client = lived.product.apps[name].test_client()
        nothing(places.pages(client, "/metrics", "/healthz", "/readyz"))
    client = lived.product.apps["complaints"].test_client()
    nothing(places.pages(client, "/", "/help", "/complaints/catalogue", "/complaints/check", PAGE))


def test_officers_see_the_reporter_masked(lived):
    for person in (LINZHIYUAN, HANBING, SHENJI):
        client = lived.product.person("complaints", person)
        seen = places.pages(client, PAGE, f"{PAGE}/trail", f"/api/cases/{CASE}")
        assert "欧*" in seen[PAGE]
        nothing(seen)
    desk = lived.product.person("complaints", LINZHIYUAN)
    nothing(places.pages(desk, "/complaints/work", "/api/cases/worklist", f"{PAGE}/identity"))
    nothing(places.pages(desk, "/api/cases/search", f"/complaints/search?q={HARMLESS}"))


def test_officers_find_no_case_by_a_secret(lived):
    client = lived.product.person("complaints", LINZHIYUAN)
    for secret in (NAME, PHONE, "砚舟", "芷若"):
        found = client.get("/api/cases/search", query_string={"q": secret}).get_json()
        assert found["total"] == 0, secret
    nothing({"log": lived.log.getvalue()})


def test_identity_is_shown_for_a_reason_alone_and_the_look_is_kept(lived):
    client = lived.product.person("complaints", SUQING)
    for wrong in ({}, {"reason": "I1", "text": ""}, {"reason": "I9", "text": "核实"}):
        refused = client.post(f"{PAGE}/identity", data=wrong)
        assert refused.status_code == 422
        assert found_in(refused.text) == []
    shown = client.post(f"{PAGE}/identity", data={"reason": "I1", "text": f"回电{NAME}核实"})
    assert shown.status_code == 200
    assert {"name", "phone", "company"} <= set(found_in(shown.text))
    trail = client.get(f"{PAGE}/trail").text
    assert "核实" in trail
    nothing({"trail": trail, **places.databases(lived.product), "log": lived.log.getvalue()})
    refused = lived.product.person("complaints", HANBING).post(
        f"{PAGE}/identity", data={"reason": "I1", "text": "核实"}
    )
    assert refused.status_code == 403


@pytest.mark.parametrize(
    "place", ["/complaints/cases/%s", "/api/cases/%s", "/complaints/cases/%s/trail"]
)
def test_another_department_is_answered_as_if_there_were_no_case(lived, place):
    client = lived.product.person("complaints", LUHENG)
    theirs, none = (client.get(place % each) for each in (CASE, "HY-2026-77777-1"))
    assert theirs.status_code == none.status_code
    assert theirs.status_code in {403, 404}
    assert _same(theirs.text, CASE) == _same(none.text, "HY-2026-77777-1")


def _same(text: str, case_id: str) -> str:
    """Return an answer without what differs between any two: number, request id, form token."""
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", text.replace(case_id, ""))
    return re.sub(r"\b[0-9a-f]{32}\b", "", text)


def test_nothing_stored_sent_or_logged_leads_to_an_anonymous_reporter(lived):
    everywhere = {
        **places.databases(lived.product),
        **places.topics(lived.product),
        **places.engines(lived.files),
        "index": places.index(lived.product),
        "mails": "\n".join(places.mails(lived.product)),
        "log": lived.log.getvalue(),
    }
    assert unnamed.KEPT in everywhere["complaints"]
    assert unnamed.KEPT in everywhere["index"]
    assert "case.reporter_wrote.v1" in everywhere["cases"]
    assert "reporter_named" in everywhere["cases"]
    assert "/complaints/follow/mailbox" in everywhere["log"]
    for place, text in everywhere.items():
        assert unnamed.traces_in(text, lived.receipt) == [], place
        assert found_in(text) == [], place


def test_a_stolen_copy_cannot_be_tried_against_receipts_without_the_salt(lived):
    ports, salt = lived.product.complaints.cases, lived.product.complaints.settings.receipt_salt
    case = ports.cases.get(unnamed.CASE)
    assert case is not None
    assert case.real_name
    assert case.receipt is not None
    stolen = places.databases(lived.product)["complaints"]
    assert case.receipt in stolen
    for text in (stolen, *places.engines(lived.files).values()):
        assert salt not in text
        assert b64decode(salt) not in text.encode()
    digits = lived.receipt.replace(" ", "")
    assert ports.receipts.digest(digits) == case.receipt
    assert ScryptReceipts(b"what a thief can think of, 32 b.").digest(digits) != case.receipt
    assert sha256(digits.encode()).hexdigest() not in stolen


def test_an_anonymous_case_belongs_to_nobody_and_the_respondent_never_learns_of_it(lived):
    page = f"/complaints/mine/{unnamed.CASE}"
    for person in (REPORTER, XUKEXIN):
        client = lived.product.person("complaints", person)
        own = places.pages(client, "/complaints/mine", page, f"/api/complaints/{unnamed.CASE}")
        assert unnamed.CASE not in own["/complaints/mine"]
        assert unnamed.KEPT not in str(own)
        assert client.get(page).status_code == 404
    about = lived.product.databases["notify"]["messages"].aggregate(
        [{"$match": {"case_id": unnamed.CASE}}]
    )
    assert {row["role"] for row in about} == {"department"}


def test_officers_see_an_anonymous_report_without_what_it_tells_of_somebody(lived):
    client = lived.product.person("complaints", LINZHIYUAN)
    case = f"/complaints/cases/{unnamed.CASE}"
    box, trail, api = f"{case}/mailbox", f"{case}/trail", f"/api/cases/{unnamed.CASE}"
    seen = dict(places.pages(client, case, box, trail, api))
    assert unnamed.KEPT in seen[case]
    for place, text in seen.items():
        assert unnamed.traces_in(text, lived.receipt) == [], place
    by_pattern = found_in(seen.pop(box))
    assert not {"phone", "identity card", "bank card"} & set(by_pattern)
    nothing(seen)
