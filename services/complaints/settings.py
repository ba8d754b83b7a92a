"""What the complaints service reads from the environment."""

import os
from dataclasses import dataclass

from shared.setting_kinds import (
    Count,
    Database,
    DocumentStore,
    HashKey,
    Index,
    MailboxOrNone,
    MasterKey,
    MasterKeyOrNone,
    Places,
)
from shared.settings import load
from shared.web.web_settings import WebSettings


@dataclass(frozen=True, kw_only=True)
class Settings(WebSettings):
    """Addresses of the engines, the three keys that are in no database, the mailbox.

    Args:
        master_key: 96 bytes in base64; wraps the data keys of the departments.
        master_key_before: the one it takes the place of, until `keys rotate` is through.
        blind_index_key: 32 bytes or more in base64; hashes identifiers for equality.
        receipt_salt: 32 bytes or more in base64; salts the digests of receipts.
        imap_url: the mailbox of the complaint address; empty: no mail is taken in.
        imap_city: id of the city it belongs to; empty: clerks of every city see its letters.
    """

    mongo_url: DocumentStore
    mongo_database: Database = "complaints"
    kafka_bootstrap: Places
    elasticsearch_url: Index
    replication_factor: Count = 1
    master_key: MasterKey
    master_key_before: MasterKeyOrNone = ""
    blind_index_key: HashKey
    receipt_salt: HashKey
    imap_url: MailboxOrNone = ""
    imap_city: str = ""


def settings_from_environment() -> Settings:
    """Return the settings that the environment holds.

    Raises:
        SettingMissing: names what is not there.
    """
    return load(Settings, os.environ)
