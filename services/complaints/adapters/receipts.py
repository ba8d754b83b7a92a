"""Receipts of anonymous reports: drawn from the report's own secret, kept as a slow digest.

The salt is the same for all receipts of the installation, so that a receipt is found by its digest
alone; it is a setting and never in the database, so that a copy of the database cannot be tried
against all receipts there are.
"""

import hmac
from hashlib import scrypt, sha256

from services.complaints.domain.cases.receipt import COUNT, written_receipt

COST = 2**15
BLOCK = 8
MEMORY_BYTES = 64 * 1024 * 1024
DIGEST_BYTES = 32


class ScryptReceipts:
    """Draws receipts and digests them; a digest takes about 80 ms and 32 MB."""

    def __init__(self, salt: bytes) -> None:
        """Use this salt of at least 32 bytes."""
        self._salt = scrypt_salt(salt)
        self._drawing = hmac.digest(salt, b"receipt", sha256)

    def draw(self, secret: str, attempt: int) -> str:
        """Return the receipt of a report that keeps this secret; each attempt has another."""
        drawn = hmac.digest(self._drawing, f"{attempt}|{secret}".encode(), sha256)
        return written_receipt(int.from_bytes(drawn, "big") % COUNT)

    def digest(self, receipt: str) -> str:
        """Return what is kept of a receipt."""
        kept = scrypt(
            receipt.encode(),
            salt=self._salt,
            n=COST,
            r=BLOCK,
            p=1,
            maxmem=MEMORY_BYTES,
            dklen=DIGEST_BYTES,
        )
        return kept.hex()


def scrypt_salt(salt: bytes) -> bytes:
    """Return the part of the setting that salts digests; drawing uses another."""
    return hmac.digest(salt, b"digest", sha256)
