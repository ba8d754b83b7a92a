"""The programs of a local run, with the services in containers of their images."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, fields

from services.complaints.settings import Settings as ComplaintsSettings
from services.notify.settings import Settings as NotifySettings
from shared.local.programs import Programs
from shared.local.supervisor import SAMPLE
from shared.web.server_settings import ServerSettings

MEMORY = "256m"
# What a machine without systemd needs; the health check is run by a test instead of a timer.
PODMAN = ("podman", "--cgroup-manager", "cgroupfs", "--runtime", "runc")
ON_THIS_MACHINE = (
    "--network", "host", "--no-healthcheck",
    "--ulimit", "nofile=4096:4096", "--ulimit", "nproc=4096:4096",
)  # fmt: skip
HARDENED = (
    "--read-only", "--read-only-tmpfs=false", "--tmpfs", "/tmp:size=64m",
    "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
    "--memory", MEMORY, "--pids-limit", "200",
)  # fmt: skip
SETTINGS = sorted(
    field.name.upper()
    for kind in (ComplaintsSettings, NotifySettings, ServerSettings)
    for field in fields(kind)
)


@dataclass(frozen=True, kw_only=True)
class Containers(Programs):
    """Starts each process of a service as a hardened container; settings go in by name."""

    tag: str

    def _command(self, service: str, *words: str) -> list[str]:
        handed = [part for name in SETTINGS for part in ("--env", name)]
        handed += ["--volume", f"{SAMPLE / service}:/sample:ro"] if words[0] == "sample" else []
        container = ("run", "--rm", "--name", self.name(service, words[0]))
        image = f"localhost/fairport-{service}:{self.tag}"
        return [*PODMAN, *container, *ON_THIS_MACHINE, *HARDENED, *handed, image, *words]

    def name(self, service: str, word: str) -> str:
        """Return what the container of a process is called."""
        return f"fairport-test-{os.getpid()}-{service}-{word}"


def podman(*arguments: str) -> str:
    """Return what podman prints.

    Raises:
        AssertionError: it failed; with what it said.
    """
    code, said, told = _podman(arguments)
    assert code == 0, told
    return said


def run_inside(image: str, *command: str, options: Sequence[str] = HARDENED) -> tuple[int, str]:
    """Run a program in a fresh container instead of the service; return its code and its output."""
    program, *arguments = command
    run = ("run", "--rm", "--entrypoint", program, *ON_THIS_MACHINE, *options, image, *arguments)
    code, said, told = _podman(run)
    return code, said + told


def _podman(arguments: Sequence[str]) -> tuple[int, str, str]:
    command = [*PODMAN, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr
