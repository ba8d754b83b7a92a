"""The English of what this service says, also where there is no request."""

from pathlib import Path

from shared.web.language import english_texts

_TEXTS = Path(__file__).parents[1] / "templates"


def english(text: str) -> str:
    """Return the English of a marked text, the text itself where there is none."""
    return english_texts((_TEXTS,))(text)
