"""Spans of writes to the document store."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from shared.mongo.client import Table
from shared.traces import span

P = ParamSpec("P")
T = TypeVar("T")
_Act = Callable[Concatenate[Table, P], T]


def traced(operation: str) -> Callable[[_Act[P, T]], _Act[P, T]]:
    """Return a decorator that gives each write to a collection a span, "save cases"."""

    def decorate(act: _Act[P, T]) -> _Act[P, T]:
        @wraps(act)
        def inside(table: Table, /, *args: P.args, **kwargs: P.kwargs) -> T:
            about = {
                "db.system.name": "mongodb",
                "db.operation.name": operation,
                "db.collection.name": table.name,
            }
            with span(f"{operation} {table.name}", kind="client", attributes=about):
                return act(table, *args, **kwargs)

        return inside

    return decorate
