"""What a copy holds, told by the last file that is written into it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from shared.codec import from_json, to_json
from shared.keeping.refused import Refused

NAME = "manifest.json"
LAYOUT = 1


@dataclass(frozen=True, kw_only=True)
class CopiedTable:
    """One collection: its file, how many documents and bytes are in it, and its SHA-256."""

    name: str
    file: str
    documents: int
    bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A whole copy of one service's database.

    Args:
        layout: of the copy itself.
        release: what the service was built from.
        schema: number of the last schema step the data had taken.
        begun_at: everything saved before is in the copy; what was saved after it may be.
        keys: mark of each key the data need, by the name of its setting; never a key.
        facts: what can be checked again, for example the head of the ledger.
    """

    layout: int
    service: str
    database: str
    release: str
    schema: int
    begun_at: datetime
    done_at: datetime
    tables: tuple[CopiedTable, ...]
    keys: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest into the folder of its copy."""
    text = json.dumps(to_json(manifest), ensure_ascii=False, indent=2)
    (folder / NAME).write_text(f"{text}\n", "utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return what a copy says of itself.

    Raises:
        Refused: there is no manifest, it cannot be read, or its layout is another.
    """
    try:
        told = json.loads((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refused(f"{folder} is no whole copy: {NAME} is missing or damaged.") from error
    if told.get("layout") != LAYOUT:
        raise Refused(f"{folder} has layout {told.get('layout')}, this release reads {LAYOUT}.")
    return from_json(Manifest, told)
