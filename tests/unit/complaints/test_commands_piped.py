"""Commands whose reader closes early, as `… | head -1` does."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow
WORDS = [
    ["due", "2026-04-30", "5wd"],
    ["due", "--rule", "T-FILE", "--received", "2026-04-30", "--json"],
    ["delay", "--list"],
    ["catalogue", "match", "--json", "THC"],
    ["catalogue", "--help"],
]


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_a_command_whose_reader_is_gone_ends_without_a_word(words):
    running = subprocess.Popen(
        [sys.executable, "-m", "services.complaints", *words],
        env={"PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    told = running.stderr.read()
    running.stderr.close()
    assert (running.wait(timeout=120), told) == (0, b"")


@pytest.mark.parametrize("words", [["a", "b"], ["--port"], ["x.csv", "--effective-from", "2026"]])
def test_bad_usage_of_the_import_is_a_problem_as_json_too(words):
    done = subprocess.run(
        [sys.executable, "-m", "services.complaints", "catalogue", "import", "--json", *words],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, b'"code"' in done.stdout) == (2, True)
    assert "用法".encode() in done.stderr
