"""The texts a part of the product uses, and the English it has for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "lazy_gettext": None}
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
OPTIONS = {"**.html": {"silent": "false"}, "**.txt": {"silent": "false"}}


@dataclass(frozen=True)
class Text:
    """One text to translate and where it stands."""

    id: str
    place: str


def parts() -> list[Path]:
    """Return shared and each service: each is translated by the `en.po` files below it."""
    services = sorted(p for p in (ROOT / "services").iterdir() if (p / "__init__.py").exists())
    return [ROOT / "shared", *services]


@cache
def texts_of(part: Path) -> tuple[Text, ...]:
    """Return the texts in templates and Python below a part."""
    found = extract_from_dir(part, METHODS, OPTIONS, keywords=KEYWORDS)
    return tuple(
        Text(source, f"{part.name}/{file}:{line}")
        for file, line, message, _, _ in found
        for source in _sources(message)
    )


@cache
def english_of(part: Path) -> tuple[tuple[Path, Message], ...]:
    """Return the entries of all `en.po` files below a part."""
    return tuple(
        (path, message)
        for path in sorted((part if part.name == "shared" else part / "templates").rglob("en.po"))
        for message in read_po(path.open("rb"), locale="en")
        if message.id
    )


def _sources(message: str | tuple[str, ...]) -> Iterator[str]:
    yield message if isinstance(message, str) else message[0]
