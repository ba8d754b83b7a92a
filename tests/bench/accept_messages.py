"""How fast notify takes events over: from the topic until what is owed is stored."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from services.notify.adapters.indexes import MESSAGES
from services.notify.adapters.rule_files import load_rules
from services.notify.domain.plans.planning import plan_messages
from shared.clock import new_id, utc_now
from shared.events.case_events import CaseFiled
from shared.events.envelope import OutboxMessage, encode, event_id
from shared.kafka.producer import KafkaBroker
from shared.mongo.client import Documents
from tests.bench.deployment import deployed, until
from tests.bench.figures import Bar, Figure
from tests.bench.setting import Setting

EVENTS = 1_000
GIVE_UP_SECONDS = 180.0


def run(setting: Setting) -> Iterator[Figure]:
    """Yield events and messages a second."""
    with deployed(setting.root, setting.kind) as product:
        broker = KafkaBroker(product.engines.addresses.kafka_bootstrap, lambda: None)
        database = product.database("notify")
        count = setting.count(EVENTS)
        _sent(broker, 1)
        until(lambda: _stored(database) >= _owed_by_one(), seconds=GIVE_UP_SECONDS)
        before, owed = _stored(database), count * _owed_by_one()
        with product.watched() as load:
            begun = time.monotonic()
            _sent(broker, count)
            until(lambda: _stored(database) - before >= owed, seconds=GIVE_UP_SECONDS)
            seconds = time.monotonic() - begun
        stored = _stored(database) - before
        yield Figure(
            bench="notify",
            what=f"take over {count:,} events",
            values={
                "per_second": count / seconds,
                "messages_per_second": stored / seconds,
                "missing": owed - stored,
            },
            load=load,
            bars=(Bar(name="missing", value=0),),
            note="sending goes on beside it",
            detail={"processes": load.per_process, "memory_mb": product.memory()},
        )
        broker.close()


def _sent(broker: KafkaBroker, count: int) -> None:
    mark = new_id()[:8]
    waiting = [_message(f"HY-{mark}-{number}-1") for number in range(count)]
    for start in range(0, count, 100):
        broker.send(waiting[start : start + 100])


def _message(case_id: str) -> OutboxMessage:
    return encode(_event(case_id), source="complaints", aggregate_id=case_id, recorded_at=utc_now())


def _event(case_id: str) -> CaseFiled:
    return CaseFiled(
        key=case_id,
        version=1,
        occurred_at=utc_now(),
        city="haiyang",
        track="price_report",
        department="hy-market",
        due_on=date(2026, 12, 14),
        title="货物港务费等 2 项收费",
        respondent_uscc="91370687300000010P",
        charged=Decimal("380.00"),
        over=Decimal("48.00"),
        secret=True,
        reporter_ref=f"{case_id}/reporter",
    )


def _owed_by_one() -> int:
    event = _event("HY-1-1")
    identifier = event_id(event.key, 1, CaseFiled.TYPE)
    return len(plan_messages(event, identifier, plans=load_rules().plans, now=datetime.now(UTC)))


def _stored(database: Documents) -> int:
    return database[MESSAGES].estimated_document_count()
