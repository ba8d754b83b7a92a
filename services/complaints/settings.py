"""What the complaints service reads from the environment."""

import os
from dataclasses import dataclass

from shared.settings import load
from shared.web.web_settings import WebSettings


@dataclass(frozen=True, kw_only=True)
class Settings(WebSettings):
    """Addresses of the engines, and the three keys that are in no database.

    Args:
        master_key: 96 bytes in base64; wraps the data keys of the departments.
        master_key_before: the one it takes the place of, until `keys rotate` is through.
        blind_index_key: 32 bytes or more in base64; hashes identifiers for equality.
        receipt_salt: 32 bytes or more in base64; salts the digests of receipts.
    """

    mongo_url: str
    mongo_database: str = "complaints"
    kafka_bootstrap: str
    elasticsearch_url: str
    replication_factor: int = 1
    master_key: str
    master_key_before: str = ""
    blind_index_key: str
    receipt_salt: str


def settings_from_environment() -> Settings:
    """Return the settings that the environment holds.

    Raises:
        SettingMissing: names what is not there.
    """
    return load(Settings, os.environ)
