"""Disks that are full, slow or gone, under an engine's data."""

import os
import random
import shutil
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from shared.local.engines import Engine

SIZE_MB = 300
_CHUNK = 1 << 20


class SmallDisk:
    """A file system in memory of a few hundred MB, mounted where an engine keeps its data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_mounted = False

    def mount(self) -> None:
        """Mount it; needs root.

        Raises:
            CalledProcessError: the system does not let us.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(self.folder)]
        subprocess.run(command, check=True, capture_output=True)
        self.is_mounted = True

    def fill(self) -> None:
        """Leave no byte."""
        with (self.folder / "ballast").open("ab", buffering=0) as ballast, suppress(OSError):
            while True:
                ballast.write(bytes(_CHUNK))
        self.top_up()

    def top_up(self) -> None:
        """Take what has become free since, to the last byte."""
        for size in (4096, 512, 1):
            with (self.folder / "ballast").open("ab", buffering=0) as ballast, suppress(OSError):
                while ballast.write(bytes(size)):
                    continue

    def free(self) -> None:
        """Give the room back."""
        (self.folder / "ballast").unlink(missing_ok=True)

    def unmount(self) -> None:
        if self.is_mounted:
            subprocess.run(["umount", "-l", str(self.folder)], check=False, capture_output=True)


def may_mount() -> bool:
    """Tell whether file systems can be mounted here: as root, where the system allows it."""
    return os.geteuid() == 0 and shutil.which("mount") is not None


def lose(engine: Engine) -> None:
    """Delete everything an engine has on its disk; it must be down."""
    for each in engine.data.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()


def stutter(
    engine: Engine, tend: Callable[[float], None], *, seconds: float, dice: random.Random
) -> None:
    """Let an engine stand still in bursts, as on a disk that does not answer.

    It is stopped by SIGSTOP, so nothing in it goes on, not only what waits for its disk.
    """
    stood = 0.0
    try:
        while stood < seconds:
            engine.child.signal(signal.SIGSTOP)
            burst = dice.uniform(0.3, 3.0)
            tend(burst)
            engine.child.signal(signal.SIGCONT)
            tend(dice.uniform(0.1, 0.5))
            stood += burst
    finally:
        engine.child.signal(signal.SIGCONT)
