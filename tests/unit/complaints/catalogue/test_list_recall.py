"""A published list is withdrawn by two people, and announced again on its eve."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.complaints.domain.catalogue.lists import list_recall
from services.complaints.domain.catalogue.lists.charge_list import Act, Entry, State
from services.complaints.domain.catalogue.lists.list_eve import is_eve, told_on_eve
from shared.clock import local_date
from shared.errors import Conflict, Forbidden, Invalid
from tests.complaints import GUANLI, HANBING, TERMINAL, XUKEXIN
from tests.unit.complaints.catalogue.charge_lists import (
    NOW,
    OFFICE,
    OTHER_CITY,
    SECOND,
    a_list,
    acting,
    terms,
)

FOLLOWERS = ("uscc:9137", "department:hy-market", f"uscc:{TERMINAL}")


def published(**changes):
    entry = Entry(act=Act.PUBLISHED, at=NOW - timedelta(days=3), by="somebody")
    values = {"state": State.PUBLISHED, "terms": terms(), "history": (entry,), "version": 5}
    return a_list(**{**values, **changes})


def last_day(found):
    in_force = list_recall.terms_in_force(found)
    return in_force and in_force.effective_to


def asked(who=HANBING):
    return list_recall.ask_recall(published(), "价格写错", acting(who))[0]


def test_one_person_asks_and_another_one_withdraws_and_everybody_is_told():
    before = asked()
    assert before.state is State.PUBLISHED
    with pytest.raises(Forbidden):
        list_recall.withdraw(before, acting(HANBING))
    after, (told,) = list_recall.withdraw(before, acting(SECOND), followers=FOLLOWERS)
    assert after.state is State.WITHDRAWN
    assert after.history[-1].words == "价格写错"
    assert (told.act, told.version) == ("withdrawn", before.version + 1)
    assert told.departments == (OFFICE, "hy-market")
    assert told.enterprises == (TERMINAL, "9137")


@pytest.mark.parametrize("who", [XUKEXIN, GUANLI, OTHER_CITY])
def test_nobody_outside_the_port_office_withdraws(who):
    for step in (
        lambda: list_recall.ask_recall(published(), "错", acting(who)),
        lambda: list_recall.drop_recall(asked(), "", acting(who)),
        lambda: list_recall.withdraw(asked(), acting(who)),
    ):
        with pytest.raises(Forbidden):
            step()


def test_a_withdrawal_needs_a_reason_a_request_and_a_published_list():
    with pytest.raises(Invalid):
        list_recall.ask_recall(published(), "  ", acting(HANBING))
    with pytest.raises(Conflict):
        list_recall.ask_recall(asked(), "又一次", acting(SECOND))
    with pytest.raises(Conflict):
        list_recall.withdraw(published(), acting(SECOND))
    with pytest.raises(Conflict):
        list_recall.ask_recall(published(state=State.REVIEWED), "错", acting(HANBING))


def test_a_request_that_was_dropped_can_be_made_again_and_an_eve_leaves_it_open():
    kept = list_recall.drop_recall(asked(), "核实无误", acting(HANBING))[0]
    assert list_recall.recall_asked(kept) is None
    assert list_recall.ask_recall(kept, "确实错了", acting(HANBING))[0].version == kept.version + 1
    told, _ = told_on_eve(asked(), now=NOW, port_office=OFFICE, followers=())
    assert list_recall.recall_asked(told) is not None


def test_a_list_withdrawn_before_it_began_was_never_in_force_and_a_later_one_ends_that_day():
    never, _ = list_recall.withdraw(asked(), acting(SECOND))
    assert list_recall.terms_in_force(never) is None
    begun = replace(never, terms=terms(effective_from=date(2026, 11, 1)))
    assert last_day(begun) == local_date(NOW)
    short = replace(
        never, terms=terms(effective_from=date(2026, 11, 1), effective_to=date(2026, 11, 9))
    )
    assert last_day(short) == date(2026, 11, 9)
    assert list_recall.terms_in_force(published()) == terms()


@pytest.mark.parametrize(
    ("begins", "state", "told_before", "eve"),
    [
        (1, State.PUBLISHED, False, True),
        (1, State.PUBLISHED, True, False),
        (1, State.WITHDRAWN, False, False),
        (0, State.PUBLISHED, False, True),
        (0, State.PUBLISHED, True, False),
        (-1, State.PUBLISHED, False, False),
        (2, State.PUBLISHED, False, False),
    ],
)
def test_the_eve_is_the_day_before_or_if_missed_the_first_day_once_and_only_of_a_list_that_stands(
    begins, state, told_before, eve
):
    first = local_date(NOW) + timedelta(days=begins)
    found = published(state=state, terms=terms(effective_from=first))
    if told_before:
        found, _ = told_on_eve(found, now=NOW, port_office=OFFICE, followers=())
    assert is_eve(found, NOW) is eve


def test_a_list_that_was_published_today_is_not_announced_twice_today():
    today = Entry(act=Act.PUBLISHED, at=NOW, by="x")
    first = local_date(NOW) + timedelta(days=1)
    found = published(history=(today,), terms=terms(effective_from=first))
    assert not is_eve(found, NOW)
    assert not is_eve(found, NOW + timedelta(days=1))


def test_the_eve_is_told_to_the_body_the_office_and_the_followers():
    after, (told,) = told_on_eve(published(), now=NOW, port_office=OFFICE, followers=FOLLOWERS)
    assert after.history[-1] == Entry(act=Act.EVE, at=NOW, by="")
    assert (told.act, told.key, told.version) == ("eve", after.id, after.version)
    assert told.departments == (OFFICE, "hy-market")
    assert told.enterprises == (TERMINAL, "9137")
