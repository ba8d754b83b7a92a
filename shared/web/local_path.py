"""Addresses to go back to: only paths of this product."""

from urllib.parse import urlsplit


def local_path(text: str | None, otherwise: str = "/") -> str:
    r"""Return the text if it is a path of this product, else the other path.

    Browsers read `//host`, `/\host` and paths with control characters as other places.
    """
    if not text or not text.startswith("/") or text[1:2] in {"/", "\\"}:
        return otherwise
    if any(ord(character) < 33 or ord(character) == 127 for character in text) or "\\" in text:
        return otherwise
    try:
        parts = urlsplit(text)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else text
