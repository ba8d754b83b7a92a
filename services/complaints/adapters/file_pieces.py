"""A file cut into encrypted pieces; the same file under the same key gives the same pieces.

A piece is AES-256-GCM over up to 1 MB less the tag; its nonce is its number, which no other piece
of that key has, and it is bound to the file, its place and whether it is the last one.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 1024 * 1024
TAG = 16
PIECE = CHUNK - TAG


def new_key() -> str:
    """Return a key for one file, in base64."""
    return b64encode(AESGCM.generate_key(256)).decode()


def count_of(size: int) -> int:
    """Return into how many pieces a file of that many bytes is cut."""
    return -(-size // PIECE)


def sealed_size(size: int) -> int:
    """Return how many bytes all pieces of a file have."""
    return size + count_of(size) * TAG


class FilePieces:
    """The pieces of one file, in both directions."""

    def __init__(self, file_id: str, key: str, size: int) -> None:
        """Stand for a file of `size` bytes; `key` as `new_key` gave it."""
        self._file_id = file_id
        self._cipher = AESGCM(b64decode(key))
        self._count = count_of(size)

    def seal(self, content: BinaryIO) -> Iterator[tuple[int, bytes]]:
        """Yield number and ciphertext of each piece of the content, from its beginning."""
        content.seek(0)
        for number in range(self._count):
            piece = content.read(PIECE)
            yield number, self._cipher.encrypt(_nonce(number), piece, self._bound_to(number))

    def open(self, number: int, sealed: bytes) -> bytes:
        """Return a piece.

        Raises:
            InvalidTag: it was changed, or belongs elsewhere.
        """
        return self._cipher.decrypt(_nonce(number), sealed, self._bound_to(number))

    def _bound_to(self, number: int) -> bytes:
        last = number == self._count - 1
        return f"{self._file_id}|{number}|{int(last)}".encode()


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")
