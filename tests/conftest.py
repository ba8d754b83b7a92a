"""Fixtures for every kind of test.

Which one to take:
- nothing: domain, use cases and other pure code;
- `mongo_database`: a store, an outbox, a number book; a database of its own for each test;
- `kafka_bootstrap`, `elasticsearch_url`: for each module a broker without the product's topics,
  and an index server; name indexes with `own_alias` of `tests.engines.own_index`;
- `engines`: whole processes; all three addresses;
- `clock`: a time that stands still until the test moves it.
- `signed_in(client, principal)`: a person's session; writes of the client carry the form token;
- `bearer(principal, *scopes)`: the header of a system; the app must trust the test issuer first:
  `trust_test_issuer(app)` of `tests.sign_in`.

Engines come from MONGO_URL, KAFKA_BOOTSTRAP and ELASTICSEARCH_URL where these are set, else
ones of the run's own are started. An engine asked for and absent is a failure.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from pymongo import monitoring

from shared.local.engines import EngineAddresses
from shared.mongo.client import Documents, connect
from shared.principal import Principal
from tests.clock import FixedClock
from tests.compiled_routes import share_compiled_routes
from tests.compiled_templates import share_compiled_templates
from tests.engines import address
from tests.engines.own_index import drop_own_indexes
from tests.engines.scans import ScanWatch
from tests.engines.shared_broker import emptied
from tests.memory_files import keep_files_in_memory
from tests.plain_logs import plain_logs
from tests.quick_receipts import digest_quickly
from tests.sign_in import sign_in
from tests.tokens import bearer as bearer_header

SCANS = ScanWatch()
monitoring.register(SCANS)
plain_logs()
keep_files_in_memory()
digest_quickly()
share_compiled_templates()
share_compiled_routes()
# Whether a property holds does not depend on how busy the machine is.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


@pytest.fixture(scope="session")
def mongo_url(tmp_path_factory) -> Iterator[str]:
    with address("MONGO_URL", tmp_path_factory.mktemp("documents")) as url:
        yield url


@pytest.fixture
def mongo_database(mongo_url: str) -> Iterator[Documents]:
    with own_database(mongo_url) as database:
        yield database


@contextmanager
def own_database(url: str) -> Iterator[Documents]:
    """Give an empty database; afterwards no query may have read a whole collection of it."""
    database = connect(url, f"test_{uuid4().hex}")
    yield database
    wrong = SCANS.complaints(database)
    database.client.drop_database(database.name)
    database.client.close()
    assert wrong == []


@pytest.fixture(scope="module")
def kafka_bootstrap(tmp_path_factory) -> Iterator[str]:
    with ExitStack() as stack:
        bootstrap = stack.enter_context(address("KAFKA_BOOTSTRAP", _directory(tmp_path_factory)))
        if "KAFKA_BOOTSTRAP" in os.environ:
            stack.enter_context(emptied(bootstrap))
        yield bootstrap


@pytest.fixture(scope="module")
def elasticsearch_url(tmp_path_factory) -> Iterator[str]:
    with address("ELASTICSEARCH_URL", _directory(tmp_path_factory)) as url:
        yield url
        drop_own_indexes(url)


@pytest.fixture(scope="module")
def engines(mongo_url: str, kafka_bootstrap: str, elasticsearch_url: str) -> EngineAddresses:
    return EngineAddresses(
        mongo_url=mongo_url, kafka_bootstrap=kafka_bootstrap, elasticsearch_url=elasticsearch_url
    )


@pytest.fixture
def signed_in() -> Callable[[FlaskClient, Principal], FlaskClient]:
    return sign_in


@pytest.fixture
def bearer() -> Callable[..., dict[str, str]]:
    return bearer_header


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


def _directory(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("engine")
