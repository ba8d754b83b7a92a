"""What nobody can run is told in one line before anything starts: chaos, fuzz, bench."""

import pytest

from shared.local.problem import LocalProblem
from tests.bench.__main__ import main as bench
from tests.chaos.asked import asked
from tests.fuzz.effort import main as effort


@pytest.mark.parametrize(
    "wrong",
    [
        {"SEED": "abc"},
        {"SEED": "-1"},
        {"SEED": "1.5"},
        {"MINUTES": "-1"},
        {"MINUTES": "0"},
        {"MINUTES": "nan"},
        {"MINUTES": "inf"},
        {"MINUTES": "ten"},
        {"COMPLAINTS": "0"},
        {"COMPLAINTS": "many"},
        {"ENGINES": "foo"},
    ],
    ids=str,
)
def test_a_chaos_that_nobody_can_run_is_refused_by_name(wrong):
    ((name, value),) = wrong.items()
    with pytest.raises(LocalProblem) as refused:
        asked(wrong)
    assert str(refused.value).startswith(f"{name}={value}: ")
    assert "\n" not in str(refused.value)


def test_what_is_left_out_is_chosen():
    run = asked({"SEED": "", "MINUTES": "0.01", "COMPLAINTS": "", "ENGINES": ""})
    assert run.seed > 0
    assert (run.minutes, run.complaints, run.engines) == (0.01, 1, "embedded")
    assert asked({"SEED": "4711", "MINUTES": "3"}).seed == 4711


def test_fuzzing_for_no_time_is_refused(capsys):
    assert effort("10") == 0
    assert effort("-1") == 2
    assert capsys.readouterr().err.startswith("MINUTES=-1: ")


@pytest.mark.parametrize(
    "words", [["--only", "nothing"], ["--engines", "foo"], ["--pace", "2"], ["--pace", "x"]]
)
def test_a_bench_that_there_is_not_is_told_in_one_line(words, capsys):
    with pytest.raises(SystemExit) as ended:
        bench(words)
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
