"""The complaints service on a port of its own, for somebody without an account and for officers."""

from dataclasses import replace

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.app import create_app
from services.complaints.container import build_container
from services.complaints.usecases.cases.meet_staff import meet
from tests.browser.serving import served
from tests.clock import FixedClock
from tests.complaints import LINZHIYUAN, NOW, SETTINGS, SUQING, rules
from tests.sign_in import sign_in


@pytest.fixture
def container(mongo_database):
    create_indexes(mongo_database)
    found = build_container(SETTINGS, database=mongo_database, now=FixedClock(NOW))
    for officer in (LINZHIYUAN, SUQING):
        meet(officer, now=NOW, staff=found.cases.staff)
    return replace(found, rules=rules())


@pytest.fixture
def site(container):
    """Return the address of the service, and how to sign a window in there."""
    app = create_app(container)
    app.testing = True
    with served(app) as address:

        def enter(window, person) -> None:
            client = sign_in(app.test_client(), person)
            name = app.config["SESSION_COOKIE_NAME"]
            cookie = client.get_cookie(name)
            assert cookie is not None
            window.context.add_cookies([{"name": name, "value": cookie.value, "url": address}])

        yield address, enter
