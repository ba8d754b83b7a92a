"""The charge check by itself: a thousand lines against twenty thousand rows in one process."""

import time
from collections.abc import Iterator

from services.complaints.domain.catalogue.bill import check_bill
from services.complaints.domain.catalogue.catalogue import Catalogue
from tests.bench.big_catalogue import ROWS, big_catalogue, bill_lines
from tests.bench.figures import Bar, Figure
from tests.bench.machine import watched
from tests.bench.setting import Setting

LINES = 1_000
ROUNDS = 5


def run(setting: Setting) -> Iterator[Figure]:
    """Yield how long the first bill of a process takes, and the following ones."""
    catalogue = big_catalogue()
    with watched({}) as load:
        taken = [_seconds(catalogue, seed) for seed in range(setting.count(ROUNDS))]
    seconds = [wall for wall, _ in taken]
    yield Figure(
        bench="check-lines",
        what=f"check {LINES:,} lines against {ROWS:,} rows, one process",
        values={
            "first_ms": seconds[0] * 1000,
            "first_processor_ms": taken[0][1] * 1000,
            "best_ms": min(seconds) * 1000,
            "lines_per_second": LINES / min(seconds),
        },
        load=load,
        bars=(Bar(name="first_processor_ms", value=1000),),
    )


def _seconds(catalogue: Catalogue, seed: int) -> tuple[float, float]:
    """Return how long a bill takes: on the clock, and of a processor whatever else is running."""
    lines = bill_lines(catalogue, LINES, seed=seed)
    started, used = time.perf_counter(), time.process_time()
    check_bill(lines, catalogue)
    return time.perf_counter() - started, time.process_time() - used
