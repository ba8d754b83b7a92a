"""Watches every query that a test sends and has the store explain it afterwards.

A query that reads a whole collection fails the test that sent it. A sorted query must fit an
index by its equal fields followed by its sort keys, with the first sort key bounded: explain on
an embedded engine shows a sort even over a matching index, so this part is checked by hand.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bson import json_util
from pymongo.monitoring import CommandListener

from shared.mongo.client import Documents

_WATCHED = {"find": "filter", "update": "updates", "delete": "deletes", "count": "query"}
_BOUNDS = {"$gt", "$gte", "$lt", "$lte"}
# The encryption library sends queries of its own; `keys` holds one key a department.
_NOT_OURS = ("system.", "keys")
Query = dict[str, Any]
Sort = dict[str, int]


class ScanWatch(CommandListener):
    """Keeps one example of each shape of query, per database."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, tuple[str, dict[str, Any], dict[str, int]]]] = {}

    def started(self, event: Any) -> None:
        """Keep the query of a command that selects documents."""
        part = _WATCHED.get(event.command_name)
        if part is None:
            return
        table = event.command[event.command_name]
        if table.startswith(_NOT_OURS):
            return
        for query, sort in _queries(event.command, part):
            shape = f"{table} {sorted(_shape(query))} {list(sort)}"
            kept = self._seen.setdefault(event.database_name, {})
            kept.setdefault(shape, (table, query, sort))

    def succeeded(self, event: Any) -> None:
        """Nothing is kept of answers."""

    def failed(self, event: Any) -> None:
        """Nothing is kept of failures."""

    def complaints(self, database: Documents) -> list[str]:
        """Return what is wrong with the queries sent to a database, and forget them."""
        seen = self._seen.pop(database.name, {})
        return [
            f"{shape}: {problem}"
            for shape, (table, query, sort) in seen.items()
            for problem in _problems(database, table, query, sort)
        ]


def _queries(
    command: Mapping[str, Any], part: str
) -> Iterator[tuple[dict[str, Any], dict[str, int]]]:
    if part in {"updates", "deletes"}:
        for each in command.get(part, []):
            yield dict(each["q"]), {}
    else:
        yield dict(command.get(part) or {}), dict(command.get("sort") or {})


def _shape(query: Mapping[str, Any]) -> Iterator[str]:
    for name, value in query.items():
        if isinstance(value, Mapping):
            yield f"{name}:{','.join(sorted(value))}"
        else:
            yield name


def _problems(
    database: Documents, table: str, query: dict[str, Any], sort: dict[str, int]
) -> Iterator[str]:
    if database[table].find_one({"_id": {"$exists": True}}) is None:
        return
    if set(query) >= {"_id"} and not isinstance(query["_id"], Mapping):
        return
    plan = database.command("explain", {"find": table, "filter": query}, verbosity="queryPlanner")
    if "COLLSCAN" in json.dumps(plan, default=json_util.default):
        yield "reads the whole collection"
    if sort and not _fits(database, table, query, sort):
        yield "its sort fits no index, or is not bounded"


def _fits(database: Documents, table: str, query: dict[str, Any], sort: dict[str, int]) -> bool:
    keys = list(sort)
    equal = {name for name, value in query.items() if not _is_range(value)} - set(keys)
    bounded = any(_is_range(query.get(key)) for key in keys)
    for index in database[table].list_indexes():
        fields = list(index["key"])
        for size in range(len(equal) + 1):
            if set(fields[:size]) <= equal and fields[size : size + len(keys)] == keys:
                return bounded
    return False


def _is_range(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(_BOUNDS & set(value))
