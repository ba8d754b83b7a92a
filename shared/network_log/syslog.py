"""Takes the lines of an ingress over UDP (syslog) and keeps the address of each, nothing else."""

import json
import socket
from collections.abc import Callable
from datetime import datetime
from ipaddress import ip_address

from shared.network_log.sealed_log import SealedLog

LARGEST = 65_535


def receive(place: str, log: SealedLog, *, now: Callable[[], datetime], most: int = 0) -> None:
    """Note the address of each datagram at `host:port`, for ever or for so many."""
    host, _, port = place.rpartition(":")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM) as at:
        at.bind((host.strip("[]"), int(port)))
        taken = 0
        while not most or taken < most:
            line = at.recv(LARGEST).decode(errors="replace")
            taken += 1
            log.note(address_of(line), now())


def address_of(line: str) -> str:
    """Return the address in a line: `client_ip` of JSON, else the last word that is one, or ""."""
    try:
        told = json.loads(line[line.index("{") :])
        request = told.get("request", told)
        return str(request.get("client_ip") or request.get("remote_ip") or "")
    except (ValueError, AttributeError):
        pass
    return next((word for word in reversed(line.split()) if _is_address(word)), "")


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True
