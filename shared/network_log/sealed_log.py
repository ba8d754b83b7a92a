"""Writes who asked in which minute, each once, sealed to a public key: JWE, a line each."""

import os
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Lock

from joserfc import jwe
from joserfc.jwk import OKPKey

HEADER = {"alg": "ECDH-ES", "enc": "A256GCM"}
ALGORITHMS = ["ECDH-ES", "A256GCM"]
SUFFIX = ".jwe"
# The longest six months in a row.
KEPT_DAYS = 184


class SealedLog:
    """One file a day (UTC) in a folder; several processes may write into it at once.

    Nothing but minute and address is ever handed over: no path, number, browser or account. An
    address counts once a minute, so that not even how often it asked can be told.
    """

    def __init__(self, folder: Path, key: OKPKey) -> None:
        """Write into this folder, for who has the private key."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._key = folder, key
        self._lock = Lock()
        self._minute: datetime | None = None
        self._seen: set[str] = set()
        self._day: date | None = None

    def note(self, address: str, now: datetime) -> None:
        """Keep that an address asked; what is no address is not kept."""
        try:
            plain = str(ip_address(address.strip()))
        except ValueError:
            return
        minute = now.astimezone(UTC).replace(second=0, microsecond=0)
        with self._lock:
            if minute != self._minute:
                self._minute, self._seen = minute, set()
            if plain in self._seen:
                return
            self._seen.add(plain)
            if minute.date() != self._day:
                self._day = minute.date()
                purge(self._folder, self._day)
            self._write(f"{minute:%Y-%m-%dT%H:%MZ} {plain}", minute.date())

    def _write(self, text: str, day: date) -> None:
        sealed = jwe.encrypt_compact(HEADER, text.encode(), self._key, algorithms=ALGORITHMS)
        path = self._folder / f"{day.isoformat()}{SUFFIX}"
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, f"{sealed}\n".encode())
        finally:
            os.close(file)


def purge(folder: Path, today: date) -> int:
    """Delete the days that are over six months old; return how many."""
    last = today - timedelta(days=KEPT_DAYS)
    old = [path for path, day in days_of(folder) if day < last]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def days_of(folder: Path) -> list[tuple[Path, date]]:
    """Return the files of a log with their days, oldest first."""
    found = [(path, _day(path)) for path in sorted(folder.glob(f"*{SUFFIX}"))]
    return [(path, day) for path, day in found if day is not None]


def _day(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.stem)
    except ValueError:
        return None
