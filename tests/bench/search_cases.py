"""Search over HTTP with words, picks and all facets: 2,000 cases on the embedded index, 50,000
and 300,000 on Elasticsearch.
"""

import random
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from shared.local.problem import LocalProblem
from tests.bench.deployment import Deployment, deployed, until
from tests.bench.figures import Bar, Figure, answered
from tests.bench.http_load import Target, closed_loop
from tests.bench.machine import disk_kb
from tests.bench.seeded_cases import seed
from tests.bench.setting import Setting

EMBEDDED_SIZE, REAL_SIZES = 2_000, (50_000, 300_000)
BARS = {50_000: (Bar(name="p95_ms", value=60),)}
SECONDS, WARM_UP_SECONDS, REINDEX_SECONDS = 15.0, 10.0, 1800.0
WORDS = (
    "港务费",
    "闸口 补缴",
    '"没有收费公示"',
    "堆存 重复收取",
    "吊装移位费 -查验区",
    "上级有文件",
)
PICKS: tuple[dict[str, str], ...] = (
    {},
    {"state": "received"},
    {"channel": "portal", "department": "hy-market"},
    {"not_channel": "phone", "order": "newest"},
)


def run(setting: Setting) -> Iterator[Figure]:
    """Yield how fast cases are indexed anew and found, for each size."""
    for size in REAL_SIZES if setting.is_real else (EMBEDDED_SIZE,):
        count = setting.count(size)
        with deployed(setting.root, setting.kind) as product:
            seed(product.database("complaints"), count)
            yield _indexed(product, count)
            yield from _searched(product, setting, count, size)


def _indexed(product: Deployment, count: int) -> Figure:
    command = product.programs.word("complaints", "reindex", "--all")
    with product.watched() as load:
        begun = time.monotonic()
        command.start()
        if not command.wait(REINDEX_SECONDS) or command.exit_code:
            raise LocalProblem(f"{command.name} failed:\n{command.last_lines()}")
        seconds = time.monotonic() - begun
    stored, indexed = (
        disk_kb(engine.data) / count
        for engine in (product.engines.documents, product.engines.search)
    )
    return Figure(
        bench="search",
        what=f"index {count:,} cases anew",
        values={
            "per_second": count / seconds,
            "seconds": seconds,
            "stored_kb_per_case": stored,
            "indexed_kb_per_case": indexed,
        },
        load=load,
    )


def _searched(product: Deployment, setting: Setting, count: int, size: int) -> Iterator[Figure]:
    target = product.target("complaints", "market-desk", "cases:search")
    requests = searches(target)
    _until_found(target, requests)
    closed_loop(target, requests, clients=2, seconds=setting.seconds(WARM_UP_SECONDS))
    for clients in (1, 8):
        with product.watched() as load:
            answers = closed_loop(
                target, requests, clients=clients, seconds=setting.seconds(SECONDS)
            )
        values, errors = answered(answers)
        degraded = sum(b'"degraded":true' in each.body for each in answers)
        yield Figure(
            bench="search",
            what=f"search {count:,} cases, {clients} client{'s' if clients > 1 else ''}",
            values=values | {"degraded": degraded},
            load=load,
            errors=errors,
            bars=(*BARS.get(size, ()), Bar(name="degraded", value=0)) if clients == 1 else (),
            detail={"processes": load.per_process, "memory_mb": product.memory()},
        )


def searches(target: Target, seed_of_chance: int = 3) -> Iterator[bytes]:
    """Give searches with words, sometimes with picks."""
    chance = random.Random(seed_of_chance)
    while True:
        asked = {"q": chance.choice(WORDS), **chance.choice(PICKS)}
        yield target.request("GET", f"/api/cases/search?{urlencode(asked)}")


def _until_found(target: Target, requests: Iterator[bytes]) -> None:
    """Wait until the service sees the new index."""

    def found() -> bool:
        answers = closed_loop(target, requests, clients=1, seconds=0.1)
        return all(b'"degraded":false' in each.body for each in answers if each.is_good)

    until(found, seconds=60)
