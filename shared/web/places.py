"""The ports of the platform by the id of their city: one data file each in `shared/web/cities`."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from flask import Flask, current_app

from shared.web.language import words

CITIES = Path(__file__).parent / "cities"
EXTENSION = "fairport-places"

Names = Mapping[str, str]


class PlaceFileError(Exception):
    """The file of a city cannot be used; the text names the file and what is wrong."""


@cache
def load_places(folder: Path = CITIES) -> Mapping[str, Names]:
    """Return the name of each city's port, {"zh", "en"}, by the id of the city.

    Raises:
        PlaceFileError: a file does not hold an id and both names, or an id is there twice.
    """
    found: dict[str, Names] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            row = json.loads(path.read_text(encoding="utf-8"))
            city, names = row["id"], {"zh": row["zh"], "en": row["en"]}
        except (OSError, ValueError, TypeError, KeyError) as problem:
            raise PlaceFileError(f"{path.name}: needs id, zh and en ({problem})") from problem
        if not all(isinstance(each, str) and each for each in (city, *names.values())):
            raise PlaceFileError(f"{path.name}: id, zh and en are texts")
        if city in found:
            raise PlaceFileError(f"{path.name}: {city} is there twice")
        found[city] = names
    return found


def install_places(app: Flask, places: Mapping[str, Names]) -> None:
    """Let the pages of an app name these ports."""
    app.extensions[EXTENSION] = places


def places() -> Mapping[str, Names]:
    """Return the ports that the present app names."""
    found: Mapping[str, Names] = current_app.extensions[EXTENSION]
    return found


def place_name(city: str) -> str:
    """Return the name of a city's port in the language of the request, the id without one."""
    return words(places().get(city, city))
