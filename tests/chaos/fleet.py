"""Every process of the product and every engine, each of which can be killed and comes back."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from shared.local.child import Child, stop_all, wait_until_ready
from shared.local.engines import Engine, Engines, stop_engines
from shared.local.kinds import KINDS
from shared.local.ports import LocalPorts, require_unused
from shared.local.problem import LocalProblem
from shared.local.programs import SERVICES
from shared.local.secret_file import load_secrets
from tests.chaos.moved_clock import MovedClock
from tests.chaos.programs import ChaosPrograms
from tests.chaos.supervisor import Supervisor

EVERY_ROLE = dict.fromkeys(SERVICES, ("serve", "consume", "relay", "clock"))
CONTACTS = Path(__file__).parents[2] / "shared" / "local" / "sample" / "notify"
WHOLE, WEB = ("whole",), ("whole", "master", "worker")
_LOOK_SECONDS = 0.1
_START_SECONDS = 120.0


@dataclass(frozen=True, kw_only=True)
class Target:
    """A process that may be killed; `parts` are the ways to kill it."""

    name: str
    child: Child
    parts: tuple[str, ...] = WHOLE


class Fleet:
    """The product of a chaos run: one process for each role of each service."""

    def __init__(
        self,
        root: Path,
        *,
        roles: Mapping[str, Sequence[str]] = EVERY_ROLE,
        kind: str = "embedded",
    ) -> None:
        """Keep data and logs in `root`; run these roles of each service."""
        self.root, self.clock = root, MovedClock(root / "clock-offset")
        ports = _eight_in_a_row()
        self.engines = Engines(
            root,
            documents=ports.documents,
            broker_port=ports.broker,
            search=ports.search,
            kind=KINDS[kind],
        )
        self.programs = ChaosPrograms(
            root=root,
            ports=ports,
            addresses=self.engines.addresses,
            secrets=load_secrets(root / "secrets.env"),
            clock=self.clock.environment(),
        )
        self.ours: list[Target] = []
        self._roles = roles
        self._supervisor = Supervisor()

    @property
    def targets(self) -> list[Target]:
        """Return our processes, then the engines."""
        return [*self.ours, *(Target(name=n, child=e.child) for n, e in self.by_name.items())]

    @property
    def by_name(self) -> dict[str, Engine]:
        """Return the engines by what they are to the product."""
        found = self.engines
        names = ("engine: documents", "engine: broker", "engine: index")
        return dict(zip(names, (found.documents, found.broker, found.search), strict=True))

    def start(self) -> None:
        """Start everything and wait until it is ready.

        Raises:
            LocalProblem: something does not start.
        """
        mail = Target(name="mail server", child=self.programs.mail())
        gateway = Target(name="gateway", child=self.programs.gateway(), parts=WEB)
        self._begin([mail, gateway])
        self.engines.start()
        for engine in self.engines.all:
            self._supervisor.keep(engine.child, engine.start)
        self._finish([self.programs.word(each, "setup") for each in SERVICES])
        self._finish([self.programs.word("notify", "sample", str(CONTACTS))])
        self._begin(
            Target(
                name=f"{service} {role}",
                child=self.programs.role(service, role),
                parts=WEB if role == "serve" else WHOLE,
            )
            for service, roles in self._roles.items()
            for role in roles
        )
        wait_until_ready([each.child for each in self.ours], seconds=_START_SECONDS)

    def tend(self, seconds: float) -> None:
        """Do for a while what a supervisor does: start again what has ended."""
        self.tend_until(lambda: False, seconds=seconds)

    def tend_until(self, holds: Callable[[], object], *, seconds: float) -> bool:
        """Tend until something holds; tell whether it came to hold in time."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            self._supervisor.look()
            if holds():
                return True
            time.sleep(_LOOK_SECONDS)
        return False

    def kill(self, target: Target, dice: random.Random) -> str:
        """SIGKILL a process, or a part of it; return which part."""
        part, child = dice.choice(target.parts), target.child
        with suppress(ProcessLookupError):
            if part == "whole":
                os.killpg(child.pid, signal.SIGKILL)
            elif part == "master":
                os.kill(child.pid, signal.SIGKILL)
            else:
                for worker in _children(child.pid):
                    os.kill(worker, signal.SIGKILL)
        return part

    def down(self, engine: Engine) -> None:
        """Kill an engine; nobody starts it again before `up`."""
        self._supervisor.kept[engine.child.name].kept_down = True
        engine.child.signal(signal.SIGKILL)
        engine.child.wait(10)

    def up(self, engine: Engine) -> None:
        """Start an engine that was kept down."""
        engine.start()
        self._supervisor.kept[engine.child.name].kept_down = False

    def command(self, service: str, *words: str) -> str:
        """Run a command of a service as an operator would; return the end of what it said."""
        child = self.programs.word(service, *words)
        child.start()
        child.wait(_START_SECONDS)
        return child.last_lines(40)

    def stop(self) -> None:
        """Stop everything."""
        stop_all([each.child for each in self.ours], seconds=18)
        stop_engines(self.engines.all, seconds=10)

    def _begin(self, targets: Iterable[Target]) -> None:
        for each in targets:
            self.ours.append(each)
            each.child.start()
            self._supervisor.keep(each.child, each.child.start)

    def _finish(self, children: Sequence[Child]) -> None:
        for child in children:
            child.start()
        for child in children:
            if not child.wait(_START_SECONDS) or child.exit_code:
                raise LocalProblem(f"{child.name} failed:\n{child.last_lines()}")


def _eight_in_a_row() -> LocalPorts:
    """Return ports that follow each other, below those that connections are given."""
    for _ in range(50):
        ports = LocalPorts.from_first(random.randint(12_000, 31_000))
        with suppress(LocalProblem):
            require_unused(ports)
            return ports
    raise LocalProblem("no eight ports in a row are unused")


def _children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    except OSError:
        return []
    return [int(each) for each in listed.split()]
