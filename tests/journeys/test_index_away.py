"""Without the search index filing and handling go on; search says so; the index catches up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from shared.local.engines import Engine, EngineAddresses
from tests.complaints import LINZHIYUAN
from tests.engines import own_engine
from tests.journeys.product import Product, running
from tests.journeys.story import PHRASE, a_complaint_body, act, file, meet_officers, until

pytestmark = pytest.mark.engines
BEFORE, MEANWHILE = "HY-2026-00001-1", "HY-2026-00002-1"
BEGIN = (LINZHIYUAN, "begin_check", {"officers": ["suqing"]})


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Iterator[Engine]:
    """Give an index that can be stopped: nobody else's."""
    with own_engine("ELASTICSEARCH_URL", tmp_path_factory.mktemp("index")) as engine:
        yield engine


def start(engine: Engine) -> None:
    engine.start()
    engine.wait()


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What people saw while the index was away and after it was back."""

    receipt: dict[str, Any]
    handled: dict[str, Any]
    answer: dict[str, Any]
    page: str
    ready: int
    after: dict[str, Any]
    versions: dict[str, int]
    stored: dict[str, int]


@pytest.fixture(scope="module")
def seen(mongo_url, kafka_bootstrap, engine, three_databases, tmp_path_factory) -> Seen:
    engines = EngineAddresses(
        mongo_url=mongo_url, kafka_bootstrap=kafka_bootstrap, elasticsearch_url=engine.address
    )
    with (
        running(engines, three_databases, tmp_path_factory.mktemp("product")) as product,
        product.working(),
    ):
        return live(product, engine)


def live(product: Product, engine: Engine) -> Seen:
    file(product)
    until(lambda: search(product)["total"] == 1)
    meet_officers(product)
    engine.stop()
    receipt = file(product, a_complaint_body(bill_no="YY2611-0387"), key="story-key-0002")
    handled = act(product, BEFORE, BEGIN, key="step-0000")
    client = product.person("complaints", LINZHIYUAN)
    answer = search(product)
    page = client.get("/complaints/search", query_string={"q": PHRASE}).text
    ready = client.get("/readyz").status_code
    start(engine)
    index = product.complaints.index
    stored = {BEFORE: handled["version"], MEANWHILE: 1}
    until(lambda: search(product)["total"] == len(stored))
    until(lambda: index.versions(list(stored)) == stored)
    return Seen(
        receipt=receipt,
        handled=handled,
        answer=answer,
        page=page,
        ready=ready,
        after=search(product),
        versions=index.versions(list(stored)),
        stored=stored,
    )


def search(product: Product) -> dict[str, Any]:
    client = product.person("complaints", LINZHIYUAN)
    answer = client.get("/api/cases/search", query_string={"q": f'"{PHRASE}"'})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_filing_and_handling_go_on(seen):
    assert seen.receipt["id"] == MEANWHILE
    assert seen.handled["state"] == "checking"
    assert seen.ready == 200


def test_search_says_so_and_shows_the_newest_cases_from_the_store(seen):
    assert seen.answer["degraded"]
    assert "检索暂时不可用" in seen.answer["notice"]
    assert [hit["id"] for hit in seen.answer["hits"]] == [MEANWHILE, BEFORE]
    assert "检索暂时不可用" in seen.page
    assert MEANWHILE in seen.page


def test_the_index_catches_up_by_itself(seen):
    assert not seen.after["degraded"]
    assert {hit["id"] for hit in seen.after["hits"]} == {BEFORE, MEANWHILE}
    assert seen.versions == seen.stored
