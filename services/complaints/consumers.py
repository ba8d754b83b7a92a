"""Events in: who was told of what; every change of a case, for the index."""

from collections.abc import Mapping, Sequence

from services.complaints.container import Container
from services.complaints.domain.cases.followers import MERGERS
from services.complaints.domain.cases.merging import MERGE
from services.complaints.domain.cases.own_name import NAMED
from services.complaints.usecases.cases.anonymous.give_name import name_linked
from services.complaints.usecases.cases.note_merger import note_merger
from services.complaints.usecases.cases.note_reporter_told import note_reporter_told
from services.complaints.usecases.cases.tell_followers import tell_follower, tell_followers
from services.complaints.usecases.search.index_cases import index_cases
from shared.events.case_events import (
    CaseChanged,
    CaseClosed,
    CaseFiled,
    CaseTransferred,
    DecisionServed,
    FilingDecided,
)
from shared.events.envelope import Envelope, Event
from shared.events.notify_events import MessageAccepted
from shared.kafka.consumer import Subscription
from shared.logs import logger
from shared.messaging.dispatch import BatchHandler, Handler

TOLD_GROUP = "complaints-told"
MERGED_GROUP = "complaints-merged"
INDEX_GROUP = "complaints-index"
KEEPS_UP = frozenset({MERGE, "reporter_told", "record_told"})
_REPORTER = "reporter"
_log = logger(__name__)


def told_handlers(c: Container) -> Mapping[type[Event], Handler]:
    """Return the handler that notes what the reporter was told."""

    def note(event: MessageAccepted, _envelope: Envelope) -> None:
        if event.role == _REPORTER and event.case_event == FilingDecided.TYPE:
            note_reporter_told(
                event.key, event.accepted_at, now=c.now(), ports=c.cases, rules=c.rules
            )

    return {MessageAccepted: note}


def merged_handlers(c: Container) -> Mapping[type[Event], Handler]:
    """Return the handlers of what one case means for others.

    Those whose case follows another one are told, and mergers noted; the name that an anonymous
    reporter gave is given to the other cases of the submission.
    """

    def tell(event: Event, _envelope: Envelope) -> None:
        tell_followers(event.key, now=c.now(), ports=c.cases, rules=c.rules)

    def note(event: CaseChanged, _envelope: Envelope) -> None:
        if event.action in MERGERS:
            note_merger(event.key, now=c.now(), ports=c.cases, rules=c.rules)
        elif event.action == NAMED:
            name_linked(event.key, now=c.now(), ports=c.cases, rules=c.rules)
        if event.action in KEEPS_UP:
            tell_follower(event.key, now=c.now(), ports=c.cases, rules=c.rules)

    news = (FilingDecided, DecisionServed, CaseClosed, CaseTransferred)
    return {**dict.fromkeys(news, tell), CaseChanged: note}


def index_handler(c: Container) -> BatchHandler:
    """Return the handler that brings the cases of some events into the index."""

    def follow(events: Sequence[tuple[Envelope, Event]]) -> None:
        case_ids = [envelope.subject for envelope, _ in events]
        missing = index_cases(case_ids, source=c.source, index=c.index)
        if missing:
            _log.warning("events of cases that the store does not have", cases=missing)

    return follow


def subscriptions(c: Container) -> Sequence[Subscription]:
    """Return what the service listens to."""
    return [
        Subscription(group=TOLD_GROUP, topics=(MessageAccepted.TOPIC,), handlers=told_handlers(c)),
        Subscription(group=MERGED_GROUP, topics=(CaseFiled.TOPIC,), handlers=merged_handlers(c)),
        Subscription(
            group=INDEX_GROUP, topics=(CaseFiled.TOPIC,), handlers={}, batch=index_handler(c)
        ),
    ]
