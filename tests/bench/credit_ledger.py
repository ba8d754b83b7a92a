"""The ledger of 200,000 entries: append, verify, work out scores; without HTTP."""

import time
from collections.abc import Iterator
from itertools import islice

from services.credit.adapters.mongo_ledger import MongoLedger
from services.credit.adapters.mongo_subjects import MongoSubjects
from services.credit.adapters.rule_pack_files import load_rule_packs
from services.credit.usecases.project_scores import project_scores
from services.credit.usecases.verify_ledger import verify_ledger
from shared.clock import utc_now
from tests.bench.deployment import Deployment, deployed
from tests.bench.figures import Bar, Figure, times_of
from tests.bench.seeded_ledger import RECORDED, batches, documents, enterprises
from tests.bench.setting import Setting

ENTRIES, ENTERPRISES, SCORED = 200_000, 10_000, 1_000
NOTE = "the appender runs in the process of the clients"


def run(setting: Setting) -> Iterator[Figure]:
    """Yield entries a second for appending and verifying, enterprises a second for scores."""
    with deployed(setting.root, setting.kind) as product:
        count = setting.count(ENTRIES)
        yield _appended(product, count)
        yield _verified(product, count)
        yield _scored(product, setting.count(SCORED))


def _appended(product: Deployment, count: int) -> Figure:
    ledger, took = MongoLedger(product.database("credit")), list[float]()
    waiting = batches(documents(count, of=ENTERPRISES))
    with product.watched() as load:
        begun = time.monotonic()
        for batch in waiting:
            asked = time.monotonic()
            ledger.append(batch, recorded_at=RECORDED)
            took.append(time.monotonic() - asked)
        seconds = time.monotonic() - begun
    return Figure(
        bench="ledger",
        what=f"append {count:,} entries, 100 at a time",
        values={"per_second": count / seconds, **times_of(took)},
        load=load,
        note=f"times of a batch; {NOTE}",
        detail={"processes": load.per_process, "memory_mb": product.memory()},
    )


def _verified(product: Deployment, count: int) -> Figure:
    ledger = MongoLedger(product.database("credit"))
    with product.watched() as load:
        begun = time.monotonic()
        verdict = verify_ledger(ledger=ledger)
        seconds = time.monotonic() - begun
    return Figure(
        bench="ledger",
        what=f"verify {count:,} entries",
        values={
            "per_second": verdict.count / seconds,
            "seconds": seconds,
            "missing_or_broken": count - verdict.count,
        },
        load=load,
        bars=(Bar(name="missing_or_broken", value=0),),
        note=NOTE,
    )


def _scored(product: Deployment, count: int) -> Figure:
    database = product.database("credit")
    ledger, subjects, packs = MongoLedger(database), MongoSubjects(database), load_rule_packs()
    took = list[float]()
    with product.watched() as load:
        for code in islice(enterprises(ENTERPRISES), count):
            asked = time.monotonic()
            project_scores([code], ledger=ledger, subjects=subjects, packs=packs, now=utc_now())
            took.append(time.monotonic() - asked)
    return Figure(
        bench="score",
        what=f"work out the score of {count:,} enterprises of 20 entries and save it",
        values={"per_second": count / sum(took), **times_of(took)},
        load=load,
        note=NOTE,
    )
