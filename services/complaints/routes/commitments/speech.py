"""The English of what a delay check says, also where there is no request."""

from functools import cache
from pathlib import Path

from shared.web.language import english_catalogue

_TEXTS = Path(__file__).parents[2] / "templates"


def english(text: str) -> str:
    """Return the English of a marked text, the text itself where there is none."""
    return _english().get(text, text)


@cache
def _english() -> dict[str, str]:
    return {
        message.id: message.string
        for message in english_catalogue([_TEXTS / "commitments"])
        if isinstance(message.id, str) and isinstance(message.string, str) and message.string
    }
