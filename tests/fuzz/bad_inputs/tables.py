"""The tables of bad values: one file a kind, each row why it is bad, then the value."""

import json
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def table(kind: str) -> list[list[Any]]:
    """Return the rows of a kind."""
    rows: list[list[Any]] = json.loads((HERE / f"{kind}.json").read_text(encoding="utf-8"))
    return rows


def values(*kinds: str, but: Collection[str] = ()) -> Iterator[tuple[str, Any]]:
    """Give why and value of each row of some kinds, but of those that are right at this door."""
    for kind in kinds:
        yield from ((why, value) for why, value in table(kind) if why not in but)
