"""From an event to its messages: one per event, recipient and channel, ever."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from itertools import product

from services.notify.domain.messages.facts import facts_of
from services.notify.domain.messages.message import Message, State
from services.notify.domain.plans.plan import Channel, Plan, Role
from shared.clock import local_date
from shared.events.case_events import CasePressed
from shared.events.credit_events import ScoreChanged
from shared.events.envelope import Event
from shared.events.list_events import ListTold
from shared.events.measure_events import MeasureTold
from shared.events.task_events import CaseTaskPressed, CaseTaskTold


def message_id(event_id: str, recipient_ref: str, channel: Channel) -> str:
    """Return the id that the message of an event to a recipient over a channel always has."""
    return sha256(f"{event_id}|{recipient_ref}|{channel}".encode()).hexdigest()


def recipient_ref(event: Event, role: Role) -> str | None:
    """Return the reference of who has this role in the event, None where nobody has.

    A reporter's reference is opaque and comes with the event; nobody has it for an anonymous
    report. The others are "department:<id>" and "uscc:<code>".
    """
    if role is Role.REPORTER:
        return getattr(event, "reporter_ref", None)
    if role is Role.ENTERPRISE:
        return f"uscc:{event.key}" if isinstance(event, ScoreChanged) else None
    field, kind = (
        ("department", "department") if role is Role.DEPARTMENT else ("respondent_uscc", "uscc")
    )
    value = getattr(event, field, None)
    return f"{kind}:{value}" if value else None


def recipients(event: Event, role: Role) -> tuple[str, ...]:
    """Return the references of all who have this role; measures and lists may have several."""
    if isinstance(event, CasePressed):
        return _told_of_pressing(event, role)
    if isinstance(event, CaseTaskTold | CaseTaskPressed):
        return _told_of_task(event, role)
    if isinstance(event, MeasureTold):
        told = event.departments if role is Role.DEPARTMENT else ()
        return tuple(f"department:{each}" for each in told)
    if isinstance(event, ListTold):
        return _told_of_list(event, role)
    only = recipient_ref(event, role)
    return (only,) if only else ()


def _told_of_pressing(event: CasePressed, role: Role) -> tuple[str, ...]:
    """Return whom a step of supervision tells: who handles the case, its department, the office."""
    if role is Role.OFFICER:
        return (event.officer_ref,) if event.officer_ref else ()
    unit = {Role.DEPARTMENT: event.department_told, Role.PORT_OFFICE: event.port_office}.get(role)
    return (f"department:{unit}",) if unit else ()


def _told_of_task(event: CaseTaskTold | CaseTaskPressed, role: Role) -> tuple[str, ...]:
    if role is Role.OFFICER:
        return (event.officer_ref,) if event.officer_ref else ()
    if role is Role.DEPARTMENT:
        return (f"department:{event.department_told}",)
    office = event.port_office if isinstance(event, CaseTaskPressed) else None
    return (f"department:{office}",) if role is Role.PORT_OFFICE and office else ()


def _told_of_list(event: ListTold, role: Role) -> tuple[str, ...]:
    if role is Role.DEPARTMENT:
        return tuple(f"department:{each}" for each in event.departments)
    if role is Role.ENTERPRISE:
        return tuple(f"uscc:{each}" for each in event.enterprises)
    return ()


def plan_messages(
    event: Event, event_id: str, *, plans: Sequence[Plan], now: datetime
) -> list[Message]:
    """Return the messages an event owes, in the order of the plans and of their channels."""
    day = local_date(event.occurred_at)
    messages: dict[str, Message] = {}
    for plan in plans:
        told = recipients(event, plan.role) if plan.is_meant_for(event, day) else ()
        for to in product(told, plan.channels):
            message = _message(event, event_id, plan=plan, to=to, now=now)
            messages.setdefault(message.id, message)
    return list(messages.values())


def _message(
    event: Event, event_id: str, *, plan: Plan, to: tuple[str, Channel], now: datetime
) -> Message:
    recipient, channel = to
    return Message(
        id=message_id(event_id, recipient, channel),
        event_id=event_id,
        event_type=event.TYPE,
        occurred_at=event.occurred_at,
        case_id=None if isinstance(event, ScoreChanged | MeasureTold | ListTold) else event.key,
        role=plan.role,
        recipient_ref=recipient,
        channel=channel,
        lane=plan.lane,
        legal_class=plan.legal_class,
        limit_code=plan.limit_code,
        template=plan.template,
        template_version=plan.template_version,
        link=plan.link,
        facts=facts_of(event),
        state=State.DUE,
        since=now,
        created_at=now,
        next_due=now,
    )
