"""What a service says of its data, so that they can be copied and put back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from shared.clock import utc_now
from shared.kafka.producer import KafkaBroker
from shared.keeping.manifest import Manifest
from shared.mongo.client import Documents
from shared.mongo.lease import LEASES
from shared.mongo.outbox import POSITIONS, MongoOutbox
from shared.mongo.schema import SCHEMA, Step

RESTORES = "restores"
# What belongs to the processes and the broker of the place, not to the data.
LEFT_OUT = frozenset({LEASES, POSITIONS, RESTORES})


@dataclass(frozen=True, kw_only=True)
class Check:
    """One comparison after putting back; shown as a line of the table."""

    what: str
    expected: str
    found: str

    @property
    def holds(self) -> bool:
        """Whether it is as it should be."""
        return self.expected == self.found


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """One service's data.

    Args:
        tables: collections in the order they are copied in: what refers comes before what it
            refers to, so that nothing in a copy refers to something that was not there yet.
            Others that exist are copied before them.
        by_number: collections copied in the order of an indexed number, 1, 2, 3 …
        groups: topics by consumer group.
        keys: values by setting, the present one first.
        lost: what is lost without each of these keys.
        set_up: makes topics, indexes and schema.
        rebuild: makes what is derived from the data.
        pass_over: gives the next numbers that stand in no book to nobody: how many, and why.
        facts: finds out what the manifest tells of the copied files.
        checks: compares data that were put back with a manifest.
    """

    service: str
    database: Documents
    tables: Sequence[str]
    steps: Sequence[Step]
    outbox: MongoOutbox
    bootstrap: str
    groups: Mapping[str, Sequence[str]]
    broker: Callable[[], KafkaBroker]
    set_up: Callable[[], None]
    rebuild: Callable[[], None] = lambda: None
    pass_over: Callable[[int, str], None] = lambda count, why: None
    by_number: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lost: Mapping[str, str] = field(default_factory=dict)
    facts: Callable[[Path], Mapping[str, str]] = lambda _: {}
    checks: Callable[[Manifest], Iterable[Check]] = lambda _: ()
    now: Callable[[], datetime] = utc_now

    @property
    def order(self) -> tuple[str, ...]:
        """The collections that are known, the schema first."""
        return (SCHEMA, *self.tables)
