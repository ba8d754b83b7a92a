"""Withdrawn lists in the store and in the catalogue; the eve is told once, by whichever process."""

from datetime import date, timedelta

import pytest

from services.complaints.domain.catalogue.lists.charge_list import Act, State
from services.complaints.usecases.catalogue.follow_lists import follow
from services.complaints.usecases.catalogue.tell_on_eve import tell_on_eve
from tests.complaints import HANBING, NOW, ZHOULAN
from tests.contracts.complaints.test_price_lists import (
    change,
    hashed,
    imported,
    lists,
    made,
    published,
    stores,
)
from tests.unit.complaints.catalogue.charge_lists import OFFICE, SECOND

pytestmark = pytest.mark.engines
__all__ = ["lists", "stores"]
FIRST = date(2027, 1, 1)


@pytest.fixture
def found(lists, stores, tmp_path):
    return published(made(lists, imported(lists, tmp_path)), stores)


def withdrawn(found, stores, now=NOW):
    found = change(found, Act.RECALL_ASKED, stores, HANBING, words="价格写错", now=now)
    return change(found, Act.WITHDRAWN, stores, SECOND, now=now)


def tell(lists, now):
    return tell_on_eve(
        now=now,
        lists=lists.lists,
        followed=lists.followed,
        port_office=lambda _: OFFICE,
        hashed=hashed,
    )


def told_of_eve(found, mongo_database):
    row = mongo_database["price_lists"].find_one({"_id": found.id})
    return [each["body"] for each in row["outbox"] if '"eve"' in each["body"]]


def test_a_list_withdrawn_before_its_day_leaves_the_catalogue(found, lists, stores):
    assert [each.id for each in lists.published.refresh(at_once=True)] == [found.id]
    after = withdrawn(found, stores)
    assert lists.lists.get(found.id) == after
    assert after.state is State.WITHDRAWN
    assert lists.published.refresh(at_once=True) == ()


def test_a_list_withdrawn_later_ends_on_that_day(found, lists, stores):
    later = NOW + timedelta(days=60)
    withdrawn(found, stores, now=later)
    (home,) = lists.published.refresh(at_once=True)
    assert home.known_to == later.date()
    assert {row.effective_to for row in home.rows} == {later.date()}


def test_the_eve_is_told_once_however_often_the_clock_turns_and_not_on_another_day(
    found, lists, stores, mongo_database
):
    follow(f"port:{found.port}", ZHOULAN, on=True, followed=lists.followed)
    eve = NOW.replace(year=2026, month=12, day=31)
    assert tell(lists, eve - timedelta(days=1)) == 0
    assert tell(lists, eve) == 1
    assert tell(lists, eve) == 0
    assert tell(lists, eve + timedelta(days=1)) == 0
    (told,) = told_of_eve(found, mongo_database)
    assert ZHOULAN.uscc in told


def test_the_eve_of_a_withdrawn_list_is_not_told(found, lists, stores):
    withdrawn(found, stores)
    assert tell(lists, NOW.replace(year=2026, month=12, day=31)) == 0
