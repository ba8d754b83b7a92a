"""What an earlier release stored is shown, found, verified and gone on with."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from services.complaints.adapters import receipts
from services.complaints.adapters.case_documents import case_of
from services.credit.usecases.verify_ledger import verify_ledger
from shared.keeping.keeping import Check
from shared.keeping.manifest import read_manifest
from shared.mongo.client import Documents
from shared.mongo.schema import Step, bring_up_to_date, schema_of
from tests.complaints import LINZHIYUAN, SUQING, XUKEXIN
from tests.conftest import own_database
from tests.http.complaints.anonymous import Visitor
from tests.journeys.keepings import ORDER, restored
from tests.journeys.planted import CASE, DRAFT, HARMLESS
from tests.journeys.product import Product, running
from tests.journeys.secrets import NAME, REPORTER
from tests.journeys.story import act, until
from tests.quick_receipts import COST_OF_THE_PRODUCT

pytestmark = pytest.mark.engines
RELEASES = Path(__file__).parents[1] / "releases"
UNNAMED, RECEIPT = "HY-2026-00002-1", "5832 6409 9355 7986"
WHY = {"reason": "I1", "text": "核对"}


@dataclass(frozen=True, kw_only=True)
class Before:
    """The product over the data of an earlier release."""

    product: Product
    checks: dict[str, list[Check]]


@pytest.fixture(scope="module", params=sorted(each.name for each in RELEASES.glob("*.*.*")))
def before(request, engines, tmp_path_factory) -> Iterator[Before]:
    copies = {name: RELEASES / request.param / name for name in ORDER}
    with ExitStack() as stack:
        # One product to take the settings from, another over what was put back.
        spare, databases = (
            {name: stack.enter_context(own_database(engines.mongo_url)) for name in ORDER}
            for _ in range(2)
        )
        root = tmp_path_factory.mktemp("spare")
        with running(engines, spare, root) as product:
            product.clock.set(read_manifest(copies["credit"]).done_at)
            checks = restored(product, copies, databases)
            now = product.clock()
        root = tmp_path_factory.mktemp("product")
        product = stack.enter_context(running(engines, databases, root))
        product.clock.set(now)
        yield Before(product=product, checks=checks)


def test_it_compares_with_its_copy(before):
    wrong = [(name, c) for name, them in before.checks.items() for c in them if not c.holds]
    assert wrong == []
    assert verify_ledger(ledger=before.product.credit.ledger).count == 1


def test_officers_see_the_case_its_history_and_who_reported(before):
    officer = before.product.person("complaints", LINZHIYUAN)
    page = officer.get(f"/complaints/cases/{CASE}")
    assert page.status_code == 200
    assert HARMLESS in page.text
    assert officer.get(f"/complaints/cases/{CASE}/trail").status_code == 200
    assert NAME in officer.post(f"/complaints/cases/{CASE}/identity", data=WHY).text
    file = officer.get(f"/api/cases/{CASE}").get_json()["attachments"][0]["id"]
    assert officer.get(f"/api/attachments/{file}").status_code == 200


def test_reporters_find_case_draft_and_mailbox(before, monkeypatch):
    monkeypatch.setattr(receipts, "COST", COST_OF_THE_PRODUCT)
    client = before.product.person("complaints", REPORTER)
    assert CASE in client.get("/complaints/mine").text
    assert NAME in client.get(f"/complaints/file/{DRAFT}/evidence").text
    visitor = Visitor(before.product.apps["complaints"])
    visitor.open(RECEIPT)
    assert UNNAMED.removesuffix("-1") in visitor.page


def test_the_record_and_the_inbox_hold_what_they_held(before):
    firm = before.product.person("credit", XUKEXIN)
    assert "海市监处罚" in firm.get("/credit/me").text
    inbox = before.product.person("notify", XUKEXIN).get("/notify/inbox")
    assert inbox.status_code == 200
    assert "/notify/inbox/" in inbox.text


def test_work_goes_on_and_is_found(before):
    product = before.product
    with product.working():
        for officer in (LINZHIYUAN, SUQING):
            product.person("complaints", officer).get("/complaints/work")
        step = (LINZHIYUAN, "begin_check", {"officers": ["suqing"]})
        assert act(product, UNNAMED, step, key="after-the-move")["state"] == "checking"
        search = product.person("complaints", LINZHIYUAN)
        query = {"q": HARMLESS}
        until(lambda: search.get("/api/cases/search", query_string=query).get_json().get("hits"))


def test_a_step_brings_its_cases_over_while_the_release_before_reads_them(before):
    database: Documents = before.product.databases["complaints"]
    start = before.product.clock() - timedelta(days=60)
    step = Step(
        number=schema_of(database).number + 1,
        name="number of lines beside the lines",
        table="cases",
        by="filed_at",
        windows=lambda: iter([(start, start + timedelta(days=90))]),
        change=lambda case: (
            None if "line_count" in case else {"$set": {"line_count": len(case["lines"])}}
        ),
    )
    old = {row["_id"]: case_of(row) for row in database["cases"].aggregate([])}
    assert bring_up_to_date(database, [step]) == len(old) == 2
    rows = list(database["cases"].aggregate([]))
    assert all(row["line_count"] == len(row["lines"]) for row in rows)
    assert {row["_id"]: case_of(row) for row in rows} == old
