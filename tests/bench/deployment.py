"""The whole product on this machine as production runs it, for a measurement."""

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests

from shared.local.child import Child, stop_all, wait_until_ready
from shared.local.engines import EngineKind, Engines
from shared.local.ports import HOST, LocalPorts, require_unused, unused_ports
from shared.local.problem import LocalProblem
from shared.local.programs import SERVICES, Programs
from shared.local.secret_file import load_secrets
from shared.mongo.client import Documents, connect
from shared.web.server_settings import ServerSettings
from tests.bench.http_load import Target
from tests.bench.machine import Load, memory_mb, watched

SET_UP_SECONDS = 180.0
READY_SECONDS = 120.0


@dataclass(kw_only=True)
class Deployment:
    """Running engines and services."""

    engines: Engines
    programs: Programs
    running: list[Child] = field(default_factory=list)

    def target(self, service: str, client_id: str, *scopes: str) -> Target:
        """Return a service as a system with a token sees it."""
        headers = (("Authorization", f"Bearer {self._token(client_id, scopes)}"),)
        port: int = getattr(self.programs.ports, service)
        return Target(host=HOST, port=port, headers=headers)

    def database(self, service: str) -> Documents:
        """Return the database of a service."""
        return connect(self.engines.addresses.mongo_url, service)

    @contextmanager
    def watched(self) -> Iterator[Load]:
        """Give how busy everything was while the block ran."""
        with watched(self.pids) as load:
            yield load

    @property
    def pids(self) -> Mapping[str, int]:
        """Return the programs by name."""
        children = [*(engine.child for engine in self.engines.all), *self.running]
        return {child.name: child.pid for child in children if child.is_running}

    def memory(self) -> dict[str, float]:
        """Return the memory of each program in MB."""
        return {name: round(memory_mb(pid), 1) for name, pid in self.pids.items()}

    def _token(self, client_id: str, scopes: Sequence[str]) -> str:
        answer = requests.post(
            f"{self.programs.url}/idp/token",
            data={"grant_type": "client_credentials", "scope": " ".join(scopes)},
            auth=(client_id, f"demo-{client_id}"),
            timeout=10,
        )
        answer.raise_for_status()
        token: str = answer.json()["access_token"]
        return token


@contextmanager
def deployed(
    root: Path, kind: EngineKind, services: Sequence[str] = SERVICES
) -> Iterator[Deployment]:
    """Give the product on fresh data; everything is stopped and dropped afterwards.

    Args:
        root: where the data are.
        kind: the engines.
        services: those that run; all are set up.
    """
    shutil.rmtree(root, ignore_errors=True)
    ports = _free_ports()
    engines = Engines(
        root, documents=ports.documents, broker_port=ports.broker, search=ports.search, kind=kind
    )
    programs = Programs(
        root=root,
        ports=ports,
        addresses=engines.addresses,
        secrets=load_secrets(root / "secrets.env"),
        web_workers=ServerSettings().web_workers,
    )
    deployment = Deployment(engines=engines, programs=programs)
    try:
        _start(deployment, services)
        yield deployment
    finally:
        stop_all(deployment.running)
        engines.stop()
        shutil.rmtree(root, ignore_errors=True)


def _start(deployment: Deployment, services: Sequence[str]) -> None:
    programs = deployment.programs
    around = [programs.mail(), programs.gateway()]
    _begin(deployment, around)
    deployment.engines.start()
    for child in [programs.word(each, "setup") for each in SERVICES]:
        child.start()
        if not child.wait(SET_UP_SECONDS) or child.exit_code:
            raise LocalProblem(f"{child.name} failed:\n{child.last_lines()}")
    web = [programs.serve(each) for each in services]
    _begin(deployment, [*web, *(programs.word(each, "work") for each in services)])
    wait_until_ready([*web, *around], seconds=READY_SECONDS)


def _begin(deployment: Deployment, children: Sequence[Child]) -> None:
    for child in children:
        deployment.running.append(child)
        child.start()


def _free_ports(tries: int = 50) -> LocalPorts:
    """Return eight unused ports in a row."""
    for _ in range(tries):
        first = unused_ports(1)[0]
        if first > 65528:
            continue
        ports = LocalPorts.from_first(first)
        try:
            require_unused(ports)
        except LocalProblem:
            continue
        return ports
    raise LocalProblem("no eight unused ports in a row")


def until(met, *, seconds: float, every: float = 0.1) -> float | None:
    """Wait until something is true; return how long it took, None if the time was not enough."""
    begun = time.monotonic()
    while not met():
        if time.monotonic() - begun > seconds:
            return None
        time.sleep(every)
    return time.monotonic() - begun
