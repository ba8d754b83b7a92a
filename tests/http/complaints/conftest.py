"""The complaints service over Flask's test client, its stores on the engines."""

from dataclasses import replace

import pytest
from flask import Flask

from services.complaints.adapters.indexes import create_indexes
from services.complaints.app import create_app
from services.complaints.container import Container, build_container
from services.complaints.usecases.cases.meet_staff import meet
from tests.complaints import LINZHIYUAN, NOW, SETTINGS, SUQING, rules
from tests.sign_in import trust_test_issuer


@pytest.fixture
def c(mongo_database) -> Container:
    create_indexes(mongo_database)
    container = build_container(SETTINGS, database=mongo_database, now=lambda: NOW)
    for officer in (LINZHIYUAN, SUQING):
        meet(officer, now=NOW, staff=container.cases.staff)
    return replace(container, rules=rules())


@pytest.fixture
def app(c) -> Flask:
    app = create_app(c)
    app.testing = True
    return trust_test_issuer(app)
