"""A child is started, waited for and stopped; what goes wrong is told with its log."""

import sys

import pytest

from shared.local.child import Child, stop_all, wait_until_ready
from shared.local.problem import LocalProblem

STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(60)
"""


def _child(folder, code, **more) -> Child:
    return Child("program", [sys.executable, "-c", code], log=folder / "logs" / "p.log", **more)


def test_a_program_that_ends_instead_of_answering_is_told_with_the_end_of_its_log(tmp_path) -> None:
    child = _child(tmp_path, "print('no such table'); raise SystemExit(3)", is_ready=lambda: False)
    child.start()
    with pytest.raises(LocalProblem, match=r"program ended with code 3.*\n.*no such table"):
        wait_until_ready([child], seconds=10)


def test_a_program_that_never_answers_is_not_waited_for_for_ever(tmp_path) -> None:
    child = _child(tmp_path, "import time; time.sleep(60)", is_ready=lambda: False)
    child.start()
    with pytest.raises(LocalProblem, match="does not answer"):
        wait_until_ready([child], seconds=0.2)
    assert stop_all([child]) == []


def test_a_program_that_does_not_stop_is_killed_and_named(tmp_path) -> None:
    child = _child(tmp_path, STUBBORN)
    child.start()
    while "ready" not in child.last_lines():
        child.wait(0.05)
    assert stop_all([child], seconds=0.3) == ["program"]
    assert not child.is_running


def test_only_the_log_since_the_last_start_is_shown(tmp_path) -> None:
    child = _child(tmp_path, "import os; print(os.getpid(), 'ends')")
    child.start()
    child.wait(10)
    first = child.last_lines()
    child.start()
    child.wait(10)
    assert first.endswith("ends")
    assert first not in child.last_lines()
