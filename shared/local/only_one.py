"""Two runs must not share one directory of data."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.local.problem import LocalProblem


@contextmanager
def only_one(root: Path, url: str) -> Iterator[None]:
    """Hold the directory for one run.

    Raises:
        LocalProblem: another run holds it; names its address.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            other = lock.read().strip() or "at another address"
            raise LocalProblem(
                f"A run with the data in {root} is going on: {other}. Use it, or stop it with"
                " Ctrl-C first."
            ) from error
        lock.truncate(0)
        lock.write(url)
        lock.flush()
        yield


def is_held_by(root: Path) -> str:
    """Return the address of the run that holds the directory, "" where none does."""
    lock = root / "lock"
    if not lock.exists():
        return ""
    with lock.open("a+", encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.seek(0)
            return held.read().strip()
    return ""
