"""The complaints service with a clock that can be moved, over one database a module."""

from dataclasses import replace

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.app import create_app
from services.complaints.container import build_container
from services.complaints.usecases.cases.meet_staff import meet
from tests.clock import FixedClock
from tests.complaints import LINZHIYUAN, NOW, SETTINGS, SUQING, rules
from tests.http.complaints.courses.course import Course
from tests.sign_in import trust_test_issuer


@pytest.fixture
def course(mongo_database) -> Course:
    create_indexes(mongo_database)
    clock = FixedClock(NOW)
    container = build_container(SETTINGS, database=mongo_database, now=clock)
    for officer in (LINZHIYUAN, SUQING):
        meet(officer, now=NOW, staff=container.cases.staff)
    app = create_app(replace(container, rules=rules()))
    app.testing = True
    return Course(app=trust_test_issuer(app), database=mongo_database, clock=clock)
