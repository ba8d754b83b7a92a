"""The names of ports on the pages of promises."""

from shared.web.language import say
from shared.web.ui import PLACES


def place_name(city: str) -> str:
    """Return the name of a city's port, the id where no page names it yet."""
    return say(PLACES.get(city, city))
