"""The stores of a chaos run, read directly: what is true, whatever the product says."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import MongoClient

from services.complaints import container as complaints
from services.complaints.settings import Settings as ComplaintsSettings
from services.credit import container as credit
from services.credit.settings import Settings as CreditSettings
from shared.local.programs import SERVICES
from shared.mongo.client import CODEC, Document, Documents
from shared.settings import load
from tests.chaos.fleet import Fleet
from tests.journeys.product import CHANGES


@dataclass(frozen=True, kw_only=True)
class Stores:
    """The databases of the services, and the adapters of the product over them."""

    databases: Mapping[str, Documents]
    complaints: complaints.Container
    credit: credit.Container

    def all(self, service: str, table: str) -> list[Document]:
        """Return every document of a collection."""
        return list(self.databases[service][table].find({}))

    def waiting_since(self) -> datetime | None:
        """Return since when the oldest event waits in any outbox."""
        waiting = [since for name in SERVICES if (since := self._waiting_since(name))]
        return min(waiting, default=None)

    def _waiting_since(self, service: str) -> datetime | None:
        oldest = self.databases[service][CHANGES[service]].find_one(
            {"outbox_since": {"$gt": datetime.fromtimestamp(0).astimezone()}},
            sort=[("outbox_since", 1)],
        )
        return oldest["outbox_since"] if oldest else None


@contextmanager
def opened(fleet: Fleet, *, seconds: float = 20.0) -> Iterator[Stores]:
    """Give the stores of a run."""
    limit = f"serverSelectionTimeoutMS={int(seconds * 1000)}"
    url = f"{fleet.engines.documents.address}&{limit}"
    with MongoClient[dict[str, Any]](url) as client:
        databases = {name: client.get_database(name, codec_options=CODEC) for name in SERVICES}
        now = fleet.clock.now
        yield Stores(
            databases=databases,
            complaints=complaints.build_container(
                load(ComplaintsSettings, fleet.programs.environment("complaints")),
                database=databases["complaints"],
                now=now,
            ),
            credit=credit.build_container(
                load(CreditSettings, fleet.programs.environment("credit")),
                database=databases["credit"],
                now=now,
            ),
        )
