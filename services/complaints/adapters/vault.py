"""Explicit client-side encryption: a data key per department, wrapped by one master key.

A data key says by the name of its provider which master key wraps it: `FIRST_PROVIDER` the one
that an installation began with, else a mark of the master key itself. So two master keys can be
in use while one takes the place of the other.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import TypeVar

from bson.binary import UUID_SUBTYPE, Binary
from bson.codec_options import CodecOptions
from pymongo import ASCENDING, IndexModel
from pymongo.encryption import ClientEncryption
from pymongo.errors import (
    ConnectionFailure,
    DuplicateKeyError,
    EncryptionError,
    ExecutionTimeout,
)

from services.complaints.ports.seal_lost import SealLost
from shared.mongo.client import Document, Documents, again

KEYS = "keys"
FIRST_PROVIDER = "local:fairport"
LOST = "lost|"
KEY_INDEXES = [IndexModel([("keyAltNames", ASCENDING)], name="keyAltNames", unique=True)]
MASTER_KEY_BYTES = 96
ALGORITHM = "AEAD_AES_256_CBC_HMAC_SHA_512-Random"
_CIPHERTEXT = 6
_PLAIN: CodecOptions[Document] = CodecOptions()
T = TypeVar("T")


class MongoVault:
    """Seals texts with the key of their owner; the master key is never in the database."""

    def __init__(self, database: Documents, master_key: bytes, before: bytes | None = None) -> None:
        """Keep the wrapped data keys in this database.

        Args:
            database: where they lie.
            master_key: wraps new ones.
            before: the master key that this one takes the place of, while it does.
        """
        self._keys = database[KEYS]
        self._encryption: ClientEncryption[Document] = ClientEncryption(
            {name: {"key": key} for name, key in providers(master_key, before).items()},
            f"{database.name}.{KEYS}",
            database.client,
            _PLAIN,
        )
        self._provider = provider_of(master_key) if before else FIRST_PROVIDER
        self._known: dict[str, Binary] = {}

    def seal(self, owner: str, plain: str) -> bytes:
        """Return the text as a ciphertext under the owner's key."""
        key = self._key_of(owner)
        sealed = again_sealed(lambda: self._encryption.encrypt(plain, ALGORITHM, key_id=key))
        return bytes(sealed)

    def open(self, sealed: bytes) -> str:
        """Return the text of a ciphertext.

        Raises:
            SealLost: its data key was given up, because no master key opens it.
        """
        cipher = Binary(bytes(sealed), _CIPHERTEXT)
        with self._unless_lost(bytes(sealed)):
            return str(again_sealed(lambda: self._encryption.decrypt(cipher)))

    def reseal(self, sealed: bytes, owner: str) -> bytes:
        """Return the ciphertext under another owner's key."""
        return self.seal(owner, self.open(sealed))

    def close(self) -> None:
        """Release what the encryption library holds."""
        self._encryption.close()

    @contextmanager
    def _unless_lost(self, sealed: bytes) -> Iterator[None]:
        try:
            yield
        except EncryptionError:
            key = Binary(sealed[1:17], UUID_SUBTYPE)
            row = again(lambda: self._keys.find_one({"_id": key})) or {}
            if any(name.startswith(LOST) for name in row.get("keyAltNames", ())):
                raise SealLost from None
            raise

    def _key_of(self, owner: str) -> Binary:
        if owner not in self._known:
            self._known[owner] = self._found(owner) or self._made(owner)
        return self._known[owner]

    def _found(self, owner: str) -> Binary | None:
        row = again(lambda: self._keys.find_one({"keyAltNames": owner}))
        return Binary(row["_id"], row["_id"].subtype) if row else None

    def _made(self, owner: str) -> Binary:
        try:
            return again_sealed(
                lambda: self._encryption.create_data_key(self._provider, key_alt_names=[owner])
            )
        except (DuplicateKeyError, EncryptionError):
            found = self._found(owner)
            if found is None:
                raise
            return found


def again_sealed(operation: Callable[[], T]) -> T:
    """Return what the operation on sealed texts returns, trying again while the store is away.

    The driver hides a lost connection to the data keys in an error of encryption.

    Raises:
        Unavailable: the store stayed away for all tries.
    """

    def told_plainly() -> T:
        try:
            return operation()
        except EncryptionError as error:
            if isinstance(error.cause, ConnectionFailure | ExecutionTimeout):
                raise error.cause from error
            raise

    return again(told_plainly)


def provider_of(master_key: bytes) -> str:
    """Return the name under which a data key says that this master key wraps it."""
    return f"local:k{sha256(b'fairport master key' + master_key).hexdigest()[:12]}"


def providers(master_key: bytes, before: bytes | None) -> dict[str, bytes]:
    """Return the master keys in use by the names that data keys know them by.

    What says `FIRST_PROVIDER` was wrapped while only one master key was set: the former one, as
    long as there is one.
    """
    own = {FIRST_PROVIDER: before or master_key, provider_of(master_key): master_key}
    return own | ({provider_of(before): before} if before else {})
