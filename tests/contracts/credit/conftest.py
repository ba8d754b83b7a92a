"""Stores of the credit service on an empty database with its indexes."""

import pytest

from services.credit.adapters.indexes import INDEXES
from services.credit.adapters.mongo_ledger import MongoLedger
from services.credit.adapters.mongo_queries import MongoQueries
from services.credit.adapters.mongo_subjects import MongoSubjects


@pytest.fixture
def database(mongo_database):
    for name, indexes in INDEXES.items():
        mongo_database[name].create_indexes(indexes)
    return mongo_database


@pytest.fixture
def ledger(database) -> MongoLedger:
    return MongoLedger(database)


@pytest.fixture
def subjects(database) -> MongoSubjects:
    return MongoSubjects(database)


@pytest.fixture
def queries(database) -> MongoQueries:
    return MongoQueries(database)
