"""One run holds the directory of data; its secrets are made once."""

import base64

import pytest

from shared.local.__main__ import main
from shared.local.only_one import only_one
from shared.local.problem import LocalProblem
from shared.local.secret_file import MAKERS, load_secrets
from shared.local.sign_in.issuer import load_key


def test_a_second_run_is_refused_and_told_where_the_first_is(tmp_path) -> None:
    with (
        only_one(tmp_path, "http://127.0.0.1:8080"),
        pytest.raises(LocalProblem, match=r"http://127\.0\.0\.1:8080"),
        only_one(tmp_path, "http://127.0.0.1:9090"),
    ):
        pass


def test_data_of_a_run_that_goes_on_are_not_dropped(tmp_path, capsys) -> None:
    with only_one(tmp_path, "http://127.0.0.1:8080"):
        assert main(["reset", "--root", str(tmp_path)]) == 2
    assert "stop it with Ctrl-C" in capsys.readouterr().err
    assert tmp_path.exists()


def test_reset_drops_everything(tmp_path, capsys) -> None:
    load_secrets(tmp_path / "run" / "secrets.env")
    assert main(["reset", "--root", str(tmp_path / "run")]) == 0
    assert main(["reset", "--root", str(tmp_path / "run")]) == 0
    assert not (tmp_path / "run").exists()
    assert "There are no data" in capsys.readouterr().out


def test_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path) -> None:
    file = tmp_path / "run" / "secrets.env"
    made = load_secrets(file)
    assert load_secrets(file) == made
    assert set(made) == set(MAKERS)
    assert len(base64.b64decode(made["MASTER_KEY"])) == 96
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_secret_added_by_a_later_version_is_made_beside_those_kept(tmp_path) -> None:
    file = tmp_path / "secrets.env"
    file.write_text("SECRET_KEY=kept\nOTHER=also\n")
    made = load_secrets(file)
    assert made["SECRET_KEY"] == "kept"
    assert load_secrets(file) == made
    assert made["OTHER"] == "also"


def test_the_signing_key_is_made_once(tmp_path) -> None:
    file = tmp_path / "run" / "key.pem"
    assert load_key(file).kid == load_key(file).kid
    assert file.stat().st_mode & 0o777 == 0o600


def test_reset_keeps_what_is_installed(tmp_path) -> None:
    for name in ("engines", "tools", "documents"):
        (tmp_path / name).mkdir()
    assert main(["reset", "--root", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"engines", "tools"}
