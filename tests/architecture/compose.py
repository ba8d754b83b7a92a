"""compose.yaml and what goes with it, as the guard tests read them."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

import yaml

from services.complaints.settings import Settings as ComplaintsSettings
from services.credit.settings import Settings as CreditSettings
from services.notify.settings import Settings as NotifySettings
from shared.web.server_settings import ServerSettings
from tests.architecture.source import ROOT

KINDS: Mapping[str, Any] = {
    "complaints": ComplaintsSettings,
    "credit": CreditSettings,
    "notify": NotifySettings,
}
_VARIABLE = re.compile(r"(?<!\$)\$\{([A-Z_]+)(?::([-?])([^{}]*))?\}")


def text() -> str:
    """Return the file."""
    return (ROOT / "compose.yaml").read_text("utf-8")


def composition() -> Any:
    """Return the file as it is with no variable set: defaults in, secrets named by themselves."""
    return yaml.safe_load(_VARIABLE.sub(_filled, text()))


def secrets() -> set[str]:
    """Return the variables that have no default."""
    return {name for name, sign, _ in _VARIABLE.findall(text()) if sign == "?"}


def ours() -> dict[str, Any]:
    """Return the containers of our images."""
    services = composition()["services"]
    return {n: s for n, s in services.items() if s["image"].startswith("fairport-")}


def service_of(container: Mapping[str, Any]) -> str:
    """Return which of the three services a container runs."""
    return str(container["image"].removeprefix("fairport-").partition(":")[0])


def settings(kind: Any, *, required: bool) -> set[str]:
    """Return the names of the settings of a class, all or only those without default."""
    return {
        field.name.upper()
        for field in fields(kind)
        if not required or (field.default is MISSING and field.default_factory is MISSING)
    }


def server_settings() -> set[str]:
    """Return the names of the settings of the web server."""
    return settings(ServerSettings, required=False)


def _filled(found: re.Match[str]) -> str:
    name, sign, otherwise = found.groups()
    return otherwise if sign == "-" else f"secret-{name.lower()}"
