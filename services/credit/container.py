"""What the credit service runs with, built once at start-up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from services.credit.adapters.gate_rule_files import load_gate_rules
from services.credit.adapters.mongo_ledger import MongoLedger
from services.credit.adapters.mongo_queries import MongoQueries
from services.credit.adapters.mongo_subjects import MongoSubjects
from services.credit.adapters.receiver_files import load_receivers
from services.credit.adapters.rule_pack_files import load_rule_packs
from services.credit.domain.feed.item import Receiver
from services.credit.domain.measures.catalogue import GateRules
from services.credit.domain.score.pack import RulePack
from services.credit.ports import Ledger, Numbers, QueryStore, SubjectStore
from services.credit.settings import Settings
from services.credit.usecases.ask_gate import GatePorts
from shared.clock import utc_now
from shared.mongo.client import Documents, connect, ping
from shared.mongo.numbers import NumberBook


@dataclass(frozen=True, kw_only=True)
class Container:
    """The ports in use; a test builds its own over a database of its own."""

    settings: Settings
    ledger: Ledger
    subjects: SubjectStore
    queries: QueryStore
    numbers: Numbers
    packs: Sequence[RulePack]
    rules: GateRules
    receivers: Sequence[Receiver]
    ping: Callable[[], None]
    now: Callable[[], datetime] = utc_now

    @property
    def gate(self) -> GatePorts:
        """Return what the gate needs."""
        return GatePorts(
            ledger=self.ledger,
            subjects=self.subjects,
            queries=self.queries,
            numbers=self.numbers,
            packs=self.packs,
            rules=self.rules,
        )


def build_container(
    settings: Settings,
    *,
    database: Documents | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Container:
    """Connect to everything the service talks to.

    Args:
        settings: where that is.
        database: in the place of the one the settings name.
        now: the clock.
    """
    if database is None:
        database = connect(settings.mongo_url, settings.mongo_database)
    return Container(
        settings=settings,
        ledger=MongoLedger(database),
        subjects=MongoSubjects(database),
        queries=MongoQueries(database),
        numbers=NumberBook(database),
        packs=load_rule_packs(),
        rules=load_gate_rules(),
        receivers=load_receivers(),
        ping=partial(ping, database),
        now=now,
    )
