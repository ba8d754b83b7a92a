"""The commands that copy the complaints service's data and put a copy back."""

from collections.abc import Iterator, Sequence
from functools import partial

from services.complaints.adapters.attachment_store import CHUNKS, FILES
from services.complaints.adapters.calendar_store import CALENDARS
from services.complaints.adapters.case_lists import CASES
from services.complaints.adapters.case_store import MongoCaseStore
from services.complaints.adapters.declaration_store import DECLARATIONS, FIGURES
from services.complaints.adapters.draft_store import DRAFTS
from services.complaints.adapters.followed_store import FOLLOWED
from services.complaints.adapters.list_draft_store import LIST_DRAFTS, LIST_ROWS
from services.complaints.adapters.measure_store import MEASURES
from services.complaints.adapters.price_list_store import PRICE_LIST_ROWS, PRICE_LISTS
from services.complaints.adapters.read_trail import READS
from services.complaints.adapters.schema_steps import STEPS
from services.complaints.adapters.staff_directory import STAFF
from services.complaints.adapters.turn_counts import TURNS
from services.complaints.adapters.upload_store import UPLOADS
from services.complaints.adapters.vault import KEYS
from services.complaints.commands.broker import open_broker
from services.complaints.commands.loops import NAME, WITH_OUTBOX, set_up_over
from services.complaints.consumers import subscriptions
from services.complaints.container import Container, build_container
from services.complaints.settings import Settings, settings_from_environment
from services.complaints.usecases.search.reindex_all import reindex_all
from services.complaints.usecases.search.verify_index import verify_index
from shared.clock import local_date
from shared.keeping import commands
from shared.keeping.keeping import Check, Keeping
from shared.keeping.manifest import Manifest
from shared.mongo.client import Documents, connect
from shared.mongo.numbers import NUMBERS
from shared.mongo.outbox import SENT, MongoOutbox
from shared.processes import release

# A draft is dropped after its case is saved; numbers, files and keys are there before whatever
# names them, a file's note before its pieces are complete.
CLEARANCE = (DECLARATIONS, FIGURES)
LISTS = (LIST_ROWS, LIST_DRAFTS, PRICE_LIST_ROWS, PRICE_LISTS, FOLLOWED, UPLOADS)
TABLES = (
    DRAFTS,
    STAFF,
    TURNS,
    CASES,
    MEASURES,
    *CLEARANCE,
    *LISTS,
    READS,
    SENT,
    NUMBERS,
    FILES,
    CHUNKS,
    KEYS,
    CALENDARS,
)
LOST = {
    "MASTER_KEY": (
        "identities, contacts, narratives, requests and item names as written, file names and"
        " files, letters of the mailbox and drafts stay closed for good. Cases with their redacted"
        " text, lines, limits, decisions and history, search, ledger and messages are whole."
    ),
    "BLIND_INDEX_KEY": "reporters no longer find their own cases, duplicates are not recognised.",
    "RECEIPT_SALT": "no receipt of an anonymous report opens its mailbox any more.",
}


def backup(arguments: Sequence[str]) -> int:
    """Copy the data: `backup DIR`."""
    return commands.backup(_keeping(), arguments, release=release())


def restore(arguments: Sequence[str]) -> int:
    """Put a copy back: `restore COPY [--replace] [--without KEY]`."""
    return commands.restore(_keeping(), arguments)


def keeping(c: Container, database: Documents) -> Keeping:
    """Return what is kept of the service, over one database."""
    return Keeping(
        service=NAME,
        database=database,
        tables=TABLES,
        steps=STEPS,
        outbox=MongoOutbox(database, list(WITH_OUTBOX)),
        bootstrap=c.settings.kafka_bootstrap,
        groups={each.group: each.topics for each in subscriptions(c)},
        broker=partial(open_broker, c.settings),
        now=c.now,
        set_up=partial(set_up_over, c, database),
        rebuild=partial(_rebuild, c),
        pass_over=partial(_pass_over, c, MongoCaseStore(database)),
        keys=_keys(c.settings),
        lost=LOST,
        checks=partial(_checks, c),
    )


def _keys(settings: Settings) -> dict[str, list[str]]:
    former = [settings.master_key_before] if settings.master_key_before else []
    return {
        "MASTER_KEY": [settings.master_key, *former],
        "BLIND_INDEX_KEY": [settings.blind_index_key],
        "RECEIPT_SALT": [settings.receipt_salt],
    }


def _keeping() -> Keeping:
    settings = settings_from_environment()
    database = connect(settings.mongo_url, settings.mongo_database, patient=True)
    return keeping(build_container(settings, database=database), database)


def _rebuild(c: Container) -> None:
    reindex_all(source=c.source, index=c.index, now=c.now())


def _pass_over(c: Container, cases: MongoCaseStore, count: int, why: str) -> None:
    year = local_date(c.now()).year
    for city in c.rules.parties.cities.values():
        # The lost time may have begun before the year did.
        for each in (year - 1, year):
            cases.pass_over(f"{city.code}-{each}", count, why)


def _checks(c: Container, manifest: Manifest) -> Iterator[Check]:
    cases = {table.name: str(table.documents) for table in manifest.tables}.get(CASES, "0")
    found = verify_index(source=c.source, index=c.index, now=c.now())
    yield Check(what="cases in the index", expected=cases, found=str(found.indexed))
    yield Check(what="cases that differ", expected="0", found=str(len(found.differences)))
