"""Which parameters of the query an address reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.datastructures import ImmutableMultiDict

from shared.web.plain_texts import PlainRequest

OF_THE_FRAME = {"lang"}


@contextmanager
def listening(app: Flask) -> Iterator[set[str]]:
    """Give the names of parameters that are read while the block runs."""
    names: set[str] = set()

    class Listening(ImmutableMultiDict[str, str]):
        def __getitem__(self, key: str) -> str:
            names.add(key)
            return super().__getitem__(key)

        def getlist(self, key: str, *more: Any, **named: Any) -> list[Any]:
            names.add(key)
            return super().getlist(key, *more, **named)

    class Asking(PlainRequest):
        parameter_storage_class = Listening

    before, app.request_class = app.request_class, Asking
    try:
        yield names
    finally:
        app.request_class = before
        names -= OF_THE_FRAME
