"""Filings that come in spikes, by the pattern of DIGIT's own load test: 1, 15, 1, 25, 2, 35 and 10
requests a second. Nobody waits for an answer before the next request is sent.
"""

import json
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate

from services.complaints.adapters.case_index import ElasticCaseIndex, open_index_client
from services.complaints.adapters.case_lists import CASES
from services.complaints.adapters.text_folding import fold
from services.credit.adapters.indexes import SUBJECTS
from services.notify.adapters.indexes import MESSAGES
from shared.errors import Unavailable
from shared.mongo.outbox import MongoOutbox
from tests.bench.complaints import filings
from tests.bench.deployment import Deployment, deployed, until
from tests.bench.figures import Bar, Figure, answered
from tests.bench.http_load import open_loop
from tests.bench.setting import Setting

RATES = (1, 15, 1, 25, 2, 35, 10)
STEP_SECONDS = 12.0
CLIENTS = 60
GIVE_UP_SECONDS = 300.0
BARS = (Bar(name="errors_percent", value=1), Bar(name="drained_after_s", value=60))
OUTBOXES = {"complaints": CASES, "credit": SUBJECTS, "notify": MESSAGES}


def run(setting: Setting) -> Iterator[Figure]:
    """Yield the answers, and how long until every event was sent and every case indexed."""
    step = setting.seconds(STEP_SECONDS)
    with deployed(setting.root, setting.kind) as product:
        target = product.target("complaints", "xian-forwarder", "complaints:file")
        requests = filings(target, seed=7)
        with product.watched() as load:
            answers = open_loop(target, requests, clients=CLIENTS, at=moments(step))
            ended = time.monotonic()
            ids = [json.loads(each.body)["id"] for each in answers if each.status == 201]
            drained = until(lambda: _is_drained(product, ids), seconds=GIVE_UP_SECONDS)
        values, errors = answered(answers)
        after = GIVE_UP_SECONDS if drained is None else time.monotonic() - ended
        shares = {"errors_percent": 100 * errors / len(answers), "drained_after_s": after}
        yield Figure(
            bench="spike",
            what=f"spikes {'→'.join(map(str, RATES))} a second, {step:g} s each",
            values=values | shares,
            load=load,
            errors=errors,
            bars=BARS,
            note=f"{len(answers)} requests",
            detail={"processes": load.per_process, "memory_mb": product.memory()},
        )


def moments(step: float) -> list[float]:
    """Return when each request is sent, in seconds from the beginning, evenly within a step."""
    starts = [0.0, *accumulate([step] * len(RATES))]
    return [
        start + number / rate
        for start, rate in zip(starts, RATES, strict=False)
        for number in range(round(rate * step))
    ]


def _is_drained(product: Deployment, ids: Sequence[str]) -> bool:
    for service, table in OUTBOXES.items():
        if MongoOutbox(product.database(service), [table]).oldest_waiting() is not None:
            return False
    index = ElasticCaseIndex(
        open_index_client(product.engines.addresses.elasticsearch_url), fold=fold
    )
    try:
        return len(index.versions(ids)) == len(ids)
    except Unavailable:
        return False
