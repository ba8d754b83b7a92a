"""The complaints application over engines with a few cases in store and index."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

from flask import Flask

from services.complaints.adapters.case_index import ElasticCaseIndex, open_index_client
from services.complaints.adapters.case_store import MongoCaseStore
from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.text_folding import fold
from services.complaints.app import create_app
from services.complaints.container import build_container
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.command import Command
from services.complaints.usecases.search.reindex_all import reindex_all
from shared.mongo.client import Documents, connect
from tests.clock import FixedClock
from tests.complaints import SETTINGS
from tests.engines.own_index import own_alias
from tests.sign_in import trust_test_issuer

NOWHERE = "http://127.0.0.1:1"


def search_app(
    database: Documents, elasticsearch_url: str, cases: list[Case], clock: FixedClock
) -> Flask:
    """Return the application; the cases are stored, and indexed where there is an index."""
    create_indexes(database)
    store = MongoCaseStore(database)
    for case in cases:
        store.add(case, [], Command(key=f"filing-{case.id}", fingerprint="f"))
    client = open_index_client(elasticsearch_url)
    index = ElasticCaseIndex(client, fold=fold, alias=own_alias())
    c = replace(build_container(SETTINGS, database=database, now=clock), index=index)
    if elasticsearch_url != NOWHERE:
        reindex_all(source=c.source, index=index, now=clock())
    app = create_app(c)
    app.testing = True
    return trust_test_issuer(app)


@contextmanager
def shared_search_app(
    mongo_url: str, elasticsearch_url: str, cases: list[Case], clock: FixedClock
) -> Iterator[Flask]:
    """Give one application to all tests of a module that only read."""
    database = connect(mongo_url, f"test_{uuid4().hex}")
    yield search_app(database, elasticsearch_url, cases, clock)
    database.client.drop_database(database.name)
    database.client.close()
