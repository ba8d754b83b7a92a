"""What the notify service runs with, built once at start-up."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from services.notify.adapters.address_book import RecipientBook
from services.notify.adapters.contact_store import MongoContactStore
from services.notify.adapters.message_store import MongoMessageStore
from services.notify.adapters.owner_hash import keyed_owner_hash
from services.notify.adapters.rule_files import load_rules
from services.notify.adapters.service_token import ServiceToken
from services.notify.adapters.smtp_channel import SmtpChannel, SmtpServer
from services.notify.domain.plans.plan import Channel
from services.notify.ports import ContactStore, MessageStore, OwnerHash, Rules
from services.notify.settings import Settings
from services.notify.usecases.send_due import Sender
from shared.clock import utc_now
from shared.mongo.client import Documents, connect, ping


@dataclass(frozen=True, kw_only=True)
class Container:
    """The ports in use; a test builds its own over a database of its own."""

    settings: Settings
    messages: MessageStore
    contacts: ContactStore
    rules: Rules
    owner_hash: OwnerHash
    sender: Sender
    ping: Callable[[], None]
    now: Callable[[], datetime] = utc_now


def build_container(
    settings: Settings,
    *,
    database: Documents | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Container:
    """Connect to everything the service talks to.

    Args:
        settings: where that is.
        database: in the place of the one the settings name.
        now: the clock.
    """
    database = (
        connect(settings.mongo_url, settings.mongo_database) if database is None else database
    )
    rules = load_rules()
    messages, contacts = MongoMessageStore(database), MongoContactStore(database)
    return Container(
        settings=settings,
        messages=messages,
        contacts=contacts,
        rules=rules,
        owner_hash=keyed_owner_hash(settings.blind_index_key),
        sender=_sender(settings, messages, contacts, rules=rules, now=now),
        ping=partial(ping, database),
        now=now,
    )


def _sender(
    settings: Settings,
    messages: MessageStore,
    contacts: MongoContactStore,
    *,
    rules: Rules,
    now: Callable[[], datetime],
) -> Sender:
    mail = SmtpChannel(SmtpServer.of_url(settings.smtp_url), settings.mail_from)
    return Sender(
        messages=messages,
        addresses=RecipientBook(settings.complaints_url, _token(settings), contacts),
        outside={Channel.EMAIL: mail},
        rules=rules,
        owner_hash=keyed_owner_hash(settings.blind_index_key),
        public_url=settings.public_url,
        now=now,
        random=random.random,
    )


def _token(settings: Settings) -> ServiceToken:
    return ServiceToken(
        settings.oidc_issuer, settings.service_client_id, settings.service_client_secret
    )
