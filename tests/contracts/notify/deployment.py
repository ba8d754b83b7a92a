"""A notify service over a database of the test, with a mail server and a resolver of its own."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from aiosmtpd.controller import Controller
from pytest_httpserver import HTTPServer

from services.notify.adapters.indexes import create_indexes
from services.notify.adapters.message_document import from_stored
from services.notify.consumers import handlers
from services.notify.container import Container, build_container
from services.notify.domain.channels.address import Contact
from services.notify.domain.messages.message import Message, State
from services.notify.domain.plans.plan import Channel, Lane
from services.notify.settings import Settings
from services.notify.usecases.send_due import send_due
from shared.events.envelope import Event, decode, encode
from shared.mongo.client import Documents
from tests.unit.notify.examples import CASE, HY_MARKET, RESPONDENT

PERSON = {
    "inbox_owner": "91370687MA3TE5T03T",
    "email": "zhoulan@firm.example",
    "language": "zh",
    "masked": "z***@***.example",
}


@dataclass
class MailServer:
    """A real SMTP server that keeps what it took, and answers as it is told."""

    taken: list[Any] = field(default_factory=list)
    rcpt_answer: str | None = None
    data_answer: str = "250 taken"
    before_answer: Callable[[], None] = lambda: None

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        if self.rcpt_answer:
            return self.rcpt_answer
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.taken.append(envelope)
        self.before_answer()
        return self.data_answer


@dataclass
class Deployment:
    """The service and its surroundings."""

    container: Container
    mail: MailServer
    controller: Controller
    resolver: HTTPServer
    database: Documents

    def hear(self, *events: Event) -> None:
        for event in events:
            aggregate_id = event.key
            message = encode(
                event, source="test", aggregate_id=aggregate_id, recorded_at=event.occurred_at
            )
            envelope, received = decode(message.body.encode())
            assert received is not None
            handlers(self.container)[type(received)](received, envelope)

    def send(self) -> int:
        return sum(
            len(send_due(channel, lane, sender=self.container.sender))
            for channel in Channel
            for lane in Lane
        )

    def messages(self) -> list[Message]:
        everything = {"logged": {"$gt": "0", "$lt": "9"}}
        return [from_stored(each) for each in self.database["messages"].find(everything)]

    def message(self, role: str, channel: str) -> Message:
        found = [m for m in self.messages() if (m.role, m.channel) == (role, channel)]
        assert len(found) == 1
        return found[0]

    def states(self) -> Mapping[tuple[str, str], State]:
        return {(m.role, m.channel): m.state for m in self.messages()}

    def answer_with(self, *, status: int = 200, body: Mapping[str, Any] | None = None) -> None:
        self.resolver.clear()
        serve_token(self.resolver)
        self.resolver.expect_request(
            f"/internal/recipients/{CASE}/reporter", headers={"Authorization": "Bearer t"}
        ).respond_with_json(dict(body or PERSON), status=status)

    def with_mail_at(self, port: int) -> None:
        """Speak to another mail port, as after a move of the server."""
        settings = replace(self.container.settings, smtp_url=f"smtp://127.0.0.1:{port}")
        self.container = build_container(settings, database=self.database, now=self.container.now)


def serve_token(server: HTTPServer) -> None:
    server.expect_request("/idp/.well-known/openid-configuration").respond_with_json(
        {"token_endpoint": server.url_for("/idp/token")}
    )
    server.expect_request("/idp/token", method="POST").respond_with_json(
        {"access_token": "t", "token_type": "Bearer", "expires_in": 300}
    )


def notify_settings(server: HTTPServer | None = None, mail_port: int = 1) -> Settings:
    base = server.url_for("") if server else "http://127.0.0.1:1"
    return Settings(
        secret_key="k" * 32,
        public_url="https://port.example",
        oidc_issuer=f"{base.rstrip('/')}/idp",
        mongo_url="mongodb://127.0.0.1:1",
        kafka_bootstrap="127.0.0.1:1",
        blind_index_key=base64.b64encode(b"k" * 32).decode(),
        smtp_url=f"smtp://127.0.0.1:{mail_port}",
        mail_from="口岸协同平台 <no-reply@port.example>",
        complaints_url=base,
        service_client_secret="s",
    )


def deploy(
    database: Documents,
    resolver: HTTPServer,
    mail: MailServer,
    controller: Controller,
    *,
    now: Callable[[], datetime],
) -> Deployment:
    create_indexes(database)
    container = build_container(
        notify_settings(resolver, controller.port), database=database, now=now
    )
    container.contacts.put(
        Contact(ref="department:hy-market", name=HY_MARKET, email="desk@hy-market.example")
    )
    container.contacts.put(
        Contact(
            ref=f"uscc:{RESPONDENT}",
            name=HY_MARKET,
            email="office@yunyu.example",
            language="en",
        )
    )
    deployment = Deployment(container, mail, controller, resolver, database)
    deployment.answer_with()
    return deployment
