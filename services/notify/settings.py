"""What the notify service reads from the environment."""

import os
from dataclasses import dataclass

from shared.setting_kinds import (
    ClientSecret,
    Count,
    Database,
    DocumentStore,
    Filled,
    InboxKey,
    MailSender,
    MailServer,
    Places,
    WebAddress,
)
from shared.settings import load
from shared.web.web_settings import WebSettings


@dataclass(frozen=True, kw_only=True)
class Settings(WebSettings):
    """Addresses of the stores, of the mail server and of the complaints service.

    `blind_index_key` (base64, 32 bytes) hides whose an inbox is. `service_client_id` and
    `service_client_secret` are those of the client that may resolve recipients.
    """

    mongo_url: DocumentStore
    mongo_database: Database = "notify"
    kafka_bootstrap: Places
    replication_factor: Count = 1
    blind_index_key: InboxKey
    smtp_url: MailServer
    mail_from: MailSender
    complaints_url: WebAddress
    service_client_id: Filled = "notify-service"
    service_client_secret: ClientSecret


def settings_from_environment() -> Settings:
    """Return the settings that the environment holds.

    Raises:
        SettingMissing: names what is not there.
    """
    return load(Settings, os.environ)
