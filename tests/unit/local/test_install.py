"""`make install` empties no environment that is only linked to."""

import shutil
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.slow


def test_a_linked_environment_is_left_alone_and_the_person_is_told_what_to_do(tmp_path):
    work, shared = tmp_path / "work", tmp_path / "shared"
    (shared / "bin").mkdir(parents=True)
    kept = shared / "bin" / "kept"
    kept.write_text("of somebody else")
    shutil.copytree(ROOT / ".ci", work / ".ci")
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, work / name)
    (work / ".venv").symlink_to(shared)
    done = subprocess.run(
        ["make", "install", f"PYTHON={sys.executable}"],
        cwd=work,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert ".venv is a symbolic link" in done.stderr
    assert "rm .venv" in done.stderr
    assert kept.read_text() == "of somebody else"
    assert "-m venv" not in done.stdout
