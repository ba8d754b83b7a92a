"""Every place a secret could have got to, as text."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes
from email.header import decode_header, make_header
from io import StringIO
from pathlib import Path
from typing import Any

import structlog
from elasticsearch import Elasticsearch
from flask.testing import FlaskClient
from kafka import KafkaConsumer, TopicPartition

from shared.logs import configure
from tests.complaints import everything_in
from tests.journeys.product import Product
from tests.plain_logs import plain_logs

_OWN_ADDRESS = {"to"}


@contextmanager
def logged() -> Iterator[StringIO]:
    """Give all log lines of the product, as its processes write them."""
    root, lines = logging.getLogger(), StringIO()
    handlers, level = root.handlers[:], root.level
    configure("journey")
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(lines)
    logging.getLogger("mail.log").setLevel("WARNING")  # the mail server's, which is not ours
    try:
        yield lines
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        plain_logs()
        structlog.contextvars.clear_contextvars()


def databases(product: Product) -> Mapping[str, str]:
    """Return all documents of all services."""
    return {name: everything_in(database) for name, database in product.databases.items()}


def files(root: Path) -> Mapping[str, str]:
    """Return the files of the engines, decoded where they can be."""
    found = [path for path in root.rglob("*") if path.is_file()]
    return {path.name: path.read_bytes().decode(errors="ignore") for path in found}


def engines(root: Path) -> Mapping[str, str]:
    """Return the files of all engines whose folders are below a root."""
    folders = ("documents", "index", "broker")
    return {f"{each}/{name}": text for each in folders for name, text in files(root / each).items()}


def index(product: Product) -> str:
    """Return all documents of the index."""
    client = Elasticsearch(product.engines.elasticsearch_url)
    product.complaints.index.refresh()
    answer = client.search(index="cases-*", query={"match_all": {}}, size=100)
    client.close()
    return str(answer["hits"]["hits"])


def topics(product: Product) -> Mapping[str, str]:
    """Return all messages of all topics, with keys and headers."""
    reader = KafkaConsumer(bootstrap_servers=product.engines.kafka_bootstrap)
    told = {topic: _topic(reader, topic) for topic in sorted(reader.topics())}
    reader.close()
    return told


def _topic(reader: Any, topic: str) -> str:
    parts = [TopicPartition(topic, number) for number in reader.partitions_for_topic(topic)]
    reader.assign(parts)
    reader.seek_to_beginning()
    ends, texts = reader.end_offsets(parts), []
    while any(reader.position(part) < ends[part] for part in parts):
        for records in reader.poll(timeout_ms=500).values():
            texts += [f"{_text(each.key)}{_text(each.value)}{each.headers}" for each in records]
    return "\n".join(texts)


def _text(part: bytes | None) -> str:
    return (part or b"").decode()


def mails(product: Product) -> list[str]:
    """Return all mails: every header but the recipient's own address, subject and body."""
    return [_mail(bytes(mail.content)) for mail in product.mail.taken]


def _mail(content: bytes) -> str:
    mail = message_from_bytes(content)
    headers = [
        f"{name}: {make_header(decode_header(value))}"
        for name, value in mail.items()
        if name.lower() not in _OWN_ADDRESS
    ]
    bodies = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    return "\n".join([*headers, *(bytes(each).decode() for each in bodies)])


def pages(client: FlaskClient, *addresses: str) -> Mapping[str, str]:
    """Return what somebody is shown at these addresses, with the headers of the answers."""
    answers = {address: client.get(address) for address in addresses}
    return {address: f"{each.headers}{each.text}" for address, each in answers.items()}
