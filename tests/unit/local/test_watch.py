"""What ends is started again, after a pause that grows while it keeps ending."""

import signal
import sys
from pathlib import Path

from shared.local.child import Child
from shared.local.watch import STEADY_SECONDS, Watch, Watched


class Time:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _ended(folder: Path) -> Child:
    child = Child("short", [sys.executable, "-c", "raise SystemExit(7)"], log=folder / "log")
    child.start()
    assert child.wait(10)
    return child


def test_the_pauses_grow_to_half_a_minute(tmp_path, capsys) -> None:
    time, starts = Time(), []
    watch = Watch([Watched(_ended(tmp_path), lambda: starts.append(time.now))], time)
    for _ in range(150):
        watch.look()
        time.now += 1
    pauses = [later - earlier for earlier, later in zip([0.0, *starts], starts, strict=False)]
    assert pauses[:6] == [1, 3, 5, 9, 17, 31]
    assert pauses[-1] == 31
    assert "short ended with code 7; it starts again in 1 s" in capsys.readouterr().err


def test_what_ran_steadily_starts_again_at_once(tmp_path) -> None:
    time = Time()
    watched = Watched(_ended(tmp_path), lambda: None, failures=6)
    watch = Watch([watched], time)
    time.now = STEADY_SECONDS + 1
    watch.look()
    assert watched.failures == 1
    assert watched.again_at == time.now + 1


def test_what_runs_is_left_alone(tmp_path) -> None:
    child = Child("long", [sys.executable, "-c", "import time; time.sleep(60)"], log=tmp_path / "l")
    child.start()
    starts: list[int] = []
    Watch([Watched(child, lambda: starts.append(1))], Time()).look()
    child.signal(signal.SIGTERM)
    assert child.wait(10)
    assert starts == []


def test_what_is_back_is_told_once_when_it_answers(tmp_path, capsys) -> None:
    time, ready = Time(), [False]
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    child = Child("long", command, log=tmp_path / "l", is_ready=lambda: ready[0])
    child.start()
    child.signal(signal.SIGKILL)
    assert child.wait(10)
    watch = Watch([Watched(child, child.start)], time)
    try:
        for _ in range(6):
            watch.look()
            time.now += 1
        assert "is back" not in capsys.readouterr().err
        ready[0] = True
        watch.look()
        watch.look()
        assert capsys.readouterr().err == "    long is back\n"
    finally:
        child.signal(signal.SIGKILL)
        assert child.wait(10)
