"""A program that a local run starts, watches and stops."""

import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from shared.local.problem import LocalProblem

HARMLESS = ("GLIBC_2.39",)
_PAUSE = 0.05


class Child:
    """One program with a log of its own; started from the main thread only.

    Where the system can do it, the program ends with the process that started it, even when
    that one is killed.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        is_ready: Callable[[], bool] | None = None,
    ) -> None:
        self.name = name
        self.log = log
        self._command = [*_tied_to_us(), *command]
        self._environment = dict(environment) if environment is not None else None
        self._is_ready = is_ready
        self._process: subprocess.Popen[bytes] | None = None
        self._log_start = 0

    def start(self) -> None:
        """Start the program; its output goes to the end of the log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._log_start = log.tell()
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment,
                start_new_session=True,
            )

    @property
    def exit_code(self) -> int | None:
        """Return how the program ended, None while it runs."""
        return self._process.poll() if self._process else None

    @property
    def is_running(self) -> bool:
        """Tell whether the program was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Return the number of the process; 0 before the first start."""
        return self._process.pid if self._process else 0

    def is_ready(self) -> bool:
        """Tell whether the program runs and answers its probe, if it has one."""
        return self.is_running and (self._is_ready is None or self._is_ready())

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program if it runs."""
        if self._process and self.is_running:
            self._process.send_signal(number)

    def wait(self, seconds: float) -> bool:
        """Tell whether the program ended within the time."""
        try:
            return self._process is None or self._process.wait(seconds) is not None
        except subprocess.TimeoutExpired:
            return False

    def last_lines(self, count: int = 12) -> str:
        """Return the end of the log since the last start, without lines known to be harmless."""
        if not self.log.exists():
            return ""
        lines = self.log.read_bytes()[self._log_start :].decode("utf-8", "replace").splitlines()
        return "\n".join([line for line in lines if not any(h in line for h in HARMLESS)][-count:])


def wait_until_ready(children: Iterable[Child], *, seconds: float) -> None:
    """Wait until every program answers.

    Raises:
        LocalProblem: one ended, or does not answer in time; with the end of its log.
    """
    deadline = time.monotonic() + seconds
    for child in children:
        while not child.is_ready():
            if not child.is_running:
                raise _failed(child, f"ended with code {child.exit_code}")
            if time.monotonic() > deadline:
                raise _failed(child, f"does not answer after {seconds:.0f} s")
            time.sleep(_PAUSE)


def stop_all(children: Iterable[Child], *, seconds: float = 30.0) -> list[str]:
    """Ask all programs to end, wait for them together; return the names that had to be killed."""
    asked = list(children)
    for child in asked:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + seconds
    late = [c for c in asked if not c.wait(max(0.0, deadline - time.monotonic()))]
    for child in late:
        child.signal(signal.SIGKILL)
        child.wait(5)
    return [child.name for child in late]


def _failed(child: Child, how: str) -> LocalProblem:
    return LocalProblem(f"{child.name} {how}. End of {child.log}:\n{child.last_lines()}")


def _tied_to_us() -> list[str]:
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []
