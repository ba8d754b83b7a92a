"""Explicit client-side encryption: a data key per department, wrapped by one master key."""

from bson.binary import Binary
from bson.codec_options import CodecOptions
from pymongo import ASCENDING, IndexModel
from pymongo.encryption import ClientEncryption
from pymongo.errors import DuplicateKeyError, EncryptionError

from shared.mongo.client import Document, Documents, again

KEYS = "keys"
PROVIDER = "local:fairport"
KEY_INDEXES = [IndexModel([("keyAltNames", ASCENDING)], name="keyAltNames", unique=True)]
MASTER_KEY_BYTES = 96
_ALGORITHM = "AEAD_AES_256_CBC_HMAC_SHA_512-Random"
_CIPHERTEXT = 6
_PLAIN: CodecOptions[Document] = CodecOptions()


class MongoVault:
    """Seals texts with the key of their owner; the master key is never in the database."""

    def __init__(self, database: Documents, master_key: bytes) -> None:
        """Keep the wrapped data keys in this database."""
        self._keys = database[KEYS]
        self._encryption: ClientEncryption[Document] = ClientEncryption(
            {PROVIDER: {"key": master_key}},
            f"{database.name}.{KEYS}",
            database.client,
            _PLAIN,
        )
        self._known: dict[str, Binary] = {}

    def seal(self, owner: str, plain: str) -> bytes:
        """Return the text as a ciphertext under the owner's key."""
        key = self._key_of(owner)
        sealed = again(lambda: self._encryption.encrypt(plain, _ALGORITHM, key_id=key))
        return bytes(sealed)

    def open(self, sealed: bytes) -> str:
        """Return the text of a ciphertext."""
        cipher = Binary(bytes(sealed), _CIPHERTEXT)
        return str(again(lambda: self._encryption.decrypt(cipher)))

    def reseal(self, sealed: bytes, owner: str) -> bytes:
        """Return the ciphertext under another owner's key."""
        return self.seal(owner, self.open(sealed))

    def close(self) -> None:
        """Release what the encryption library holds."""
        self._encryption.close()

    def _key_of(self, owner: str) -> Binary:
        if owner not in self._known:
            self._known[owner] = self._found(owner) or self._made(owner)
        return self._known[owner]

    def _found(self, owner: str) -> Binary | None:
        row = again(lambda: self._keys.find_one({"keyAltNames": owner}))
        return Binary(row["_id"], row["_id"].subtype) if row else None

    def _made(self, owner: str) -> Binary:
        try:
            return again(lambda: self._encryption.create_data_key(PROVIDER, key_alt_names=[owner]))
        except (DuplicateKeyError, EncryptionError):
            found = self._found(owner)
            if found is None:
                raise
            return found
