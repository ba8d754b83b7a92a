"""What the machine had to do meanwhile: for us, and for others."""

import os
import platform
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
_TICK = os.sysconf("SC_CLK_TCK")
_KILO = 1024


@dataclass(kw_only=True)
class Load:
    """How busy the processors were while something was measured, in processors.

    Args:
        ours: by the product and its engines.
        client: by the clients of the measurement.
        others: by everything else on the machine: the less, the better the figure.
        per_process: of ours, by program.
    """

    ours: float = 0.0
    client: float = 0.0
    others: float = 0.0
    per_process: Mapping[str, float]

    def __str__(self) -> str:
        """Return it in one line of a table."""
        return f"{self.ours:.2f} + {self.client:.2f} + {self.others:.2f}"


@contextmanager
def watched(programs: Mapping[str, int]) -> Iterator[Load]:
    """Give a load that is known once the block has been left; `programs` are pids by name."""
    load = Load(per_process={})
    begun, busy, client = time.monotonic(), _busy_seconds(), time.process_time()
    before = {name: cpu_seconds(pid) for name, pid in programs.items()}
    try:
        yield load
    finally:
        wall = max(time.monotonic() - begun, 0.001)
        load.client = (time.process_time() - client) / wall
        used = {name: (cpu_seconds(pid) - before[name]) / wall for name, pid in programs.items()}
        load.per_process = {name: round(share, 3) for name, share in used.items()}
        load.ours = sum(used.values())
        load.others = max(0.0, (_busy_seconds() - busy) / wall - load.ours - load.client)


def size() -> dict[str, str | int | float]:
    """Return what the machine is."""
    memory = _fields(PROC / "meminfo")
    model = [
        line.partition(":")[2].strip()
        for line in (PROC / "cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return {
        "processors": len(os.sched_getaffinity(0)),
        "model": model[0] if model else platform.machine(),
        "memory_gb": round(memory["MemTotal"] / _KILO / _KILO, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def memory_mb(pid: int) -> float:
    """Return the memory of a process and all below it; what is shared counts in parts."""
    return sum(_proportional_kb(each) for each in _family(pid)) / _KILO


def disk_kb(folder: Path) -> float:
    """Return what the files below a folder take on the disk."""
    return sum(file.stat().st_blocks for file in folder.rglob("*") if file.is_file()) / 2


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process and all below it."""
    return sum(_used(each) for each in _family(pid))


def _family(pid: int) -> Iterable[int]:
    yield pid
    for listed in (PROC / str(pid) / "task").glob("*/children"):
        try:
            children = listed.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _used(pid: int) -> float:
    """Include what children used that have ended."""
    try:
        after_name = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(each) for each in after_name[11:15]) / _TICK


def _busy_seconds() -> float:
    user, nice, system, _idle, _wait, *rest = (
        int(each) for each in (PROC / "stat").read_text().splitlines()[0].split()[1:]
    )
    return (user + nice + system + sum(rest[:2])) / _TICK


def _proportional_kb(pid: int) -> int:
    try:
        return _fields(PROC / str(pid) / "smaps_rollup").get("Pss", 0)
    except OSError:
        return 0


def _fields(file: Path) -> dict[str, int]:
    lines = (line.split() for line in file.read_text().splitlines())
    return {
        words[0].rstrip(":"): int(words[1]) for words in lines if words[1:2] and words[1].isdigit()
    }
