"""Opens a network log for a reason, which is written down before anything is opened."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from shared.errors import Invalid
from shared.network_log.sealed_log import ALGORITHMS, days_of
from shared.words import N_

OPENINGS = "openings.jsonl"
SHORTEST_REASON = 8
FIRST = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Who opens which days, and why; `previous` is the hash of the entry before."""

    at: str
    by: str
    reason: str
    since: str
    until: str
    narrowed: bool
    previous: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody wants opened: days from `since` to `until`, of one address or of all."""

    by: str
    reason: str
    since: date
    until: date
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The lines `2026-11-28T01:02Z 203.0.113.9`, and how many could not be opened."""

    lines: tuple[str, ...]
    closed: int


def open_log(folder: Path, key: OKPKey, asked: Asked, *, now: datetime) -> Opened:
    """Return the lines of some days; who opens them and why is kept first.

    Raises:
        Invalid: nobody says who, or why, in words; the days are in the wrong order.
    """
    if not asked.by.strip() or len(asked.reason.strip()) < SHORTEST_REASON:
        text = N_("请写明谁打开、为什么打开（理由至少 %(least)s 个字）")
        raise Invalid(text, params={"least": SHORTEST_REASON})
    if asked.since > asked.until:
        raise Invalid(N_("起止日期不对"))
    _record(folder, asked, now)
    lines: list[str] = []
    closed = 0
    for path, day in days_of(folder):
        if not asked.since <= day <= asked.until:
            continue
        for line in path.read_text("ascii", errors="replace").splitlines():
            opened = _opened(line, key)
            if opened is None:
                closed += 1
            elif not asked.address or opened.endswith(f" {asked.address}"):
                lines.append(opened)
    return Opened(lines=tuple(sorted(lines)), closed=closed)


def openings(folder: Path) -> list[Opening]:
    """Return who opened the log, oldest first.

    Raises:
        Invalid: an entry was changed or taken out.
    """
    found, previous = [], FIRST
    for text in _entries(folder):
        entry = Opening(**json.loads(text))
        if entry.previous != previous:
            raise Invalid(N_("打开记录被改动过"))
        previous = _hash(text)
        found.append(entry)
    return found


def _record(folder: Path, asked: Asked, now: datetime) -> None:
    """Add an entry that hangs on the one before; nothing is opened where it cannot be kept."""
    openings(folder)
    last = list(_entries(folder))[-1:]
    entry = Opening(
        at=now.isoformat(timespec="seconds"),
        by=asked.by.strip(),
        reason=asked.reason.strip(),
        since=asked.since.isoformat(),
        until=asked.until.isoformat(),
        narrowed=bool(asked.address),
        previous=_hash(last[0]) if last else FIRST,
    )
    line = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True)
    with (folder / OPENINGS).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
        file.flush()
        os.fsync(file.fileno())


def _entries(folder: Path) -> Iterator[str]:
    path = folder / OPENINGS
    if path.exists():
        yield from path.read_text("utf-8").splitlines()


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _opened(line: str, key: OKPKey) -> str | None:
    try:
        found = jwe.decrypt_compact(line, key, algorithms=ALGORITHMS)
    except (JoseError, ValueError):
        return None
    return (found.plaintext or b"").decode()
