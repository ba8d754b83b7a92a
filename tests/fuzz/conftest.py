"""The three services with one case under way, scores, messages, and an index of their own."""

from collections.abc import Iterator

import pytest

from services.complaints.usecases.search.reindex_all import reindex_all
from services.credit.commands.sample import load
from services.notify.domain.plans.plan import Channel, Lane
from services.notify.usecases.send_due import send_due
from services.notify.usecases.tell import tell
from shared.events.envelope import decode, encode
from tests.complaints import NOW
from tests.engines import address
from tests.engines.own_index import drop_own_indexes
from tests.http.credit.conftest import SAMPLE
from tests.journeys.product import NAMES, Product, without_broker
from tests.journeys.story import STEPS, act, file, meet_officers
from tests.sign_in import trust_test_issuer
from tests.unit.notify.examples import case_filed

CASE = "HY-2026-00001-1"


@pytest.fixture(scope="package")
def product(mongo_url: str, tmp_path_factory) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp
    with (
        address("ELASTICSEARCH_URL", folder("index")) as index,
        without_broker(mongo_url, index, folder("product")) as product,
    ):
        fill(product)
        for app in product.apps.values():
            trust_test_issuer(app)
        yield product
        drop_own_indexes(index)


def fill(product: Product) -> None:
    """Leave something in each store that can be found, read and acted upon."""
    assert file(product)["id"] == CASE
    meet_officers(product)
    act(product, CASE, STEPS[0], key="step-0000")
    c = product.complaints
    reindex_all(source=c.source, index=c.index, now=c.now())
    load(product.credit, SAMPLE)
    filed = case_filed(key=CASE, occurred_at=NOW, reporter_ref=f"{CASE}/reporter")
    n = product.notify
    sent = encode(filed, source="complaints", aggregate_id=CASE, recorded_at=NOW)
    envelope, event = decode(sent.body.encode())
    assert event is not None
    tell(event, envelope, plans=n.rules.plans, messages=n.messages, now=n.now)
    for lane in Lane:
        send_due(Channel.INBOX, lane, sender=n.sender)


def everything(product: Product) -> dict[str, dict[str, int]]:
    """Return how many documents there are, by service and collection."""
    return {name: counts(product, name) for name in NAMES}


def counts(product: Product, name: str) -> dict[str, int]:
    """Return how many documents each collection of a service has."""
    database = product.databases[name]
    return {
        each: database[each].estimated_document_count()
        for each in sorted(database.list_collection_names())
    }
