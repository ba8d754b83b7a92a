"""A published list is withdrawn 撤回: one person of the port office asks, another one decides.

What was charged while it was in force is still checked against it. Its address stays and says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.complaints.domain.catalogue.lists.charge_list import (
    Act,
    ChargeList,
    Entry,
    State,
    Terms,
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
from services.complaints.domain.catalogue.lists.list_terms import each_once
from shared.clock import local_date
from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.words import N_

_PUBLISHED = (State.PUBLISHED,)


def recall_asked(charge_list: ChargeList) -> Entry | None:
    """Return the request to withdraw a list that waits for a decision."""
    steps = (each for each in reversed(charge_list.history) if each.act is not Act.EVE)
    last = next(steps, None)
    return last if last and last.act is Act.RECALL_ASKED else None


def ask_recall(charge_list: ChargeList, words: str, acting: Acting) -> Changed:
    """Return the list with the request to withdraw it; nobody outside is told yet.

    Raises:
        Forbidden: the person is not of the port office.
        Conflict: it is not published, or was asked for already.
        Invalid: no reason is given.
    """
    check_office(charge_list, acting)
    check_state(charge_list, _PUBLISHED)
    check_length(words)
    if recall_asked(charge_list):
        raise Conflict(N_("已经有人提出撤回，等另一人决定"))
    if not words.strip():
        raise Invalid(N_("请写明理由。"), errors=[FieldError("words", N_("请写明理由。"))])
    return with_entry(charge_list, Act.RECALL_ASKED, acting, words), []


def drop_recall(charge_list: ChargeList, words: str, acting: Acting) -> Changed:
    """Return the list as it stays published after all.

    Raises:
        Forbidden: the person is not of the port office.
        Conflict: nobody asked to withdraw it.
    """
    check_office(charge_list, acting)
    check_state(charge_list, _PUBLISHED)
    check_length(words)
    _asked(charge_list)
    return with_entry(charge_list, Act.RECALL_DROPPED, acting, words), []


def withdraw(charge_list: ChargeList, acting: Acting, *, followers: Sequence[str] = ()) -> Changed:
    """Return the list withdrawn for the reason that was given; everybody concerned is told.

    Args:
        charge_list: as published, with a request to withdraw it.
        acting: who decides.
        followers: references of those who asked to be told, `uscc:…` or `department:…`.

    Raises:
        Forbidden: the person is not of the port office, or asked for it.
        Conflict: nobody asked to withdraw it.
    """
    check_office(charge_list, acting)
    check_state(charge_list, _PUBLISHED)
    asked = _asked(charge_list)
    if asked.by == acting.actor.sub:
        raise Forbidden(N_("提出撤回的人不能自己决定，须由另一人决定"))
    after = replace(charge_list, state=State.WITHDRAWN)
    after = with_entry(after, Act.WITHDRAWN, acting, asked.words)
    told = told_of(
        after,
        Act.WITHDRAWN,
        acting,
        departments=each_once(acting.port_office, followers, "department:"),
        enterprises=each_once(after.body.uscc, followers, "uscc:"),
    )
    return after, [told]


def last_day(charge_list: ChargeList) -> date | None:
    """Return the last day of a withdrawn list: that of its withdrawal."""
    withdrawn = charge_list.last(Act.WITHDRAWN)
    return local_date(withdrawn.at) if withdrawn else None


def terms_in_force(charge_list: ChargeList) -> Terms | None:
    """Return the terms under which a list is or was in force; None where it never was."""
    terms, last = charge_list.terms, last_day(charge_list)
    if terms is None or last is None:
        return terms
    if last < terms.effective_from:
        return None
    ends = min(last, terms.effective_to) if terms.effective_to else last
    return replace(terms, effective_to=ends)


def _asked(charge_list: ChargeList) -> Entry:
    asked = recall_asked(charge_list)
    if asked is None:
        raise Conflict(N_("没有人提出撤回"))
    return asked
