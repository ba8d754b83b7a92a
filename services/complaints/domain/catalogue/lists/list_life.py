"""The life of a list: draft, submitted, returned or reviewed, published by a second person.

Pure; who acts, when and what is known of earlier editions is passed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from services.complaints.domain.catalogue.lists.charge_list import (
    Act,
    ChargeList,
    Entry,
    Source,
    State,
    Terms,
    TypedPrice,
    is_of_body,
    is_of_office,
)
from services.complaints.domain.catalogue.lists.list_terms import each_once, wrong_in
from shared.clock import local_date
from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.events.list_events import ListTold
from shared.principal import Principal, Role
from shared.words import N_

MOST_ENTRIES = 500
MOST_TYPED = 500
LONGEST = 2000
_OPEN = (State.DRAFT, State.RETURNED)
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


def made(charge_list: ChargeList, acting: Acting) -> ChargeList:
    """Return a list that begins, from an import.

    Raises:
        Forbidden: the person is neither of the body nor of the port office.
    """
    _check_maker(charge_list, acting)
    return _with(charge_list, Act.MADE, acting)


def with_rows(charge_list: ChargeList, source: Source, acting: Acting) -> ChargeList:
    """Return the list with the rows of another import in place of its own.

    Raises:
        Forbidden: the person is neither of the body nor of the port office.
        Conflict: it lies with the port office or is published.
    """
    _check_maker(charge_list, acting)
    _check_state(charge_list, _OPEN)
    after = replace(charge_list, source=source, typed=())
    return _with(after, Act.MADE, acting)


def with_price(charge_list: ChargeList, price: TypedPrice, acting: Acting) -> ChargeList:
    """Return the list with the price of a text row as a person read it.

    Raises:
        Forbidden: the list is not the person's to change.
        Conflict: it is reviewed or published.
        Invalid: the price is none, or too many were typed.
    """
    if charge_list.state is State.SUBMITTED:
        _check_office(charge_list, acting)
    else:
        _check_maker(charge_list, acting)
        _check_state(charge_list, _OPEN)
    if not 0 <= price.price_min <= price.price_max:
        raise Invalid(
            N_("填写的内容要修改。"), errors=[FieldError("price_max", N_("最高价不能低于最低价"))]
        )
    others = tuple(each for each in charge_list.typed if each.row != price.row)
    if len(others) >= MOST_TYPED:
        raise Conflict(N_("补录的价格太多，请改好文件后重新导入"))
    words = f"{price.row}: {price.price_min:f}-{price.price_max:f} {price.unit}"
    return _with(replace(charge_list, typed=(*others, price)), Act.TYPED, acting, words)


def submit(charge_list: ChargeList, words: str, acting: Acting) -> Changed:
    """Return the list handed to the port office.

    Raises:
        Forbidden: the person is neither of the body nor of the port office.
        Conflict: it is with the port office already.
        Invalid: it has no row.
    """
    _check_maker(charge_list, acting)
    _check_state(charge_list, _OPEN)
    _check_length(words)
    if not charge_list.source.rows:
        raise Invalid(N_("清单里没有收费项目"))
    after = _with(replace(charge_list, state=State.SUBMITTED), Act.SUBMITTED, acting, words)
    return after, [_told(after, Act.SUBMITTED, acting, departments=(acting.port_office,))]


def send_back(charge_list: ChargeList, words: str, acting: Acting) -> Changed:
    """Return the list returned to whoever made it, with the reason.

    Raises:
        Forbidden: the person does not supervise for the port office.
        Conflict: it does not lie with the port office.
        Invalid: no reason is given.
    """
    _check_supervisor(charge_list, acting)
    _check_state(charge_list, (State.SUBMITTED, State.REVIEWED))
    _check_length(words)
    if not words.strip():
        raise Invalid(N_("请写明理由。"), errors=[FieldError("words", N_("请写明理由。"))])
    after = _with(replace(charge_list, state=State.RETURNED), Act.RETURNED, acting, words)
    return after, [_told(after, Act.RETURNED, acting, departments=_office_if_maker(after, acting))]


def review(charge_list: ChargeList, words: str, acting: Acting) -> Changed:
    """Return the list reviewed; somebody else publishes it.

    Raises:
        Forbidden: the person does not supervise for the port office, or submitted it.
        Conflict: it was not submitted.
    """
    _check_supervisor(charge_list, acting)
    _check_state(charge_list, (State.SUBMITTED,))
    _check_length(words)
    submitted = charge_list.last(Act.SUBMITTED)
    if submitted and submitted.by == acting.actor.sub:
        raise Forbidden(N_("提交人不能审核自己提交的清单"))
    return _with(replace(charge_list, state=State.REVIEWED), Act.REVIEWED, acting, words), []


def publish(
    charge_list: ChargeList,
    terms: Terms,
    acting: Acting,
    *,
    before: date | None,
    followers: Sequence[str] = (),
) -> Changed:
    """Return the list published.

    Args:
        charge_list: as reviewed.
        terms: from when, whether complete, where it hangs.
        acting: who publishes.
        before: first day of the body's edition before; None for its first one.
        followers: references of those who asked to be told, `uscc:…` or `department:…`.

    Raises:
        Forbidden: the person is not of the port office, or reviewed it.
        Conflict: it was not reviewed.
        Invalid: a term is missing or impossible; `errors` name the fields.
    """
    _check_office(charge_list, acting)
    _check_state(charge_list, (State.REVIEWED,))
    reviewed = charge_list.last(Act.REVIEWED)
    if reviewed and reviewed.by == acting.actor.sub:
        raise Forbidden(N_("审核人不能发布自己审核的清单，须由另一人发布"))
    if errors := wrong_in(terms, before=before, today=local_date(acting.now)):
        raise Invalid(N_("填写的内容要修改。"), errors=errors)
    after = replace(charge_list, state=State.PUBLISHED, terms=terms)
    after = _with(after, Act.PUBLISHED, acting)
    told = _told(
        after,
        Act.PUBLISHED,
        acting,
        departments=each_once(acting.port_office, followers, "department:"),
        enterprises=each_once(after.body.uscc, followers, "uscc:"),
    )
    return after, [told]


def _with(charge_list: ChargeList, act: Act, acting: Acting, words: str = "") -> ChargeList:
    if len(charge_list.history) >= MOST_ENTRIES:
        raise Conflict(N_("这一项的记录已满"))
    entry = Entry(act=act, at=acting.now, by=acting.actor.sub, words=words)
    return replace(
        charge_list, version=charge_list.version + 1, history=(*charge_list.history, entry)
    )


def _told(
    charge_list: ChargeList,
    act: Act,
    acting: Acting,
    *,
    departments: tuple[str, ...] = (),
    enterprises: tuple[str, ...] | None = None,
) -> ListTold:
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


def _office_if_maker(charge_list: ChargeList, acting: Acting) -> tuple[str, ...]:
    return (acting.port_office,) if charge_list.by_office else ()


def _check_maker(charge_list: ChargeList, acting: Acting) -> None:
    own = is_of_body(acting.actor, charge_list.body)
    if not own and not acting.is_office(charge_list.city):
        raise Forbidden(N_("只有收费单位自己和本市口岸办可以改动这份清单"))


def _check_office(charge_list: ChargeList, acting: Acting) -> None:
    if not acting.is_office(charge_list.city):
        raise Forbidden(N_("只有本市口岸办可以这样做"))


def _check_supervisor(charge_list: ChargeList, acting: Acting) -> None:
    if not acting.is_office(charge_list.city) or acting.actor.role is not Role.SUPERVISOR:
        raise Forbidden(N_("只有本市口岸办的督办人可以审核和退回"))


def _check_state(charge_list: ChargeList, allowed: Sequence[State]) -> None:
    if charge_list.state not in allowed:
        raise Conflict(_NOT_NOW)


def _check_length(words: str) -> None:
    if len(words) > LONGEST:
        error = FieldError("words", N_("最多 %(most)s 个字"), {"most": str(LONGEST)})
        raise Invalid(N_("填写的内容要修改。"), errors=[error])
