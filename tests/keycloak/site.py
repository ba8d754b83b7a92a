"""The three services at one address, signing people in at an issuer."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask

from services.complaints import app as complaints_app
from services.complaints import container as complaints
from services.complaints.adapters import indexes as complaints_indexes
from services.credit import app as credit_app
from services.credit import container as credit
from services.credit.commands.loops import create_indexes as create_credit_indexes
from services.credit.settings import Settings as CreditSettings
from services.notify import app as notify_app
from services.notify import container as notify
from services.notify.adapters import indexes as notify_indexes
from services.notify.settings import Settings as NotifySettings
from shared.local.gateway import CREDIT, NOTIFY
from shared.local.wsgi import by_prefix
from shared.mongo.client import Documents
from tests.browser.serving import served
from tests.complaints import SETTINGS, rules
from tests.conftest import own_database
from tests.journeys.product import NAMES, with_own_index
from tests.keycloak.server import NOTIFY_SECRET, WEB_SECRET


@dataclass(frozen=True, kw_only=True)
class Site:
    """The product as people and systems reach it."""

    url: str
    apps: Mapping[str, Flask]

    @property
    def app(self) -> Flask:
        """Return the application that signs people in."""
        return self.apps["complaints"]

    def session_in(self, cookies: Mapping[str, str]) -> dict[str, Any]:
        """Return what the product keeps in a browser's session cookie."""
        interface: Any = self.app.session_interface
        text = cookies.get(str(self.app.config["SESSION_COOKIE_NAME"]))
        return dict(interface.get_signing_serializer(self.app).loads(text)) if text else {}


@contextmanager
def running(url: str, issuer: str, *, mongo_url: str, search_url: str) -> Iterator[Site]:
    """Give the product at an address, with databases and an index of its own."""
    web = {
        "secret_key": "k" * 32,
        "public_url": url,
        "oidc_issuer": issuer,
        "oidc_client_id": "fairport-web",
        "oidc_client_secret": WEB_SECRET,
    }
    with ExitStack() as stack:
        databases = {name: stack.enter_context(own_database(mongo_url)) for name in NAMES}
        apps = {
            "complaints": _complaints(web, databases["complaints"], search_url),
            "credit": _credit(web, databases["credit"]),
            "notify": _notify(web, databases["notify"]),
        }
        table = dict.fromkeys(CREDIT, apps["credit"].wsgi_app)
        table |= dict.fromkeys(NOTIFY, apps["notify"].wsgi_app)
        one = by_prefix(table, apps["complaints"].wsgi_app)
        stack.enter_context(served(one, int(url.rpartition(":")[2])))
        yield Site(url=url, apps=apps)


def _complaints(web: Mapping[str, Any], database: Documents, search_url: str) -> Flask:
    complaints_indexes.create_indexes(database)
    settings = replace(SETTINGS, elasticsearch_url=search_url, **web)
    c = complaints.build_container(settings, database=database)
    return complaints_app.create_app(with_own_index(replace(c, rules=rules()), search_url))


def _credit(web: Mapping[str, Any], database: Documents) -> Flask:
    create_credit_indexes(database)
    settings = CreditSettings(mongo_url="", kafka_bootstrap="", **web)
    return credit_app.create_app(credit.build_container(settings, database=database))


def _notify(web: Mapping[str, Any], database: Documents) -> Flask:
    notify_indexes.create_indexes(database)
    settings = NotifySettings(
        mongo_url="",
        kafka_bootstrap="",
        blind_index_key=SETTINGS.blind_index_key,
        smtp_url="smtp://127.0.0.1:1",
        mail_from="口岸协同平台 <no-reply@port.example>",
        complaints_url=web["public_url"],
        service_client_secret=NOTIFY_SECRET,
        **web,
    )
    return notify_app.create_app(notify.build_container(settings, database=database))
