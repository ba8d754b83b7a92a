"""The programs of a chaos run: those of a local run, one for each role, on a clock that moves."""

from collections.abc import Mapping
from dataclasses import dataclass

import requests

from shared.local.child import Child
from shared.local.ports import HOST, unused_ports
from shared.local.programs import Programs


@dataclass(frozen=True, kw_only=True)
class ChaosPrograms(Programs):
    """Makes the programs; nothing is started here."""

    clock: Mapping[str, str]

    def role(self, service: str, role: str) -> Child:
        """Return the process of a role; it is ready when it says so itself."""
        if role == "serve":
            return self.serve(service)
        port = unused_ports(1)[0]
        return Child(
            f"{service} {role}",
            self._command(service, role),
            log=self._log(f"{service}-{role}"),
            environment={**self._environment(service), "METRICS_BIND": f"{HOST}:{port}"},
            is_ready=lambda: answers(f"http://{HOST}:{port}/readyz") == 200,
        )

    def environment(self, service: str) -> dict[str, str]:
        """Return the settings of a service."""
        return self._environment(service)

    def ready_at(self, service: str) -> str:
        """Return where the web side of a service says whether it is ready."""
        return f"http://{HOST}:{self._port(service)}/readyz"

    def _shared(self, port: int, *, threads: int, workers: int) -> dict[str, str]:
        return {**super()._shared(port, threads=threads, workers=workers), **self.clock}


def answers(url: str) -> int:
    """Return the status of an address, 0 when nobody is there."""
    try:
        return requests.get(url, timeout=2).status_code
    except requests.RequestException:
        return 0
