"""The keyed hash by which an inbox knows its owner without naming one."""

import base64
import binascii
import hmac
from hashlib import sha256

from services.notify.ports import OwnerHash
from shared.settings import SettingWrong

_PURPOSE = b"notify-inbox-owner|"
_KEY_BYTES = 32


def keyed_owner_hash(key: str) -> OwnerHash:
    """Return the hash under a key of the installation (base64, 32 bytes): HMAC-SHA-256, hex.

    The purpose is part of what is hashed, so no other service's hash of the same person is equal.

    Raises:
        SettingWrong: the key is no such key.
    """
    try:
        secret = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SettingWrong(
            f"BLIND_INDEX_KEY: is not base64, expected {_KEY_BYTES} bytes in it"
        ) from error
    if len(secret) != _KEY_BYTES:
        raise SettingWrong(f"BLIND_INDEX_KEY: holds {len(secret)} bytes, expected {_KEY_BYTES}")

    def owner_hash(owner_ref: str) -> str:
        return hmac.new(secret, _PURPOSE + owner_ref.encode(), sha256).hexdigest()

    return owner_hash
