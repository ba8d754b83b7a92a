"""The programs of a local run and what their environment tells them."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import requests

from shared.local.child import Child
from shared.local.engines import EngineAddresses
from shared.local.mail_sink import mail_server
from shared.local.ports import HOST, LocalPorts, is_answered
from shared.local.sign_in.app import PREFIX

SERVICES = ("complaints", "credit", "notify")
GATEWAY_THREADS = 16
SERVICE_THREADS = 4
MAIL_FROM = "Fairport <no-reply@fairport.example>"


@dataclass(frozen=True, kw_only=True)
class Programs:
    """Makes the programs of one run; nothing is started here.

    Args:
        root: the directory of data, secrets and logs.
        ports: where each program listens.
        addresses: where the engines answer.
        secrets: those of the installation.
        web_workers: processes that serve a service's pages.
    """

    root: Path
    ports: LocalPorts
    addresses: EngineAddresses
    secrets: Mapping[str, str]
    web_workers: int = 1

    @property
    def url(self) -> str:
        """Return the address of the product."""
        return f"http://{HOST}:{self.ports.gateway}"

    def mail(self) -> Child:
        """Return the mail server."""
        command = mail_server(self.ports.mail, self.root / "mail")
        return self._child("mail", command, probe=self.ports.mail)

    def gateway(self) -> Child:
        """Return the gateway with sign-in and mail pages."""
        command = [sys.executable, "-m", "gunicorn", "--config", "python:shared.web.gunicorn"]
        environment = {
            **self._shared(self.ports.gateway, threads=GATEWAY_THREADS, workers=1),
            "PORT": str(self.ports.gateway),
            "ROOT": str(self.root),
        }
        return Child(
            "gateway",
            [*command, "shared.local.gateway:app_from_environment()"],
            log=self._log("gateway"),
            environment=environment,
            is_ready=lambda: _answers(f"{self.url}/healthz"),
        )

    def serve(self, service: str) -> Child:
        """Return the web side of a service; it is ready when its stores are."""
        ready = f"http://{HOST}:{self._port(service)}/readyz"
        return Child(
            f"{service} serve",
            self._command(service, "serve"),
            log=self._log(f"{service}-serve"),
            environment=self._environment(service),
            is_ready=lambda: _answers(ready),
        )

    def word(self, service: str, *words: str) -> Child:
        """Return a process or command of a service (setup, work, sample)."""
        return Child(
            f"{service} {words[0]}",
            self._command(service, *words),
            log=self._log(f"{service}-{words[0]}"),
            environment=self._environment(service),
        )

    def here(self, service: str, *words: str) -> tuple[list[str], dict[str, str]]:
        """Return the words and the environment of a command, for who waits for it."""
        return self._command(service, *words), self._environment(service)

    def _child(self, name: str, command: list[str], *, probe: int) -> Child:
        return Child(name, command, log=self._log(name), is_ready=lambda: is_answered(probe))

    def _command(self, service: str, *words: str) -> list[str]:
        return [sys.executable, "-m", f"services.{service}", *words]

    def _log(self, name: str) -> Path:
        return self.root / "logs" / f"{name}.log"

    def _port(self, service: str) -> int:
        port: int = getattr(self.ports, service)
        return port

    def _environment(self, service: str) -> dict[str, str]:
        return {
            **self._shared(self._port(service), threads=SERVICE_THREADS, workers=self.web_workers),
            **self.addresses.environment(),
            "MONGO_DATABASE": service,
            "MASTER_KEY": self.secrets["MASTER_KEY"],
            "BLIND_INDEX_KEY": self.secrets["BLIND_INDEX_KEY"],
            "RECEIPT_SALT": self.secrets["RECEIPT_SALT"],
            "COMPLAINTS_URL": f"http://{HOST}:{self.ports.complaints}",
            "MAIL_FROM": MAIL_FROM,
            "SERVICE_CLIENT_ID": "notify-service",
            "SERVICE_CLIENT_SECRET": self.secrets["NOTIFY_CLIENT_SECRET"],
            "SMTP_URL": f"smtp://{HOST}:{self.ports.mail}",
        }

    def _shared(self, port: int, *, threads: int, workers: int) -> dict[str, str]:
        return {
            **os.environ,
            "BIND": f"{HOST}:{port}",
            "OIDC_CLIENT_ID": "fairport-web",
            "OIDC_CLIENT_SECRET": self.secrets["WEB_CLIENT_SECRET"],
            "OIDC_ISSUER": f"{self.url}{PREFIX}",
            "PUBLIC_URL": self.url,
            "SAMPLE_DATA": "true",
            "SECRET_KEY": self.secrets["SECRET_KEY"],
            "WEB_THREADS": str(threads),
            "WEB_WORKERS": str(workers),
        }


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=2).ok
    except requests.RequestException:
        return False
