"""The gate and the feed over HTTP: 20,000 entries of 1,000 enterprises."""

import json
import random
from collections.abc import Iterator

from services.credit.adapters.mongo_ledger import MongoLedger
from services.credit.adapters.mongo_subjects import MongoSubjects
from services.credit.adapters.rule_pack_files import load_rule_packs
from services.credit.usecases.append_documents import append_documents
from shared.clock import new_id, utc_now
from tests.bench.deployment import Deployment, deployed
from tests.bench.figures import Figure, answered
from tests.bench.http_load import Target, closed_loop
from tests.bench.seeded_ledger import batches, documents, enterprises
from tests.bench.setting import Setting

ENTRIES, ENTERPRISES, PAGE = 20_000, 1_000, 500
SECONDS, WARM_UP_SECONDS = 10.0, 2.0
PURPOSE = "green_lane_hy"


def run(setting: Setting) -> Iterator[Figure]:
    """Yield questions a second at the gate and pages of 500 a second from the feed."""
    with deployed(setting.root, setting.kind) as product:
        count = setting.count(ENTRIES)
        _seed(product, count)
        customs = product.target("credit", "haiyang-customs", "gate:query", "feed:read")
        for clients in (1, 8):
            yield _measured(product, setting, "gate query", questions(customs), clients)
        yield _measured(product, setting, f"feed page of {PAGE}", pages(customs, count), 1)


def questions(target: Target) -> Iterator[bytes]:
    """Give questions about enterprises, each a new one."""
    chance, codes = random.Random(5), enterprises(ENTERPRISES)
    while True:
        text = json.dumps({"uscc": chance.choice(codes), "purpose": PURPOSE}).encode()
        yield target.request("POST", "/api/gate/queries", text, Idempotency_Key=new_id())


def pages(target: Target, count: int) -> Iterator[bytes]:
    """Give pages of the feed anywhere in the ledger."""
    chance = random.Random(6)
    while True:
        after = chance.randrange(max(1, count - PAGE))
        yield target.request("GET", f"/api/feed?after={after}&limit={PAGE}")


def _measured(
    product: Deployment, setting: Setting, what: str, requests: Iterator[bytes], clients: int
) -> Figure:
    target = product.target("credit", "haiyang-customs", "gate:query", "feed:read")
    closed_loop(target, requests, clients=2, seconds=setting.seconds(WARM_UP_SECONDS))
    with product.watched() as load:
        answers = closed_loop(target, requests, clients=clients, seconds=setting.seconds(SECONDS))
    values, errors = answered(answers)
    return Figure(
        bench="feed" if what.startswith("feed") else "gate",
        what=f"{what}, {clients} client{'s' if clients > 1 else ''}",
        values=values,
        load=load,
        errors=errors,
        detail={"processes": load.per_process, "memory_mb": product.memory()},
    )


def _seed(product: Deployment, count: int) -> None:
    database, packs = product.database("credit"), load_rule_packs()
    ledger, subjects = MongoLedger(database), MongoSubjects(database)
    for batch in batches(documents(count, of=ENTERPRISES)):
        ledger.append(batch, recorded_at=utc_now())
    last = list(documents(min(count, ENTERPRISES), of=ENTERPRISES))
    append_documents(last, ledger=ledger, subjects=subjects, packs=packs, now=utc_now())
