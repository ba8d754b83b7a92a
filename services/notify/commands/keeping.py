"""The commands that copy the notify service's data and put a copy back."""

from collections.abc import Sequence
from functools import partial

from services.notify.adapters.indexes import CONTACTS, MESSAGES
from services.notify.adapters.schema_steps import STEPS
from services.notify.commands.loops import NAME, open_broker, set_up_over
from services.notify.consumers import subscriptions
from services.notify.container import Container, build_container
from services.notify.settings import settings_from_environment
from shared.keeping import commands
from shared.keeping.keeping import Keeping
from shared.mongo.client import Documents, connect
from shared.mongo.outbox import SENT, MongoOutbox
from shared.processes import release

TABLES = (CONTACTS, MESSAGES, SENT)
LOST = {"BLIND_INDEX_KEY": "nobody finds the messages in an inbox any more; what was sent is kept."}


def backup(arguments: Sequence[str]) -> int:
    """Copy the data: `backup DIR`."""
    return commands.backup(_keeping(), arguments, release=release())


def restore(arguments: Sequence[str]) -> int:
    """Put a copy back: `restore COPY [--replace] [--without KEY]`."""
    return commands.restore(_keeping(), arguments)


def keeping(c: Container, database: Documents) -> Keeping:
    """Return what is kept of the service, over one database."""
    settings = c.settings
    return Keeping(
        service=NAME,
        database=database,
        tables=TABLES,
        steps=STEPS,
        outbox=MongoOutbox(database, [MESSAGES]),
        bootstrap=settings.kafka_bootstrap,
        groups={each.group: each.topics for each in subscriptions(c)},
        broker=partial(open_broker, settings),
        now=c.now,
        set_up=partial(set_up_over, settings, database),
        keys={"BLIND_INDEX_KEY": [settings.blind_index_key]},
        lost=LOST,
    )


def _keeping() -> Keeping:
    settings = settings_from_environment()
    database = connect(settings.mongo_url, settings.mongo_database, patient=True)
    return keeping(build_container(settings, database=database), database)
