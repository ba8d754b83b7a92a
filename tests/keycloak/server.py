"""One Keycloak on a port of its own, with the realm of the repository."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import requests

from shared.local.child import Child, stop_all, wait_until_ready
from shared.local.keycloak import realm
from shared.local.only_one import only_one
from shared.local.ports import HOST, unused_ports
from tests.keycloak.admin import Admin
from tests.keycloak.distribution import ROOT, distribution

REALM_FILE = Path(realm.__file__).with_name("fairport-realm.json")
WEB_SECRET = "secret of the pages"
NOTIFY_SECRET = "secret of notify"
_ADMIN = "keeper"
# 15 s when quiet, more than 200 s beside other heavy work.
_START_SECONDS = 600
# A short life: compiling every method as well as possible would cost more than it gives.
_JAVA = "-XX:TieredStopAtLevel=1 -Djava.net.preferIPv4Stack=true"


@dataclass(frozen=True, kw_only=True)
class Keycloak:
    """A running Keycloak."""

    url: str
    admin: Admin

    @property
    def issuer(self) -> str:
        """Return the issuer's name: the address of the realm."""
        return f"{self.url}/realms/{realm.NAME}"


@contextmanager
def running(public_url: str, root: Path = ROOT) -> Iterator[Keycloak]:
    """Give a Keycloak that lets people go back to the product at this address.

    It is stopped with all its processes, whatever happens in between; when this process is killed,
    it is killed too.
    """
    url = f"http://{HOST}:{unused_ports(1)[0]}"
    with only_one(root, url):
        home = distribution(root)
        _lay_out(home)
        password = uuid4().hex
        child = Child(
            "Keycloak",
            [*_killed_with_its_parent(), *_command(home, url)],
            log=root / "logs" / "keycloak.log",
            environment=_environment(public_url, password) | {"JAVA": str(_java(root))},
            is_ready=lambda: _answers(f"{url}/realms/{realm.NAME}"),
        )
        child.start()
        try:
            wait_until_ready([child], seconds=_START_SECONDS)
            yield Keycloak(url=url, admin=Admin(url, _ADMIN, password))
        finally:
            stop_all([child], seconds=20)
            _kill_group(child.pid)


def _lay_out(home: Path) -> None:
    imported = home / "data" / "import"
    shutil.rmtree(home / "data", ignore_errors=True)
    imported.mkdir(parents=True)
    shutil.copy(REALM_FILE, imported)


def _java(root: Path) -> Path:
    """Write the program that the script starts as Java and return where.

    A Keycloak that is asked to end while it starts may hang, and its script waits for it: so
    both are killed, the script with us and Java with the script.
    """
    program = root / "java"
    program.write_text(f'#!/bin/sh\nexec {" ".join(_killed_with_its_parent())} java "$@"\n')
    program.chmod(0o755)
    return program


def _killed_with_its_parent() -> list[str]:
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL", "--"] if setpriv else []


def _command(home: Path, url: str) -> list[str]:
    program = ["sh", str(home / "bin" / "kc.sh"), "start", "--optimized", "--import-realm"]
    port = url.rpartition(":")[2]
    return [*program, "--http-enabled=true", f"--http-host={HOST}", f"--http-port={port}",
            f"--hostname={url}"]  # fmt: skip


def _environment(public_url: str, password: str) -> dict[str, str]:
    return {
        **os.environ,
        "FAIRPORT_PUBLIC_URL": public_url,
        "WEB_CLIENT_SECRET": WEB_SECRET,
        "NOTIFY_CLIENT_SECRET": NOTIFY_SECRET,
        "KC_BOOTSTRAP_ADMIN_USERNAME": _ADMIN,
        "KC_BOOTSTRAP_ADMIN_PASSWORD": password,
        "JAVA_OPTS_APPEND": _JAVA,
    }


def _kill_group(leader: int) -> None:
    """Kill what the script may have left behind; it leads a process group of its own."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/.well-known/openid-configuration", timeout=5).ok
    except requests.RequestException:
        return False
