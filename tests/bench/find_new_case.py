"""From the answer to a filing until a search finds the case, one after the other."""

import json
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from shared.clock import new_id
from tests.bench.complaints import filings
from tests.bench.deployment import deployed
from tests.bench.figures import Bar, Figure, times_of
from tests.bench.http_load import Answer, Target, open_loop
from tests.bench.setting import Setting

TIMES = 60
GIVE_UP_SECONDS, LOOK_EVERY_SECONDS = 20.0, 0.02
BARS = (Bar(name="p95_ms", value=1500),)


def run(setting: Setting) -> Iterator[Figure]:
    """Yield how long it takes; the time of the last look is within."""
    with deployed(setting.root, setting.kind) as product:
        reporter = product.target("complaints", "xian-forwarder", "complaints:file")
        officer = product.target("complaints", "market-desk", "cases:search")
        requests = filings(reporter)
        _appears(officer, _filed(reporter, requests))
        with product.watched() as load:
            took = [
                _appears(officer, _filed(reporter, requests)) for _ in range(setting.count(TIMES))
            ]
        found = [seconds for seconds in took if seconds is not None]
        yield Figure(
            bench="searchable",
            what="filed → found by a search",
            values=times_of(found) | {"cases": len(took)},
            load=load,
            errors=len(took) - len(found),
            bars=BARS,
        )


def _filed(target: Target, requests: Iterator[bytes]) -> str:
    answer = _one(target, next(requests))
    case_id: str = json.loads(answer.body)["id"]
    return case_id


def _appears(target: Target, case_id: str) -> float | None:
    begun = time.monotonic()
    asked = urlencode({"q": f'number:"{case_id}"', "limit": 1})
    while time.monotonic() - begun < GIVE_UP_SECONDS:
        # An address of its own each time, so that nothing on the way answers from memory.
        answer = _one(target, target.request("GET", f"/api/cases/search?{asked}&_={new_id()}"))
        if case_id.encode() in answer.body and b'"degraded":false' in answer.body:
            return time.monotonic() - begun
        time.sleep(LOOK_EVERY_SECONDS)
    return None


def _one(target: Target, request: bytes) -> Answer:
    return open_loop(target, iter([request]), clients=1, at=[0.0])[0]
