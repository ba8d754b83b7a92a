"""The complaints service with a clock that can be moved, over one database a module.

A course is filed under numbers of its own, so that those before it do not matter.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.app import create_app
from services.complaints.container import build_container
from services.complaints.usecases.cases.meet_staff import meet
from shared.principal import Role
from tests.clock import FixedClock
from tests.complaints import NOW, SETTINGS, rules
from tests.conftest import own_database
from tests.http.complaints.courses.course import Course
from tests.http.complaints.courses.people import PEOPLE
from tests.http.complaints.courses.product import Product
from tests.sign_in import trust_test_issuer


@pytest.fixture(scope="module")
def product(mongo_url) -> Iterator[Product]:
    with own_database(mongo_url) as database:
        create_indexes(database)
        clock = FixedClock(NOW)
        container = replace(build_container(SETTINGS, database=database, now=clock), rules=rules())
        for person in PEOPLE.values():
            if person.role is Role.OFFICER:
                meet(person, now=NOW, staff=container.cases.staff)
        app = create_app(container)
        app.testing = True
        yield Product(trust_test_issuer(app), container, database, clock)


@pytest.fixture
def course(product) -> Course:
    product.clock.set(NOW)
    return Course(product)
