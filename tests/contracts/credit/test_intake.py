"""Effective documents over the broker: one entry each, twice and out of order."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from services.credit.consumers import subscriptions
from services.credit.container import build_container
from services.credit.settings import Settings
from services.credit.usecases.score_of import score_of
from services.credit.usecases.verify_ledger import verify_ledger
from shared.events.case_events import DocumentAnnulled, DocumentEffective, RefundRefused
from shared.events.envelope import encode
from shared.kafka.consumer import subscribe_all
from shared.kafka.producer import KafkaBroker
from shared.kafka.replay import replay
from shared.kafka.topics import ensure_topics
from tests.unit.credit.examples import CHENGWAN, YUNYU

pytestmark = pytest.mark.engines
NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
SERVED = DocumentEffective(
    key=YUNYU,
    version=9,
    occurred_at=NOW,
    case_id="HY-2026-00001-1",
    document_no="海市监处罚〔2026〕77号",
    kind="penalty",
    title="行政处罚决定书",
    department="hy-market",
    city="haiyang",
    respondent_name="海阳云屿集装箱码头有限公司",
    violations=("V6",),
    level="ordinary",
    fine=Decimal("12000.00"),
    refund=Decimal("308.00"),
    determined_on=date(2026, 5, 18),
    effective_on=date(2026, 5, 20),
    legal_basis=("价格违法行为行政处罚规定第九条",),
)


@pytest.fixture
def broker(kafka_bootstrap):
    restore = partial(ensure_topics, kafka_bootstrap, replication_factor=1)
    restore()
    broker = KafkaBroker(kafka_bootstrap, restore)
    yield broker
    broker.close()


@pytest.fixture
def container(database, kafka_bootstrap):
    settings = Settings(secret_key="k" * 32, mongo_url="", kafka_bootstrap=kafka_bootstrap)
    return build_container(settings, database=database, now=lambda: NOW)


def message(event, case_id):
    return encode(event, source="complaints", aggregate_id=case_id, recorded_at=NOW)


def consume_until(container, kafka_bootstrap, broker_of, is_done):
    stop = threading.Event()
    loops = subscribe_all(subscriptions(container), bootstrap=kafka_bootstrap, broker=broker_of)
    threads = [threading.Thread(target=loop, args=(stop,), daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    pause = threading.Event()
    for _ in range(300):
        if is_done():
            break
        pause.wait(0.1)
    stop.set()
    for thread in threads:
        thread.join(timeout=20)
    assert is_done(), (container.ledger.head(), container.subjects.get(YUNYU))


def test_documents_come_twice_out_of_order_and_one_is_wrong(container, broker, kafka_bootstrap):
    restore = partial(ensure_topics, kafka_bootstrap, replication_factor=1)
    documents = [
        message(replace(SERVED, document_no=f"{place}号", version=place), f"case-{place}")
        for place in range(1, 9)
    ]
    other = message(replace(SERVED, key=CHENGWAN, respondent_name="嘉兴澄湾"), "case-other")
    wrong = message(replace(SERVED, key="91370687300000010Q"), "case-wrong")
    broker.send([*documents[4:], wrong, *documents, other, *reversed(documents)])
    consume_until(
        container,
        kafka_bootstrap,
        lambda: KafkaBroker(kafka_bootstrap, restore),
        lambda: (
            container.subjects.get(YUNYU) is not None
            and container.subjects.get(CHENGWAN) is not None
            and container.ledger.head().seq == 9
        ),
    )
    entries = container.ledger.window(0, 500)
    assert {entry.event.event_id for entry in entries} == {each.id for each in (*documents, other)}
    assert verify_ledger(ledger=container.ledger).is_whole
    assert container.subjects.get(CHENGWAN).score == Decimal("859.25")
    parked = replay("credit-intake", bootstrap=kafka_bootstrap, broker=broker, dry_run=True)
    assert [each.group for each in parked] == ["credit"]
    assert "Invalid" in parked[0].reason


def test_an_annulled_document_and_its_refusal_stay_in_the_ledger_and_count_no_more(
    container, broker, kafka_bootstrap
):
    restore = partial(ensure_topics, kafka_bootstrap, replication_factor=1)
    refusal_no = f"{SERVED.document_no}（拒不退还）"
    said: dict[str, Any] = {
        "key": YUNYU,
        "occurred_at": NOW,
        "case_id": SERVED.case_id,
        "department": "hy-market",
        "city": "haiyang",
        "respondent_name": SERVED.respondent_name,
    }
    refused = RefundRefused(
        **said,
        version=10,
        document_no=SERVED.document_no,
        record_no=refusal_no,
        refused_on=date(2026, 7, 1),
    )
    annulled = DocumentAnnulled(
        **said,
        version=12,
        document_no="海政复决〔2026〕3号",
        supersedes=SERVED.document_no,
        motive="行政复议决定撤销",
        effective_on=date(2026, 9, 1),
        with_it=(refusal_no,),
    )
    happened = [message(each, SERVED.case_id) for each in (annulled, SERVED, refused, annulled)]
    broker.send(happened)
    consume_until(
        container,
        kafka_bootstrap,
        lambda: KafkaBroker(kafka_bootstrap, restore),
        lambda: container.ledger.head().seq == 4 and container.subjects.get(YUNYU) is not None,
    )
    *endings, fact, refusal = container.ledger.window(0, 500)
    assert [each.event.kind for each in endings] == ["annulment", "annulment"]
    assert [each.event.supersedes for each in endings] == [SERVED.document_no, refusal_no]
    assert verify_ledger(ledger=container.ledger).is_whole
    served, disobeyed, after = [
        score_of(YUNYU, valid_on=day, ledger=container.ledger, packs=container.packs, now=NOW)
        for day in (date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 1))
    ]
    assert disobeyed.score == served.score - 50
    assert served.score < after.score == container.subjects.get(YUNYU).score
    ended = {line.code for line in after.lines if line.seq in (fact.seq, refusal.seq)}
    assert ended == {"annulled"}
