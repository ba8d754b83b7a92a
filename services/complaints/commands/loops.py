"""The loops of the complaints service: what was told in, cases out, limits that run out."""

import threading
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from services.complaints.adapters.case_lists import CASES
from services.complaints.adapters.followed_store import FOLLOWED
from services.complaints.adapters.indexes import INDEXES, create_indexes
from services.complaints.adapters.measure_store import MEASURES
from services.complaints.adapters.price_list_store import PRICE_LISTS
from services.complaints.adapters.schema_steps import STEPS
from services.complaints.commands.broker import open_broker
from services.complaints.commands.index_watch import SECONDS, IndexWatch
from services.complaints.commands.mailbox import (
    PATIENCE_SECONDS,
    mail_ports,
    mailbox_round,
)
from services.complaints.commands.mailbox import SECONDS as MAILBOX_SECONDS
from services.complaints.consumers import subscriptions
from services.complaints.container import Container, build_container
from services.complaints.routes.imports.importing import carry_on_import
from services.complaints.settings import settings_from_environment
from services.complaints.usecases.cases.attachments import sweep_attachments
from services.complaints.usecases.cases.drafts import sweep_drafts
from services.complaints.usecases.cases.note_overdue_cases import note_overdue_cases
from services.complaints.usecases.cases.open_linked import open_left_over
from services.complaints.usecases.cases.settle_numbers import settle_numbers
from services.complaints.usecases.catalogue.tell_on_eve import tell_on_eve
from services.complaints.usecases.clocks.recount_deadlines import recount_deadlines, recount_moved
from services.complaints.usecases.commitments.import_declarations import bring_figures_up
from services.complaints.usecases.mail.handle_mail import sweep_mails
from services.complaints.usecases.mail.take_in_mails import MailPorts
from shared.clock import utc_now
from shared.kafka.consumer import subscribe_all
from shared.kafka.lag import lag_loop
from shared.kafka.topics import ensure_topics
from shared.loops import Loop, Named
from shared.messaging.relay import Relay
from shared.mongo.client import Documents, connect
from shared.mongo.declared import Declared
from shared.mongo.outbox import MongoOutbox
from shared.mongo.outbox_figures import MEASURE_SECONDS, measure_outbox
from shared.mongo.schema import bring_up_to_date, check_age
from shared.processes import every
from shared.relay_loop import relay_loop
from shared.watching.clock import measure_clock

NAME = "complaints"
WITH_OUTBOX = (CASES, MEASURES, PRICE_LISTS, FOLLOWED)
_OVERDUE_SECONDS = 30.0
_RECOUNT_SECONDS = 30.0
_SWEEP_SECONDS = 600.0
_NUMBERS_SECONDS = 60.0
_EVE_SECONDS = 300.0
_LINKED_SECONDS = 30.0
_IMPORT_SECONDS = 2.0
_UPLOADS_KEPT = timedelta(days=1)
# Building the index anew is one turn.
_REINDEX_SECONDS = 7200.0
# So is reading one file.
_READING_SECONDS = 3600.0


def set_up() -> None:
    """Set up what the environment names."""
    settings = settings_from_environment()
    database = connect(settings.mongo_url, settings.mongo_database, patient=True)
    set_up_over(build_container(settings, database=database), database)


def set_up_over(c: Container, database: Documents) -> None:
    """Create topics, indexes and the search index; may run any number of times.

    The topics come before the indexes, since the indexes tell the others that both are there; the
    search index comes last, since `consume` mends it anyway.

    Raises:
        TooNew: the data are those of a release that this one may not follow.
    """
    check_age(database, STEPS)
    settings = c.settings
    ensure_topics(settings.kafka_bootstrap, replication_factor=settings.replication_factor)
    create_indexes(database)
    bring_up_to_date(database, STEPS)
    c.lists.sources.note_unnamed(c.now())
    IndexWatch(c).look()


def declared_indexes() -> Declared:
    """Return the indexes this release needs, by collection."""
    return INDEXES


def consume_loops() -> Sequence[Loop]:
    """Return a loop for each subscription, and one that keeps the index whole."""
    settings = settings_from_environment()
    c = build_container(settings)
    wanted, bootstrap = subscriptions(c), settings.kafka_bootstrap
    return [
        *subscribe_all(wanted, bootstrap=bootstrap, broker=partial(open_broker, settings)),
        lag_loop(wanted, bootstrap=bootstrap),
        every(SECONDS, IndexWatch(c).look, name="index", patience_seconds=_REINDEX_SECONDS),
    ]


