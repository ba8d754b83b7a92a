"""Who sees a list, and which steps its page offers to whom."""

from services.complaints.container import Container
from services.complaints.domain.catalogue.lists.charge_list import (
    Act,
    ChargeList,
    State,
    is_of_body,
    is_of_office,
)
from services.complaints.domain.catalogue.lists.list_recall import recall_asked
from shared.principal import Principal, Role

PUBLIC = (State.PUBLISHED, State.WITHDRAWN)


def may_look(found: ChargeList, person: Principal | None, c: Container) -> bool:
    """Tell whether somebody sees a list: anybody a published one, else who works on it."""
    if found.state in PUBLIC or is_of_body(person, found.body):
        return True
    if person is None or person.scopes:
        return False
    return person.role is Role.AUDITOR or is_of_office(
        person, found.city, c.rules.parties.city(found.city).port_office
    )


def steps_of(found: ChargeList, person: Principal | None, office: str) -> dict[str, bool]:
    """Return which steps in the life of a list its page offers to somebody."""
    of_office = is_of_office(person, found.city, office)
    maker = of_office or is_of_body(person, found.body)
    is_open = found.state in (State.DRAFT, State.RETURNED)
    supervises = of_office and person is not None and person.role is Role.SUPERVISOR
    reviewed = found.last(Act.REVIEWED)
    own = reviewed is not None and person is not None and reviewed.by == person.sub
    return {
        "may_submit": maker and is_open,
        "may_type": (maker and is_open) or (of_office and found.state is State.SUBMITTED),
        "may_review": supervises and found.state is State.SUBMITTED,
        "may_return": supervises and found.state in (State.SUBMITTED, State.REVIEWED),
        "may_publish": of_office and found.state is State.REVIEWED and not own,
        **_may_recall(found, person, of_office=of_office),
        "waits_for_another": of_office and found.state is State.REVIEWED and own,
    }


def _may_recall(found: ChargeList, person: Principal | None, *, of_office: bool) -> dict[str, bool]:
    asked, published = recall_asked(found), of_office and found.state is State.PUBLISHED
    own = asked is not None and person is not None and asked.by == person.sub
    return {
        "may_ask_recall": published and asked is None,
        "may_drop_recall": published and asked is not None,
        "may_withdraw": published and asked is not None and not own,
    }
