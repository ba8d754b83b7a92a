"""The secrets of one installation: made once, kept in a file only its owner reads."""

import base64
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

HEADING = "# Made at the first start. Without this file the stored data cannot be read.\n"


def _key(length: int) -> str:
    return base64.b64encode(secrets.token_bytes(length)).decode()


MAKERS: Mapping[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_hex(32),
    "MASTER_KEY": lambda: _key(96),
    "BLIND_INDEX_KEY": lambda: _key(32),
    "RECEIPT_SALT": lambda: _key(32),
    "WEB_CLIENT_SECRET": lambda: secrets.token_hex(32),
    "NOTIFY_CLIENT_SECRET": lambda: secrets.token_hex(32),
}


def load_secrets(file: Path) -> dict[str, str]:
    """Return the secrets of the file, of which missing ones are made and added."""
    kept = _read(file) if file.exists() else {}
    missing = {name: make() for name, make in MAKERS.items() if name not in kept}
    if missing:
        _write(file, kept | missing)
    return kept | missing


def _read(file: Path) -> dict[str, str]:
    lines = [line for line in file.read_text("utf-8").splitlines() if "=" in line]
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def _write(file: Path, values: Mapping[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    lines = [f"{name}={value}\n" for name, value in values.items()]
    file.write_text(HEADING + "".join(lines), "utf-8")
