"""Who may ask the provider for tokens: the product's pages, and systems."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FILE = Path(__file__).parents[1] / "sample" / "clients.json"


@dataclass(frozen=True, kw_only=True)
class Client:
    """One program with its secret, the one grant it may use and all scopes it may have."""

    client_id: str
    secret: str
    grant: Literal["authorization_code", "client_credentials"]
    scopes: frozenset[str]
    claims: Mapping[str, Any]


class Clients:
    """The registered programs."""

    def __init__(self, clients: Mapping[str, Client]) -> None:
        self._clients = clients

    def get(self, client_id: str) -> Client | None:
        """Return the program with this id."""
        return self._clients.get(client_id)

    def authenticated(self, client_id: str, secret: str) -> Client | None:
        """Return the program if the secret is its own; takes as long for a wrong one."""
        client = self._clients.get(client_id)
        kept = client.secret if client else "no such program"
        is_right = hmac.compare_digest(kept.encode(), secret.encode())
        return client if client and is_right else None


def load_clients(secrets: Mapping[str, str], file: Path = FILE) -> Clients:
    """Return the programs; secrets that are not in the file are taken from the given ones."""
    records = json.loads(file.read_text("utf-8"))["clients"]
    return Clients({each["client_id"]: _client(each, secrets) for each in records})


def _client(record: Mapping[str, Any], secrets: Mapping[str, str]) -> Client:
    given = record.get("secret") or secrets[record["secret_from"]]
    return Client(
        client_id=record["client_id"],
        secret=given,
        grant=record["grant"],
        scopes=frozenset(record["scopes"]),
        claims=record["claims"],
    )
