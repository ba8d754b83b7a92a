"""What `python -m shared.local` takes, and what it passes on."""

from pathlib import Path

import pytest

from shared.local.__main__ import main
from shared.local.engines import EMBEDDED
from shared.local.one_command import run_command
from shared.local.problem import LocalProblem
from shared.local.secret_file import load_secrets


def test_a_command_without_a_run_says_to_start_one(tmp_path, capsys):
    words = ["do", "--root", str(tmp_path), "--engines", "embedded", "--", "credit", "verify"]
    assert main(words) == 2
    assert "`make run` first" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["credit"], ["bank", "verify"]])
def test_a_command_names_its_service(words, tmp_path):
    with pytest.raises(LocalProblem, match="Name a service"):
        run_command(tmp_path, words, EMBEDDED)


def test_options_for_the_services_may_stand_behind_all_others(tmp_path, capsys):
    copy = tmp_path / "copy"
    for service in ("notify", "credit", "complaints"):
        (copy / f"{service}-1").mkdir(parents=True)
    root = Path(tmp_path / "root")
    words = ["restore", "--root", str(root), "--engines", "embedded", "--copy", str(copy)]
    assert main([*words, "--", "--replace"]) == 2
    assert "secrets.env is missing" in capsys.readouterr().err


@pytest.mark.parametrize("into", ["/proc/x", "/dev/null/x", "/dev/null"])
def test_a_place_where_no_copy_can_be_kept_is_told_before_anything_starts(into, tmp_path, capsys):
    load_secrets(tmp_path / "secrets.env")
    assert main(["backup", "--root", str(tmp_path), "--engines", "embedded", "--into", into]) == 2
    told = capsys.readouterr().err.strip()
    assert told.startswith(f"No copy can be kept in {into}: ")
    assert told.endswith("INTO= names a folder.")
    assert "\n" not in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "FROM= (--copy) names the copy to put back"),
        (["--copy", "/nowhere/x"], "There is no folder /nowhere/x. FROM= names one"),
        (["--copy", "/proc/self"], "holds 0 copies of notify"),
    ],
)
def test_what_is_no_copy_is_told(words, told, tmp_path, capsys):
    assert main(["restore", "--root", str(tmp_path), "--engines", "embedded", *words]) == 2
    assert told in capsys.readouterr().err