def relay_loops() -> Sequence[Loop]:
    """Return the loop that publishes what happened to cases."""
    settings = settings_from_environment()
    database = connect(settings.mongo_url, settings.mongo_database)
    outbox = MongoOutbox(database, list(WITH_OUTBOX))
    relay = Relay(outbox=outbox, broker=open_broker(settings), now=utc_now)
    return [
        relay_loop(relay, service=NAME, database=database),
        every(MEASURE_SECONDS, partial(measure_outbox, outbox, NAME), name="outbox figures"),
    ]


def clock_loops() -> Sequence[Loop]:
    """Return the loops that note what ran out and sweep what nobody keeps."""
    c = build_container(settings_from_environment())
    ports = mail_ports(c)
    return [
        *([_mailbox_loop(c, ports)] if ports else []),
        every(_OVERDUE_SECONDS, partial(_note_overdue, c), name="overdue"),
        every(_RECOUNT_SECONDS, partial(recount_provisional, c), name="recount"),
        every(_SWEEP_SECONDS, partial(_sweep, c), name="sweep"),
        every(_EVE_SECONDS, partial(tell_of_lists, c), name="lists"),
        every(_NUMBERS_SECONDS, partial(_settle_numbers, c), name="numbers"),
        every(_LINKED_SECONDS, partial(_open_left_over, c), name="linked cases"),
        Named("imports", partial(_import_files, c), _READING_SECONDS),
        every(MEASURE_SECONDS, partial(_measure_clock, c), name="clock figures"),
    ]


def _mailbox_loop(c: Container, ports: MailPorts) -> Loop:
    look = mailbox_round(c, ports)
    return every(MAILBOX_SECONDS, look, name="mailbox", patience_seconds=PATIENCE_SECONDS)


def _import_files(c: Container, stop: threading.Event) -> None:
    """Import file after file; one that is being read when the process ends is left to another."""
    every(_IMPORT_SECONDS, partial(carry_on_import, c, stopping=stop.is_set))(stop)


def _note_overdue(c: Container) -> int:
    return note_overdue_cases(now=c.now(), ports=c.cases, rules=c.rules)


def recount_provisional(c: Container, *, at_once: bool = False) -> int:
    """Count deadlines again that the calendars loaded so far move; return how many cases."""
    c.calendars.refresh(at_once=at_once)
    final = recount_deadlines(now=c.now(), ports=c.cases, rules=c.rules)
    return final + recount_moved(now=c.now(), ports=c.cases, calendars=c.calendars, rules=c.rules)


def tell_of_lists(c: Container) -> int:
    """Tell of the lists that begin tomorrow; return how many."""
    return tell_on_eve(
        now=c.now(),
        lists=c.lists.lists,
        followed=c.lists.followed,
        port_office=lambda city: c.rules.parties.city(city).port_office,
        hashed=c.cases.blind.exactly,
    )


def _settle_numbers(c: Container) -> int:
    return settle_numbers(now=c.now(), ports=c.cases)


def _open_left_over(c: Container) -> int:
    return open_left_over(now=c.now(), ports=c.cases)


def _measure_clock(c: Container) -> None:
    due = c.cases.cases.running_out(c.now(), most=1)
    since = due[0][1] if due else None
    measure_clock(NAME, "overdue", since=since, now=c.now())


def _sweep(c: Container) -> None:
    sweep_attachments(now=c.now(), ports=c.cases)
    sweep_drafts(now=c.now(), ports=c.cases)
    sweep_mails(now=c.now(), mails=c.cases.mails, attachments=c.cases.attachments)
    c.lists.uploads.drop_before(c.now() - _UPLOADS_KEPT)
    c.lists.drafts.drop_unfinished(c.now() - _UPLOADS_KEPT)
    c.lists.sources.drop_unnamed(c.now() - _UPLOADS_KEPT)
    c.imports.imports.drop_before(c.now() - _UPLOADS_KEPT)
    c.turns.counts.drop_before(c.now())
    for city in c.rules.parties.cities:
        bring_figures_up(city, rules=c.clearance, declarations=c.declarations, now=c.now())
