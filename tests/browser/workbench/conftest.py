"""The complaints service on a port of its own, with one case of four lines, opened as officers."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.app import create_app
from services.complaints.container import build_container
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.meet_staff import meet
from tests.browser.serving import served
from tests.clock import FixedClock
from tests.complaints import (
    LINZHIYUAN,
    NOW,
    SETTINGS,
    SUQING,
    TERMINAL_NAME,
    a_complaint,
    a_written_line,
    rules,
)
from tests.sign_in import sign_in

TICKET = {"quantity": Decimal(1), "unit": "ticket", "port": "海阳港", "body": TERMINAL_NAME}
LINES = (
    a_written_line(port="海阳港", body=TERMINAL_NAME),
    a_written_line(item="夜间作业附加费", amount=Decimal("200.00"), **TICKET),
    a_written_line(item="查验服务费", amount=Decimal("350.00"), **TICKET | {"body": None}),
)
COMPLAINT = a_complaint(
    title="进口集装箱 3 项收费疑与目录不符",
    narrative="2026年11月12日提箱时，码头按账单 YY2611-0386 收取 3 项费用共 870.00 元。"
    "夜间作业附加费现场未公示，询问时答复“一直这么收”。联系人周岚 13812346120。",
    lines=LINES,
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def container(mongo_database, clock):
    create_indexes(mongo_database)
    found = build_container(SETTINGS, database=mongo_database, now=clock)
    for officer in (LINZHIYUAN, SUQING):
        meet(officer, now=NOW, staff=found.cases.staff)
    return replace(found, rules=rules())


@pytest.fixture
def file(container):
    """Return how to file a complaint at an instant."""

    def now_filed(at: datetime = NOW, key: str = "key-00000001", **changes) -> str:
        complaint = replace(COMPLAINT, **changes)
        ports = container.cases
        return file_complaint(complaint, key=key, now=at, ports=ports, rules=container.rules).id

    return now_filed


@pytest.fixture
def open_as(container):
    """Return how to open an address in a window as a person."""
    app = create_app(container)
    app.testing = True
    with served(app) as address:

        def go(window, person, path: str) -> None:
            client = sign_in(app.test_client(), person)
            name = app.config["SESSION_COOKIE_NAME"]
            cookie = client.get_cookie(name)
            assert cookie is not None
            window.context.add_cookies([{"name": name, "value": cookie.value, "url": address}])
            window.goto(f"{address}{path}")

        yield go
