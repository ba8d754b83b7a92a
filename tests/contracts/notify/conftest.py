from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller

from shared.local.ports import unused_ports
from tests.contracts.notify.deployment import Deployment, MailServer, deploy


@pytest.fixture
def mail() -> MailServer:
    return MailServer()


@pytest.fixture
def mail_controller(mail) -> Iterator[Controller]:
    controller = Controller(mail, hostname="127.0.0.1", port=unused_ports(1)[0])
    controller.start()
    yield controller
    controller.stop(no_assert=True)


@pytest.fixture
def deployment(mongo_database, httpserver, mail, mail_controller, clock) -> Deployment:
    return deploy(mongo_database, httpserver, mail, mail_controller, now=clock)
