"""The commands that copy the credit service's data and put a copy back."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from services.credit.adapters.indexes import LEDGER, QUERIES, SUBJECTS
from services.credit.adapters.schema_steps import STEPS
from services.credit.commands.loops import NAME, open_broker, set_up_over
from services.credit.consumers import subscriptions
from services.credit.container import Container, build_container
from services.credit.domain.ledger.chain import Verdict, verify
from services.credit.settings import settings_from_environment
from services.credit.usecases.rescore_all import rescore_all
from services.credit.usecases.verify_ledger import verify_ledger
from shared.codec import to_json
from shared.keeping import commands
from shared.keeping.copy import file_of
from shared.keeping.document_file import documents_in
from shared.keeping.keeping import Check, Keeping
from shared.keeping.manifest import Manifest
from shared.mongo.client import Document, Documents, connect
from shared.mongo.numbers import NUMBERS
from shared.mongo.outbox import SENT, MongoOutbox
from shared.processes import release

# A score may lag behind the ledger and is worked out again; it must not be ahead of it.
TABLES = (SUBJECTS, QUERIES, SENT, NUMBERS, LEDGER)
ENTRIES, HEAD, CHAIN = "ledger entries", "ledger head", "ledger chain"
WHOLE = "whole"


def backup(arguments: Sequence[str]) -> int:
    """Copy the data: `backup DIR`."""
    return commands.backup(_keeping(), arguments, release=release())


def restore(arguments: Sequence[str]) -> int:
    """Put a copy back: `restore COPY [--replace]`."""
    return commands.restore(_keeping(), arguments)


def keeping(c: Container, database: Documents) -> Keeping:
    """Return what is kept of the service, over one database."""
    settings = c.settings
    return Keeping(
        service=NAME,
        database=database,
        tables=TABLES,
        by_number={LEDGER: "seq"},
        steps=STEPS,
        outbox=MongoOutbox(database, [SUBJECTS]),
        bootstrap=settings.kafka_bootstrap,
        groups={each.group: each.topics for each in subscriptions(c)},
        broker=partial(open_broker, settings),
        now=c.now,
        set_up=partial(set_up_over, settings, database),
        rebuild=partial(_rebuild, c),
        facts=facts,
        checks=partial(_checks, c),
    )


def facts(folder: Path) -> Mapping[str, str]:
    """Walk the ledger as it was copied and tell how long it is, its head, whether it is whole."""
    file = folder / file_of(LEDGER)
    return _told(verify(_record(each) for each in documents_in(file)) if file.exists() else _NONE)


def _keeping() -> Keeping:
    settings = settings_from_environment()
    database = connect(settings.mongo_url, settings.mongo_database, patient=True)
    return keeping(build_container(settings, database=database), database)


def _rebuild(c: Container) -> None:
    rescore_all(ledger=c.ledger, subjects=c.subjects, packs=c.packs, now=c.now())


def _checks(c: Container, manifest: Manifest) -> Iterator[Check]:
    expected, found = manifest.facts, _told(verify_ledger(ledger=c.ledger))
    for what in (ENTRIES, HEAD):
        yield Check(what=what, expected=expected.get(what, ""), found=found[what])
    yield Check(what=CHAIN, expected=WHOLE, found=found[CHAIN])


def _told(verdict: Verdict) -> Mapping[str, str]:
    return {
        ENTRIES: str(verdict.count),
        HEAD: verdict.head.hash,
        CHAIN: WHOLE if verdict.is_whole else f"broken at entry {verdict.first_bad}",
    }


def _record(document: Document) -> dict[str, object]:
    return to_json({name: value for name, value in document.items() if name != "_id"})


_NONE = verify(())
