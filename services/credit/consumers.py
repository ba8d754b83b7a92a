"""Events in: documents that take effect, and their ends, become ledger entries, each once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
from shared.events.case_events import DocumentAnnulled, DocumentEffective, RefundRefused
from shared.events.envelope import Envelope, Event
from shared.kafka.consumer import Subscription
from shared.messaging.dispatch import Handler

GROUP = "credit"
BATCH = 100
REFUSED = "拒不退还责令退还的价款"
REFUSAL_BASIS = ("价格违法行为行政处罚规定第十六条、第十七条",)


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


def annulments_of(envelope: Envelope, event: DocumentAnnulled) -> list[CreditEvent]:
    """Return the end of a document, and of what falls with it, as facts for the ledger."""
    ended = CreditEvent(
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
    with_it = (
        replace(ended, event_id=f"{envelope.id}-{place}", supersedes=no)
        for place, no in enumerate(event.with_it, start=1)
    )
    return [ended, *with_it]


def refusal_of(envelope: Envelope, event: RefundRefused) -> CreditEvent:
    """Return a refusal to obey an order to refund as a fact for the ledger, without a level."""
    return CreditEvent(
        event_id=envelope.id,
        subject=event.key,
        subject_name=event.respondent_name,
        kind=EntryKind.REFUND_ORDER,
        document=Document(
            no=event.record_no, title=REFUSED, body=event.department, city=event.city
        ),
        determined_on=event.refused_on,
        effective_on=event.refused_on,
        legal_basis=REFUSAL_BASIS,
        refund_state=RefundState.REFUSED,
        source_case=event.case_id,
        actor=event.department,
    )


def facts_of(envelope: Envelope, event: Event) -> list[CreditEvent]:
    """Return an event as facts for the ledger, none where it is not for us."""
    if isinstance(event, DocumentEffective):
        return [credit_event_of(envelope, event)]
    if isinstance(event, RefundRefused):
        return [refusal_of(envelope, event)]
    return annulments_of(envelope, event) if isinstance(event, DocumentAnnulled) else []


def enter(c: Container, events: Sequence[tuple[Envelope, Event]]) -> None:
    """Enter a batch of documents and of their ends; other events are not for us."""
    documents = [fact for envelope, event in events for fact in facts_of(envelope, event)]
    append_documents(documents, ledger=c.ledger, subjects=c.subjects, packs=c.packs, now=c.now())


def handlers(c: Container) -> Mapping[type[Event], Handler]:
    """Return the handler of each event the service listens to."""

    def enter_one(event: Event, envelope: Envelope) -> None:
        enter(c, [(envelope, event)])

    return {
        DocumentEffective: enter_one,
        DocumentAnnulled: enter_one,
        RefundRefused: enter_one,
    }


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
