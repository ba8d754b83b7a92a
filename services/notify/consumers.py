"""Events in: everybody concerned is told of these."""

from collections.abc import Mapping
from functools import partial

from services.notify.container import Container
from services.notify.usecases.tell import tell
from shared.events.case_events import (
    CaseChanged,
    CaseClosed,
    CaseFiled,
    CasePressed,
    CaseTransferred,
    DeadlinesRecounted,
    DecisionChanged,
    DecisionServed,
    FilingDecided,
    ReporterWrote,
    RespondentAsked,
)
from shared.events.credit_events import ScoreChanged
from shared.events.envelope import Event
from shared.events.list_events import ListTold
from shared.events.measure_events import MeasureTold
from shared.events.task_events import CaseTaskPressed, CaseTaskTold
from shared.kafka.consumer import Subscription
from shared.messaging.dispatch import Handler

GROUP = "notify"
TOLD: tuple[type[Event], ...] = (
    CaseFiled,
    CaseTransferred,
    FilingDecided,
    ReporterWrote,
    DeadlinesRecounted,
    CasePressed,
    DecisionServed,
    ScoreChanged,
    MeasureTold,
    ListTold,
    RespondentAsked,
    DecisionChanged,
    CaseTaskTold,
    CaseTaskPressed,
    CaseChanged,
    CaseClosed,
)


def handlers(c: Container) -> Mapping[type[Event], Handler]:
    """Return the handler of each event the service listens to."""
    handle = partial(tell, plans=c.rules.plans, messages=c.messages, now=c.now)
    return dict.fromkeys(TOLD, handle)


def subscriptions(c: Container) -> list[Subscription]:
    """Return what the service listens to: cases, scores, measures and lists."""
    topics = tuple(sorted({event.TOPIC for event in TOLD}))
    return [Subscription(group=GROUP, topics=topics, handlers=handlers(c))]
