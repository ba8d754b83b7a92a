"""What the credit service reads from the environment."""

import os
from dataclasses import dataclass

from shared.setting_kinds import Count, Database, DocumentStore, Places
from shared.settings import load
from shared.web.web_settings import WebSettings


@dataclass(frozen=True, kw_only=True)
class Settings(WebSettings):
    """Addresses of the document store and the broker."""

    mongo_url: DocumentStore
    mongo_database: Database = "credit"
    kafka_bootstrap: Places
    replication_factor: Count = 1


def settings_from_environment() -> Settings:
    """Return the settings that the environment holds.

    Raises:
        SettingMissing: names what is not there.
    """
    return load(Settings, os.environ)
