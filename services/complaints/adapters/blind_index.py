"""Equality without the value: a keyed hash of the normalised identifier."""

import hmac
import unicodedata
from hashlib import sha256


class HmacBlindIndex:
    """HMAC-SHA-256 under a key of the installation that is not in the database."""

    def __init__(self, key: bytes) -> None:
        """Hash under this key of at least 32 bytes."""
        self._key = key

    def of(self, kind: str, identifier: str) -> str:
        """Return the keyed hash of an identifier; case, width and blanks do not count."""
        plain = "".join(unicodedata.normalize("NFKC", identifier).split()).casefold()
        return self.exactly(kind, plain)

    def exactly(self, kind: str, text: str) -> str:
        """Return the keyed hash of a text as it stands, to the last blank."""
        return hmac.new(self._key, f"{kind}|{text}".encode(), sha256).hexdigest()
