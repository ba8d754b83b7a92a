"""One step of a list's life: who takes it, its entry in the history, who is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.complaints.domain.catalogue.lists.charge_list import (
    Act,
    ChargeList,
    Entry,
    State,
    is_of_office,
)
from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.events.list_events import ListTold
from shared.principal import Principal
from shared.words import N_

LONGEST = 2000
_NOT_NOW = N_("清单现在的状态不能这样做，请刷新后再看")
Changed = tuple[ChargeList, list[ListTold]]


@dataclass(frozen=True, kw_only=True)
class Acting:
    """Who acts on a list, when, and the port office of its city."""

    actor: Principal
    now: datetime
    port_office: str

    def is_office(self, city: str) -> bool:
        """Tell whether the actor is of that city's port office."""
        return is_of_office(self.actor, city, self.port_office)


def with_entry(charge_list: ChargeList, act: Act, acting: Acting, words: str = "") -> ChargeList:
    """Return the list with one more step of its history."""
    entry = Entry(act=act, at=acting.now, by=acting.actor.sub, words=words)
    return replace(
        charge_list, version=charge_list.version + 1, history=(*charge_list.history, entry)
    )


def told_of(
    charge_list: ChargeList,
    act: Act,
    acting: Acting,
    *,
    departments: tuple[str, ...] = (),
    enterprises: tuple[str, ...] | None = None,
) -> ListTold:
    """Return what is told of a step, and to whom."""
    body = charge_list.body
    own = (body.uscc,) if body.uscc and act is Act.RETURNED else ()
    return ListTold(
        key=charge_list.id,
        version=charge_list.version,
        occurred_at=acting.now,
        act=act.value,
        city=charge_list.city,
        port=charge_list.port,
        body=body.name,
        edition=charge_list.edition,
        effective_from=charge_list.terms.effective_from if charge_list.terms else None,
        departments=departments,
        enterprises=own if enterprises is None else enterprises,
    )


def check_office(charge_list: ChargeList, acting: Acting) -> None:
    """Raise Forbidden unless somebody of the city's port office acts."""
    if not acting.is_office(charge_list.city):
        raise Forbidden(N_("只有本市口岸办可以这样做"))


def check_state(charge_list: ChargeList, allowed: Sequence[State]) -> None:
    """Raise Conflict unless the list is in one of the states."""
    if charge_list.state not in allowed:
        raise Conflict(_NOT_NOW)


def check_length(words: str) -> None:
    """Raise Invalid where words are too long."""
    if len(words) > LONGEST:
        error = FieldError("words", N_("最多 %(most)s 个字"), {"most": str(LONGEST)})
        raise Invalid(N_("填写的内容要修改。"), errors=[error])
