"""The three services as one product, with a sign-in provider and a mail server of its own."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import requests
from aiosmtpd.controller import Controller
from flask import Flask
from flask.testing import FlaskClient

from services.complaints import app as complaints_app
from services.complaints import consumers as complaints_consumers
from services.complaints import container as complaints
from services.complaints.adapters import indexes as complaints_indexes
from services.complaints.adapters.case_index import ElasticCaseIndex, open_index_client
from services.complaints.adapters.case_lists import CASES
from services.complaints.adapters.text_folding import fold
from services.complaints.commands.index_watch import SECONDS, IndexWatch
from services.complaints.commands.loops import WITH_OUTBOX
from services.credit import app as credit_app
from services.credit import consumers as credit_consumers
from services.credit import container as credit
from services.credit.adapters.indexes import SUBJECTS
from services.credit.commands.loops import create_indexes as create_credit_indexes
from services.credit.settings import Settings as CreditSettings
from services.notify import app as notify_app
from services.notify import consumers as notify_consumers
from services.notify import container as notify
from services.notify.adapters import indexes as notify_indexes
from services.notify.adapters.contact_files import read_contacts
from services.notify.commands.loops import send_loop
from services.notify.domain.plans.plan import Channel, Lane
from services.notify.settings import Settings as NotifySettings
from services.notify.usecases.import_contacts import import_contacts
from shared.kafka.consumer import Subscription, subscribe_all
from shared.kafka.producer import KafkaBroker
from shared.kafka.topics import ensure_topics
from shared.local.engines import EngineAddresses
from shared.local.ports import unused_ports
from shared.local.sign_in.app import create_sign_in
from shared.loops import Loop
from shared.messaging.relay import Relay
from shared.mongo.client import Documents
from shared.mongo.outbox import MongoOutbox
from shared.principal import Principal
from shared.processes import every
from shared.relay_loop import relay_loop
from shared.web.web_settings import WebSettings
from tests.browser.serving import served
from tests.clock import FixedClock
from tests.complaints import NOW, SETTINGS, rules
from tests.conftest import own_database
from tests.contracts.notify.deployment import MailServer
from tests.engines.own_index import own_alias
from tests.sign_in import sign_in

NAMES = ("complaints", "credit", "notify")
CONTACTS = Path(__file__).parents[2] / "shared" / "local" / "sample" / "notify" / "contacts.json"
NOTIFY_SECRET = "secret of notify"
CHANGES = {"complaints": CASES, "credit": SUBJECTS, "notify": notify_indexes.MESSAGES}
SENDING = {**{name: (table,) for name, table in CHANGES.items()}, "complaints": WITH_OUTBOX}


@dataclass(frozen=True, kw_only=True)
class Product:
    """Everything a journey goes through."""

    engines: EngineAddresses
    databases: Mapping[str, Documents]
    clock: FixedClock
    mail: MailServer
    issuer: str
    complaints: complaints.Container
    credit: credit.Container
    notify: notify.Container
    apps: Mapping[str, Flask]

    def person(self, service: str, person: Principal) -> FlaskClient:
        """Return a browser in which a person is signed in."""
        return sign_in(self.apps[service].test_client(), person)

    def system(
        self, service: str, client_id: str, *scopes: str
    ) -> tuple[FlaskClient, dict[str, str]]:
        """Return a client, and the header with the token that the provider gives a system."""
        answer = requests.post(
            f"{self.issuer}/token",
            data={"grant_type": "client_credentials", "scope": " ".join(scopes)},
            auth=(client_id, f"demo-{client_id}"),
            timeout=10,
        )
        token = answer.json()["access_token"]
        return self.apps[service].test_client(), {"Authorization": f"Bearer {token}"}

    def outbox(self, name: str) -> MongoOutbox:
        """Return what a service has to send."""
        return MongoOutbox(self.databases[name], list(SENDING[name]))

    def subscriptions(self, name: str) -> Sequence[Subscription]:
        """Return what a service listens to."""
        if name == "complaints":
            return complaints_consumers.subscriptions(self.complaints)
        if name == "credit":
            return credit_consumers.subscriptions(self.credit)
        return notify_consumers.subscriptions(self.notify)

    def loops(self) -> list[Loop]:
        """Return the loops of the three `work` processes."""
        loops = [every(SECONDS, IndexWatch(self.complaints).look)]
        loops += [send_loop(self.notify, channel, lane) for channel in Channel for lane in Lane]
        for name in NAMES:
            loops += subscribe_all(
                self.subscriptions(name),
                bootstrap=self.engines.kafka_bootstrap,
                broker=self.broker,
            )
            relay = Relay(outbox=self.outbox(name), broker=self.broker(), now=self.clock)
            loops.append(relay_loop(relay, service=name, database=self.databases[name]))
        return loops

    def broker(self) -> KafkaBroker:
        """Return a connection to the broker."""
        bootstrap = self.engines.kafka_bootstrap
        return KafkaBroker(bootstrap, partial(ensure_topics, bootstrap, replication_factor=1))

    @contextmanager
    def working(self) -> Iterator[None]:
        """Run the loops of all services in threads."""
        ensure_topics(self.engines.kafka_bootstrap, replication_factor=1)
        stop = threading.Event()
        threads = [
            threading.Thread(target=loop, args=(stop,), daemon=True) for loop in self.loops()
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join(timeout=30)
            assert not any(thread.is_alive() for thread in threads)


@contextmanager
def running(
    engines: EngineAddresses, databases: Mapping[str, Documents], root: Path
) -> Iterator[Product]:
    """Give the product with its pages, its sign-in provider and its mail server; no loop runs."""
    idp, pages, post = unused_ports(3)
    issuer = f"http://127.0.0.1:{idp}/idp"
    clock, mail = FixedClock(NOW), MailServer()
    filing = _complaints(engines, databases["complaints"], issuer, clock)
    record = _credit(databases["credit"], issuer, clock)
    telling = _notify(databases["notify"], issuer, clock, pages=pages, post=post)
    apps = {
        "complaints": complaints_app.create_app(filing),
        "credit": credit_app.create_app(record),
        "notify": notify_app.create_app(telling),
    }
    with ExitStack() as stack:
        stack.enter_context(served(_provider(issuer, root), idp))
        stack.enter_context(served(apps["complaints"], pages))
        stack.enter_context(_receiving(mail, post))
        yield Product(
            engines=engines,
            databases=databases,
            clock=clock,
            mail=mail,
            issuer=issuer,
            complaints=filing,
            credit=record,
            notify=telling,
            apps=apps,
        )


@contextmanager
def without_broker(mongo_url: str, elasticsearch_url: str, root: Path) -> Iterator[Product]:
    """Give a product over databases of its own; nothing carries events unless the test does."""
    engines = EngineAddresses(
        mongo_url=mongo_url, kafka_bootstrap="127.0.0.1:1", elasticsearch_url=elasticsearch_url
    )
    with ExitStack() as stack:
        databases = {name: stack.enter_context(own_database(mongo_url)) for name in NAMES}
        yield stack.enter_context(running(engines, databases, root))


def with_own_index(c: complaints.Container, url: str) -> complaints.Container:
    """Return the container over an index nobody else uses."""
    index = ElasticCaseIndex(open_index_client(url), fold=fold, alias=own_alias())
    return replace(c, index=index)


def _complaints(
    engines: EngineAddresses, database: Documents, issuer: str, clock: FixedClock
) -> complaints.Container:
    complaints_indexes.create_indexes(database)
    settings = replace(
        SETTINGS,
        kafka_bootstrap=engines.kafka_bootstrap,
        elasticsearch_url=engines.elasticsearch_url,
        oidc_issuer=issuer,
    )
    c = complaints.build_container(settings, database=database, now=clock)
    return with_own_index(replace(c, rules=rules()), engines.elasticsearch_url)


def _credit(database: Documents, issuer: str, clock: FixedClock) -> credit.Container:
    create_credit_indexes(database)
    settings = CreditSettings(
        secret_key="k" * 32, mongo_url="", kafka_bootstrap="", oidc_issuer=issuer
    )
    return credit.build_container(settings, database=database, now=clock)


def _notify(
    database: Documents, issuer: str, clock: FixedClock, *, pages: int, post: int
) -> notify.Container:
    notify_indexes.create_indexes(database)
    settings = NotifySettings(
        secret_key="k" * 32,
        mongo_url="",
        kafka_bootstrap="",
        oidc_issuer=issuer,
        blind_index_key=SETTINGS.blind_index_key,
        smtp_url=f"smtp://127.0.0.1:{post}",
        mail_from="口岸协同平台 <no-reply@port.example>",
        complaints_url=f"http://127.0.0.1:{pages}",
        service_client_secret=NOTIFY_SECRET,
    )
    c = notify.build_container(settings, database=database, now=clock)
    import_contacts(read_contacts(CONTACTS), contacts=c.contacts)
    return c


def _provider(issuer: str, root: Path):
    settings = WebSettings(secret_key="k" * 32, oidc_issuer=issuer)
    secrets = {"NOTIFY_CLIENT_SECRET": NOTIFY_SECRET, "WEB_CLIENT_SECRET": "secret of pages"}
    return create_sign_in(settings, key_file=root / "key.pem", secrets=secrets)


@contextmanager
def _receiving(mail: MailServer, port: int) -> Iterator[None]:
    controller = Controller(mail, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop(no_assert=True)
