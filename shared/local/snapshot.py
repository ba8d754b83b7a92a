"""What to do about the file an embedded engine keeps its data in."""

import shutil
from datetime import UTC, datetime
from pathlib import Path


def is_cut_off(snapshot: Path) -> bool:
    """Tell whether a snapshot is there and is not one whole JSON object; reads both ends only."""
    if not snapshot.exists():
        return False
    with snapshot.open("rb") as file:
        start = file.read(1)
        file.seek(max(0, snapshot.stat().st_size - 16))
        return start != b"{" or not file.read().rstrip().endswith(b"}")


def is_refused(log: str) -> bool:
    """Tell whether the end of an engine's log says that it cannot read its snapshot."""
    return "failed to parse" in log and "snapshot" in log


def set_aside(snapshot: Path, engine: str) -> str:
    """Rename a damaged snapshot, so that the engine starts empty; return the line to print."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    aside = snapshot.with_name(f"{snapshot.name}.damaged-{stamp}")
    snapshot.rename(aside)
    return (
        f"!!! {engine}: the saved data cannot be read. It is kept as {aside}; the engine starts"
        " empty, events are sent again and the index is built again from the document store."
    )


def copy_aside(snapshot: Path) -> None:
    """Keep a copy of a snapshot that was saved by a clean stop."""
    if snapshot.exists():
        shutil.copy2(snapshot, snapshot.with_name(f"{snapshot.name}.clean"))
