"""The English of the sentences of a check, for those who answer without a page's request."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

_FOLDERS = ("catalogue", "rates")
_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


@cache
def english_texts() -> Mapping[str, str]:
    """Return Chinese text → English text of the catalogue and the charge check."""
    texts: dict[str, str] = {}
    for folder in _FOLDERS:
        with (_TEMPLATES / folder / "en.po").open("rb") as file:
            for message in read_po(file, locale="en"):
                if isinstance(message.id, str) and isinstance(message.string, str):
                    texts[message.id] = message.string
    return texts
