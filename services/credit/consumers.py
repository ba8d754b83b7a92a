"""Events in: effective documents become ledger entries, in batches, each once."""

from collections.abc import Mapping, Sequence
from functools import partial

from services.credit.container import Container
from services.credit.domain.ledger.entry import (
    CreditEvent,
    Document,
    EntryKind,
    Level,
    RefundState,
)
from services.credit.usecases.append_documents import append_documents
from shared.events.case_events import DocumentEffective
from shared.events.envelope import Envelope, Event
from shared.kafka.consumer import Subscription
from shared.messaging.dispatch import Handler

GROUP = "credit"
BATCH = 100


def credit_event_of(envelope: Envelope, event: DocumentEffective) -> CreditEvent:
    """Return an effective document of the complaints service as a fact for the ledger."""
    return CreditEvent(
        event_id=envelope.id,
        subject=event.key,
        subject_name=event.respondent_name,
        kind=EntryKind(event.kind),
        document=Document(
            no=event.document_no, title=event.title, body=event.department, city=event.city
        ),
        level=Level(event.level),
        determined_on=event.determined_on,
        effective_on=event.effective_on,
        violations=event.violations,
        legal_basis=event.legal_basis,
        fine=event.fine,
        refund=event.refund,
        refund_state=RefundState.ORDERED if event.refund > 0 else RefundState.NONE,
        source_case=event.case_id,
        actor=event.department,
    )


def enter(c: Container, events: Sequence[tuple[Envelope, Event]]) -> None:
    """Enter a batch of effective documents; other events of the topic are not for us."""
    documents = [
        credit_event_of(envelope, event)
        for envelope, event in events
        if isinstance(event, DocumentEffective)
    ]
    append_documents(documents, ledger=c.ledger, subjects=c.subjects, packs=c.packs, now=c.now())


def handlers(c: Container) -> Mapping[type[Event], Handler]:
    """Return the handler of each event the service listens to."""

    def enter_one(event: DocumentEffective, envelope: Envelope) -> None:
        enter(c, [(envelope, event)])

    return {DocumentEffective: enter_one}


def subscriptions(c: Container) -> list[Subscription]:
    """Return what the service listens to: the one intake topic, by one appender."""
    return [
        Subscription(
            group=GROUP,
            topics=(DocumentEffective.TOPIC,),
            handlers=handlers(c),
            batch=partial(enter, c),
            most=BATCH,
        )
    ]
