"""The ports of a local run, all derived from one number."""

import socket
from dataclasses import dataclass
from typing import Self

from shared.local.problem import LocalProblem

HOST = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class LocalPorts:
    """One port for each program; PORT is the gateway, the others follow it in this order."""

    gateway: int
    complaints: int
    credit: int
    notify: int
    mail: int
    documents: int
    broker: int
    search: int

    @classmethod
    def from_first(cls, port: int) -> Self:
        """Return the ports `port` to `port + 7`."""
        return cls(**{name: port + i for i, name in enumerate(cls.__annotations__)})

    @classmethod
    def unused(cls) -> Self:
        """Return ports that nothing listens on at the moment, for tests."""
        names = list(cls.__annotations__)
        return cls(**dict(zip(names, unused_ports(len(names)), strict=True)))


def unused_ports(count: int) -> list[int]:
    """Return different ports that nothing listens on at the moment."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind((HOST, 0))
    numbers: list[int] = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return numbers


def is_answered(port: int) -> bool:
    """Tell whether something takes connections at the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def require_unused(ports: LocalPorts) -> None:
    """Check that every port can be taken.

    Raises:
        LocalProblem: names the ports that something else listens on.
    """
    taken = [f"{port} ({name})" for name, port in vars(ports).items() if not _is_unused(port)]
    if taken:
        raise LocalProblem(
            f"Something else listens on port {', '.join(taken)}. Stop it, or choose another first"
            f" port: make run PORT={ports.gateway + 100}"
        )


def _is_unused(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
