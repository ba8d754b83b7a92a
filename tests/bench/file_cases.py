"""File complaints over HTTP: 1, 8 and 50 clients.

A case counts when its answer is 201 and the store has it with its event; all events must be
with the broker five seconds after the last answer. Measured twice: with the complaints service
alone at work (serve, relay, index), as on a machine of its own, and with all services at work,
which write a message for each filing and send it.
"""

import json
import time
from collections.abc import Iterator, Sequence

from services.complaints.adapters.case_lists import CASES
from shared.events.case_events import CaseFiled
from shared.events.envelope import event_id
from shared.local.programs import SERVICES
from shared.mongo.client import Documents
from shared.mongo.outbox import SENT, MongoOutbox
from tests.bench.complaints import filings
from tests.bench.deployment import Deployment, deployed, until
from tests.bench.figures import Bar, Figure, answered
from tests.bench.http_load import Answer, closed_loop
from tests.bench.setting import Setting

CLIENTS = (1, 8, 50)
BARS = {
    1: (Bar(name="p95_ms", value=10),),
    8: (Bar(name="per_second", value=215, at_least=True),),
    50: (),
}
WHOLE = (
    Bar(name="not_saved", value=0),
    Bar(name="not_published", value=0),
    Bar(name="published_after_s", value=5),
)
SECONDS, WARM_UP_SECONDS = 20.0, 5.0
GIVE_UP_SECONDS = 120.0
_AT_ONCE = 200


def run(setting: Setting) -> Iterator[Figure]:
    """Yield a figure for each number of clients, for the service alone and for all of them."""
    for services in (("complaints",), SERVICES):
        with deployed(setting.root, setting.kind, services) as product:
            yield from _measured(product, setting, services)


def _measured(product: Deployment, setting: Setting, services: Sequence[str]) -> Iterator[Figure]:
    where = "all services" if len(services) > 1 else "complaints alone"
    requests = filings(product.target("complaints", "xian-forwarder", "complaints:file"))
    target = product.target("complaints", "xian-forwarder", "complaints:file")
    warm_up = setting.seconds(WARM_UP_SECONDS)
    closed_loop(target, requests, clients=8, seconds=warm_up)
    _published(product.database("complaints"))
    for clients in CLIENTS:
        with product.watched() as load:
            answers = closed_loop(
                target, requests, clients=clients, seconds=setting.seconds(SECONDS)
            )
        values, errors = answered(answers)
        yield Figure(
            bench="file",
            what=f"file, {clients} client{'s' if clients > 1 else ''}, {where}",
            values=values | _whole(product, answers),
            load=load,
            errors=errors,
            bars=BARS[clients] + WHOLE,
            detail={"processes": load.per_process, "memory_mb": product.memory()},
        )


def _whole(product: Deployment, answers: Sequence[Answer]) -> dict[str, float]:
    """Return what is missing of what was answered with 201."""
    database = product.database("complaints")
    ended = max(each.asked_at + each.seconds for each in answers)
    _published(database)
    after = time.monotonic() - ended
    ids = [json.loads(each.body)["id"] for each in answers if each.status == 201]
    saved = _count(database, CASES, ids)
    sent = _count(database, SENT, [event_id(each, 1, CaseFiled.TYPE) for each in ids])
    database.client.close()
    return {
        "filed": len(ids),
        "not_saved": len(ids) - saved,
        "not_published": len(ids) - sent,
        "published_after_s": after,
    }


def _published(database: Documents) -> None:
    outbox = MongoOutbox(database, [CASES])
    until(lambda: outbox.oldest_waiting() is None, seconds=GIVE_UP_SECONDS)


def _count(database: Documents, table: str, ids: Sequence[str]) -> int:
    parts = [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
    return sum(
        len(list(database[table].find({"_id": {"$in": part}}, {"_id": 1}))) for part in parts
    )
