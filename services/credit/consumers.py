"""Events in: documents that take effect, and their ends, become ledger entries, each once."""

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
from shared.events.case_events import DocumentAnnulled, DocumentEffective
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


def annulment_of(envelope: Envelope, event: DocumentAnnulled) -> CreditEvent:
    """Return the end of a document of the complaints service as a fact for the ledger."""
    return CreditEvent(
        event_id=envelope.id,
        subject=event.key,
        subject_name=event.respondent_name,
        kind=EntryKind.ANNULMENT,
        document=Document(
            no=event.document_no, title=event.motive, body=event.department, city=event.city
        ),
        determined_on=event.effective_on,
        effective_on=event.effective_on,
        source_case=event.case_id,
        actor=event.department,
        supersedes=event.supersedes,
        motive=event.motive,
    )


def fact_of(envelope: Envelope, event: Event) -> CreditEvent | None:
    """Return an event as a fact for the ledger, None where it is not for us."""
    if isinstance(event, DocumentEffective):
        return credit_event_of(envelope, event)
    return annulment_of(envelope, event) if isinstance(event, DocumentAnnulled) else None


def enter(c: Container, events: Sequence[tuple[Envelope, Event]]) -> None:
    """Enter a batch of documents and of their ends; other events are not for us."""
    facts = (fact_of(envelope, event) for envelope, event in events)
    documents = [fact for fact in facts if fact is not None]
    append_documents(documents, ledger=c.ledger, subjects=c.subjects, packs=c.packs, now=c.now())


def handlers(c: Container) -> Mapping[type[Event], Handler]:
    """Return the handler of each event the service listens to."""

    def enter_one(event: Event, envelope: Envelope) -> None:
        enter(c, [(envelope, event)])

    return {DocumentEffective: enter_one, DocumentAnnulled: enter_one}


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
