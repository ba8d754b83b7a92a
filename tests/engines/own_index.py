"""Indexes of an Elasticsearch that others use too: names nobody else has, dropped afterwards."""

from uuid import uuid4

import requests

_taken: list[str] = []


def own_alias(start: str = "cases") -> str:
    """Return an alias for an index of the test's own."""
    alias = f"{start}-{uuid4().hex[:8]}"
    _taken.append(alias)
    return alias


def drop_own_indexes(url: str) -> None:
    """Drop every index behind a name that this process took."""
    while _taken:
        found = requests.get(f"{url}/_cat/indices/{_taken.pop()}-*?format=json&h=index", timeout=10)
        for each in found.json():
            requests.delete(f"{url}/{each['index']}", timeout=10).raise_for_status()
