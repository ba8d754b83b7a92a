"""The wrapped data keys as an operator looks after them: which open, under which master key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from bson.codec_options import CodecOptions
from pymongo.encryption import ClientEncryption
from pymongo.errors import EncryptionError

from services.complaints.adapters.vault import (
    ALGORITHM,
    FIRST_PROVIDER,
    KEYS,
    LOST,
    again_sealed,
    provider_of,
    providers,
)
from shared.mongo.client import Document, Documents, again

_PLAIN: CodecOptions[Document] = CodecOptions()


class Opens(StrEnum):
    """What opens a data key."""

    PRESENT = "master key"
    FORMER = "master key before"
    NOTHING = "no key that is set"
    LOST = "given up"


@dataclass(frozen=True, kw_only=True)
class DataKey:
    """One data key: whose it is and what opens it."""

    owner: str
    opens: Opens


class VaultKeys:
    """Looks at the data keys, wraps them anew, gives up those that nothing opens."""

    def __init__(self, database: Documents, master_key: bytes, before: bytes | None) -> None:
        """Look after the keys of this database."""
        self._keys = database[KEYS]
        self._present = provider_of(master_key)
        self._former = {FIRST_PROVIDER, provider_of(before)} if before else set()
        self._encryption: ClientEncryption[Document] = ClientEncryption(
            {name: {"key": key} for name, key in providers(master_key, before).items()},
            f"{database.name}.{KEYS}",
            database.client,
            _PLAIN,
        )

    def look(self) -> list[DataKey]:
        """Return every data key, each tried."""
        return [DataKey(owner=_owner(row), opens=self._opens(row)) for row in self._rows()]

    def wrap_anew(self) -> int:
        """Wrap under the present master key what the former one wraps; return how many."""
        former = {"masterKey.provider": {"$in": sorted(self._former)}}
        done = again_sealed(lambda: self._encryption.rewrap_many_data_key(former, self._present))
        return done.bulk_write_result.matched_count if done.bulk_write_result else 0

    def give_up(self, on: date) -> Sequence[str]:
        """Take the names from data keys that nothing opens, so that new ones are made."""
        given_up = []
        for row in self._rows():
            if self._opens(row) is not Opens.NOTHING:
                continue
            owner = _owner(row)
            name = f"{LOST}{on.isoformat()}|{owner}|{row['_id'].hex()}"
            change = {"$set": {"keyAltNames": [name]}}
            again(partial(self._keys.update_one, {"_id": row["_id"]}, change))
            given_up.append(owner)
        return given_up

    def close(self) -> None:
        """Release what the encryption library holds."""
        self._encryption.close()

    def _rows(self) -> list[Document]:
        return again(lambda: list(self._keys.find()))

    def _opens(self, row: Document) -> Opens:
        if _owner(row).startswith(LOST):
            return Opens.LOST
        try:
            again_sealed(lambda: self._encryption.encrypt("", ALGORITHM, key_id=row["_id"]))
        except EncryptionError:
            return Opens.NOTHING
        former = row["masterKey"]["provider"] in self._former
        return Opens.FORMER if former else Opens.PRESENT


def _owner(row: Document) -> str:
    return str(next(iter(row.get("keyAltNames", ())), "?"))
