"""What is said of figures: quantiles, bars met and missed, the load beside them."""

import json
import math
import os

from tests.bench.figures import Bar, Figure, Verdict, quantile, times_of
from tests.bench.machine import Load, cpu_seconds, memory_mb, size, watched
from tests.bench.report import markdown, missed

ABOUT = {
    "measured_at": "2026-11-28 07:00 UTC",
    "engines": "embedded",
    "commit": "abc",
    "machine": size(),
    "load_before": (0.1, 0.2, 0.3),
    "load_after": (1.0, 0.5, 0.3),
}


def a_figure(**values: float) -> Figure:
    bars = (Bar(name="p95_ms", value=10), Bar(name="per_second", value=215, at_least=True))
    load = Load(ours=1.5, client=0.2, others=0.1, per_process={"serve": 1.5})
    return Figure(bench="file", what="file, 1 client", values=values, load=load, bars=bars)


def test_a_quantile_is_a_value_that_was_measured():
    values = [float(value) for value in range(1, 101)]
    assert [quantile(values, share) for share in (0.5, 0.95, 0.99)] == [50, 95, 99]
    assert quantile([7.0], 0.95) == 7
    assert math.isnan(quantile([], 0.5))


def test_a_p99_of_a_few_values_is_not_told():
    assert "p99_ms" not in times_of([0.1] * 99)
    assert times_of([0.1] * 100)["p99_ms"] == 100


def test_a_bar_is_met_up_to_its_value_and_missed_beyond_it():
    assert a_figure(p95_ms=10, per_second=215).verdicts()[0][1] is Verdict.MET
    assert missed([a_figure(p95_ms=10, per_second=215)]) == []
    assert missed([a_figure(p95_ms=10.1, per_second=214.9)]) == [
        "file, 1 client: p95_ms ≤ 10, measured 10.1",
        "file, 1 client: per_second ≥ 215, measured 214.9",
    ]


def test_what_was_not_measured_is_missed():
    assert [verdict for _, verdict in a_figure().verdicts()] == [Verdict.MISSED] * 2


def test_the_table_has_every_figure_its_bars_and_the_load():
    text = markdown([a_figure(p95_ms=12, per_second=300)], ABOUT)
    row = next(line for line in text.splitlines() if line.startswith("| file"))
    assert "p95 ms ≤ 10: missed; per second ≥ 215: met" in row
    assert "1.50 + 0.20 + 0.10" in row
    assert "Missed 1 of 2 bars" in text
    assert "abc" in text


def test_a_figure_is_json():
    told = json.loads(json.dumps(a_figure(p95_ms=12, per_second=300).as_json()))
    assert told["bars"][0] == {"bar": "p95_ms ≤ 10", "measured": 12, "verdict": "missed"}
    assert told["load"]["others"] == 0.1


def test_the_work_of_this_process_counts_as_the_clients():
    with watched({}) as load:
        before = cpu_seconds(os.getpid())
        while cpu_seconds(os.getpid()) - before < 0.05:
            sum(range(1000))
    assert load.client > 0
    assert load.ours == 0
    assert memory_mb(os.getpid()) > 5
