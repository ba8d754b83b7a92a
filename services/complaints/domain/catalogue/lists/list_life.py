"""The life of a list: draft, submitted, returned or reviewed, published by a second person.

Pure; who acts, when and what is known of earlier editions is passed in.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.complaints.domain.catalogue.lists.charge_list import (
    Act,
    ChargeList,
    Source,
    State,
    Terms,
    TypedPrice,
    is_of_body,
)
from services.complaints.domain.catalogue.lists.list_steps import (
    Acting,
    Changed,
    check_length,
    check_office,
    check_state,
    told_of,
    with_entry,
)
from services.complaints.domain.catalogue.lists.list_terms import each_once, wrong_in
from shared.clock import local_date
from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.principal import Role
from shared.words import N_

MOST_TYPED = 500
_OPEN = (State.DRAFT, State.RETURNED)


def made(charge_list: ChargeList, acting: Acting) -> ChargeList:
    """Return a list that begins, from an import.

    Raises:
        Forbidden: the person is neither of the body nor of the port office.
    """
    _check_maker(charge_list, acting)
    return with_entry(charge_list, Act.MADE, acting)


def with_rows(charge_list: ChargeList, source: Source, acting: Acting) -> ChargeList:
    """Return the list with the rows of another import in place of its own.

    Raises:
        Forbidden: the person is neither of the body nor of the port office.
        Conflict: it lies with the port office or is published.
    """
    _check_maker(charge_list, acting)
    check_state(charge_list, _OPEN)
    after = replace(charge_list, source=source, typed=())
    return with_entry(after, Act.MADE, acting)


def with_price(charge_list: ChargeList, price: TypedPrice, acting: Acting) -> ChargeList:
    """Return the list with the price of a text row as a person read it.

    Raises:
        Forbidden: the list is not the person's to change.
        Conflict: it is reviewed or published.
        Invalid: the price is none, or too many were typed.
    """
    if charge_list.state is State.SUBMITTED:
        check_office(charge_list, acting)
    else:
        _check_maker(charge_list, acting)
        check_state(charge_list, _OPEN)
    if not 0 <= price.price_min <= price.price_max:
        raise Invalid(
            N_("填写的内容要修改。"), errors=[FieldError("price_max", N_("最高价不能低于最低价"))]
        )
    others = tuple(each for each in charge_list.typed if each.row != price.row)
    if len(others) >= MOST_TYPED:
        raise Conflict(N_("补录的价格太多，请改好文件后重新导入"))
    words = f"{price.row}: {price.price_min:f}-{price.price_max:f} {price.unit}"
    return with_entry(replace(charge_list, typed=(*others, price)), Act.TYPED, acting, words)


def submit(charge_list: ChargeList, words: str, acting: Acting) -> Changed:
    """Return the list handed to the port office.

    Raises:
        Forbidden: the person is neither of the body nor of the port office.
        Conflict: it is with the port office already.
        Invalid: it has no row.
    """
    _check_maker(charge_list, acting)
    check_state(charge_list, _OPEN)
    check_length(words)
    if not charge_list.source.rows:
        raise Invalid(N_("清单里没有收费项目"))
    after = with_entry(replace(charge_list, state=State.SUBMITTED), Act.SUBMITTED, acting, words)
    return after, [told_of(after, Act.SUBMITTED, acting, departments=(acting.port_office,))]


def send_back(charge_list: ChargeList, words: str, acting: Acting) -> Changed:
    """Return the list returned to whoever made it, with the reason.

    Raises:
        Forbidden: the person does not supervise for the port office.
        Conflict: it does not lie with the port office.
        Invalid: no reason is given.
    """
    _check_supervisor(charge_list, acting)
    check_state(charge_list, (State.SUBMITTED, State.REVIEWED))
    check_length(words)
    if not words.strip():
        raise Invalid(N_("请写明理由。"), errors=[FieldError("words", N_("请写明理由。"))])
    after = with_entry(replace(charge_list, state=State.RETURNED), Act.RETURNED, acting, words)
    return after, [
        told_of(after, Act.RETURNED, acting, departments=_office_if_maker(after, acting))
    ]


def review(charge_list: ChargeList, words: str, acting: Acting) -> Changed:
    """Return the list reviewed; somebody else publishes it.

    Raises:
        Forbidden: the person does not supervise for the port office, or submitted it.
        Conflict: it was not submitted.
    """
    _check_supervisor(charge_list, acting)
    check_state(charge_list, (State.SUBMITTED,))
    check_length(words)
    submitted = charge_list.last(Act.SUBMITTED)
    if submitted and submitted.by == acting.actor.sub:
        raise Forbidden(N_("提交人不能审核自己提交的清单"))
    return with_entry(replace(charge_list, state=State.REVIEWED), Act.REVIEWED, acting, words), []


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
    check_office(charge_list, acting)
    check_state(charge_list, (State.REVIEWED,))
    reviewed = charge_list.last(Act.REVIEWED)
    if reviewed and reviewed.by == acting.actor.sub:
        raise Forbidden(N_("审核人不能发布自己审核的清单，须由另一人发布"))
    if errors := wrong_in(terms, before=before, today=local_date(acting.now)):
        raise Invalid(N_("填写的内容要修改。"), errors=errors)
    after = replace(charge_list, state=State.PUBLISHED, terms=terms)
    after = with_entry(after, Act.PUBLISHED, acting)
    told = told_of(
        after,
        Act.PUBLISHED,
        acting,
        departments=each_once(acting.port_office, followers, "department:"),
        enterprises=each_once(after.body.uscc, followers, "uscc:"),
    )
    return after, [told]


def _office_if_maker(charge_list: ChargeList, acting: Acting) -> tuple[str, ...]:
    return (acting.port_office,) if charge_list.by_office else ()


def _check_maker(charge_list: ChargeList, acting: Acting) -> None:
    own = is_of_body(acting.actor, charge_list.body)
    if not own and not acting.is_office(charge_list.city):
        raise Forbidden(N_("只有收费单位自己和本市口岸办可以改动这份清单"))


def _check_supervisor(charge_list: ChargeList, acting: Acting) -> None:
    if not acting.is_office(charge_list.city) or acting.actor.role is not Role.SUPERVISOR:
        raise Forbidden(N_("只有本市口岸办的督办人可以审核和退回"))
