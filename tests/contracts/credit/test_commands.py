"""The command line: each command as it is typed, and one as a process of its own."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from services.credit.__main__ import SERVICE
from tests.typed import typing

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.engines


@pytest.fixture
def run(mongo_url, database, monkeypatch, capsys):
    return partial(
        typing(SERVICE, monkeypatch, capsys),
        MONGO_URL=mongo_url,
        MONGO_DATABASE=database.name,
        KAFKA_BOOTSTRAP="127.0.0.1:1",
        SECRET_KEY="k" * 32,
    )


def test_the_sample_is_loaded_once_scored_and_verified(run, database):
    folder = str(ROOT / "shared" / "local" / "sample" / "credit")
    assert "ledger entries: 11" in run("sample", folder).stdout
    assert "ledger entries: 0" in run("sample", folder).stdout
    whole = run("verify", "--json")
    assert whole.returncode == 0
    assert json.loads(whole.stdout)["count"] == 11
    scored = run("score", "91370687300000010p", "--on", "2026-05-18").stdout
    assert scored.startswith("91370687300000010P 2026-05-18 829.52 B port-credit@2026.2")
    database["ledger"].update_one({"_id": 5}, {"$set": {"event.level": "minor"}})
    broken = run("verify")
    assert broken.returncode == 1
    assert "broken at entry 5" in broken.stdout


@pytest.mark.parametrize(
    "words", [["verify", "x"], ["sample"], ["score", "91370687300000010Q"], ["nothing"]]
)
def test_a_wrong_command_says_how_and_fails(run, words):
    told = run(*words)
    assert told.returncode == 2
    assert told.stderr


def test_a_missing_setting_is_named():
    told = subprocess.run(
        [sys.executable, "-m", "services.credit", "verify"],
        env={"PYTHONPATH": str(ROOT)}, cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert told.returncode == 2
    assert "MONGO_URL" in told.stderr
