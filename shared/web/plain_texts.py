"""Texts that people can see as they are: no control characters, nothing that turns the order.

A character nobody sees can hide what a text says: U+202E shows `cod.exe` as `exe.doc`. Programs are
told the field; from forms such characters, which come along with what is pasted, are left out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict

from shared.errors import FieldError
from shared.words import N_

# All control characters but tab, line feed and carriage return; what embeds or overrides the
# direction of text; what no exchange of text may hold.
UNSEEN = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# In JSON such a character is written as it is or by an escape.
_MAY_HOLD = re.compile(rf"{UNSEEN.pattern}|\\[ubf]")
MOST_NAMED = 100


class PlainRequest(Request):
    """A request whose form fields hold nothing unseen."""

    def _load_form_data(self) -> None:
        if "form" in self.__dict__:
            return
        super()._load_form_data()
        fields = self.__dict__["form"]
        if any(UNSEEN.search(text) for text in fields.values()):
            plain = [(name, UNSEEN.sub("", text)) for name, text in fields.items(multi=True)]
            self.__dict__["form"] = ImmutableMultiDict(plain)


def unseen_in(text: str, value: Any) -> list[FieldError]:
    """Return the fields of a JSON value, read from a text, that hold unseen characters."""
    if not _MAY_HOLD.search(text):
        return []
    found = (path for path, each in _texts(value) if UNSEEN.search(each))
    said = N_("不能有控制字符或改变文字方向的字符")
    return [FieldError(path, said) for path, _ in zip(found, range(MOST_NAMED), strict=False)]


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
        return
    inner = dict(enumerate(value)) if isinstance(value, list) else value
    for key, each in inner.items() if isinstance(inner, Mapping) else ():
        yield from _texts(each, f"{path}.{key}" if path else str(key))
