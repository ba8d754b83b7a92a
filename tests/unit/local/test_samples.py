"""Sample data are loaded once, in order; a failure is told and tried again at the next start."""

import sys

from shared.local.child import Child
from shared.local.samples import Samples


def _command(folder, name: str, code: str) -> Child:
    return Child(name, [sys.executable, "-c", code], log=folder / f"{name}.log")


def _run_to_the_end(samples: Samples) -> None:
    samples.look()
    while samples.loading is not None:
        assert samples.loading.wait(20)
        samples.look()


def test_commands_run_one_after_the_other_and_only_once(tmp_path, capsys) -> None:
    done, seen = tmp_path / "done", tmp_path / "seen"
    write = "open(%r, 'a').write('%s')"
    commands = [_command(tmp_path, name, write % (str(seen), name)) for name in ("a", "b")]
    _run_to_the_end(Samples(commands, done))
    _run_to_the_end(Samples(commands, done))
    assert seen.read_text() == "ab"
    assert capsys.readouterr().out.endswith("The sample data are loaded.\n")


def test_after_a_failure_nothing_more_is_loaded_until_the_next_start(tmp_path, capsys) -> None:
    done, seen = tmp_path / "done", tmp_path / "seen"
    fails = _command(tmp_path, "a", "raise SystemExit('no such file')")
    follows = _command(tmp_path, "b", f"open({str(seen)!r}, 'w')")
    _run_to_the_end(Samples([fails, follows], done))
    assert "a failed with code 1" in capsys.readouterr().err
    assert not seen.exists()
    assert not done.exists()
