"""What a list leaves behind: rows nobody names are dropped, old steps are kept apart."""

import os
import signal
from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.list_stores import build_list_ports
from services.complaints.adapters.price_list_store import MongoPriceListStore
from services.complaints.container import build_vault
from services.complaints.domain.catalogue.lists.charge_list import (
    MOST_ENTRIES,
    Act,
    Entry,
    parted,
)
from services.complaints.usecases.catalogue.change_list import ListStores
from shared.codec import to_document
from shared.errors import Conflict
from shared.mongo.client import connect
from tests.complaints import HANBING, NOW, SETTINGS, TERMINAL, TERMINAL_NAME
from tests.contracts.complaints.test_price_lists import change, imported, made
from tests.unit.complaints.catalogue.charge_lists import a_list

pytestmark = pytest.mark.engines
A_DAY = timedelta(days=1)
MANY = [f"{TERMINAL_NAME},铅封费{n},{n + 1},元/箱" for n in range(120)]


def killed_on_the_way(url, name, draft):
    """Make the list in a process of its own, which is killed with some of its rows kept."""
    child = os.fork()
    if child == 0:
        database = connect(url, name)
        stores = build_list_ports(database, build_vault(SETTINGS, database))
        dying = replace(stores, lists=DiesKeepingRows(database))
        made(dying, draft)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


class DiesKeepingRows(MongoPriceListStore):
    """A store whose process is killed after the second piece of rows."""

    _kept = 0

    def keep_rows(self, source, first, rows):
        super().keep_rows(source, first, rows)
        self._kept += 1
        if self._kept == 2:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def lists(mongo_database):
    create_indexes(mongo_database)
    return build_list_ports(mongo_database, build_vault(SETTINGS, mongo_database))


@pytest.fixture
def pieces(mongo_database):
    return mongo_database["price_list_rows"]


def test_rows_of_a_process_that_was_killed_are_dropped_after_a_day_or_named_by_the_next_try(
    lists, tmp_path, mongo_url, mongo_database, pieces
):
    draft = imported(lists, tmp_path, MANY)
    killed_on_the_way(mongo_url, mongo_database.name, draft)
    left = {"source": {"$gt": ""}}
    assert lists.lists.of_body(TERMINAL, most=9) == []
    assert pieces.count_documents(left) == 2
    assert lists.sources.drop_unnamed(NOW - A_DAY) == 0
    assert lists.sources.drop_unnamed(NOW) == 1
    assert pieces.count_documents(left) == 0
    found = made(lists, draft)
    assert lists.sources.drop_unnamed(NOW + A_DAY) == 0
    assert len(lists.lists.rows(found)) == len(MANY)


def test_rows_a_list_let_go_of_and_rows_an_older_release_left_are_dropped(lists, tmp_path, pieces):
    found = made(lists, imported(lists, tmp_path))
    found = made(lists, imported(lists, tmp_path, MANY), key="key-00000002")
    lists.lists.keep_rows("gone|d1", 1, [{"item": "x"}])
    assert lists.sources.note_unnamed(NOW) == 2
    assert lists.sources.note_unnamed(NOW + A_DAY) == 2
    assert lists.sources.drop_unnamed(NOW) == 2
    assert len(lists.lists.rows(found)) == len(MANY)
    assert pieces.count_documents({"source": {"$gt": ""}}) == 3


def test_rows_that_are_being_dropped_are_not_begun(lists, mongo_database):
    lists.lists.begin_rows("some", "d1", NOW)
    marked = mongo_database["price_list_sources"].update_one(
        {"_id": "some|d1"}, {"$set": {"dropping": True}}
    )
    assert marked.modified_count == 1
    with pytest.raises(Conflict):
        lists.lists.begin_rows("some", "d1", NOW)
    assert lists.sources.drop_unnamed(NOW) == 1
    lists.lists.begin_rows("some", "d1", NOW)


def test_a_long_history_goes_on_and_its_older_steps_are_kept_apart(lists, tmp_path, mongo_database):
    stores = ListStores(lists=lists.lists, published=lists.published, followed=lists.followed)
    found = change(made(lists, imported(lists, tmp_path)), Act.SUBMITTED, stores)
    typed = [
        to_document(Entry(act=Act.TYPED, at=NOW, by="x", words=f"{n}"))
        for n in range(MOST_ENTRIES - 2)
    ]
    grown = {"$push": {"history": {"$each": typed}}, "$set": {"version": MOST_ENTRIES}}
    mongo_database["price_lists"].update_one({"_id": found.id}, grown)
    change(lists.lists.get(found.id), Act.RETURNED, stores, HANBING, words="缺依据")
    found = lists.lists.get(found.id)
    assert (found.version, found.earlier) == (MOST_ENTRIES + 1, 249)
    assert found.last(Act.SUBMITTED) is not None
    assert found.last(Act.MADE) is not None
    apart = lists.lists.earlier(found.id, before=found.earlier, most=100)
    assert [each.words for each in apart] == [f"{n}" for n in range(149, 249)]
    change(found, Act.SUBMITTED, stores)
    assert lists.lists.get(found.id).earlier == 249


def test_two_who_change_a_long_list_at_once_put_the_same_steps_apart():
    base = tuple(Entry(act=Act.TYPED, at=NOW, by=f"{n}") for n in range(MOST_ENTRIES))
    ends = (Entry(act=act, at=NOW, by="y") for act in (Act.TYPED, Act.SUBMITTED))
    one, two = (parted(replace(a_list(), history=(*base, end)))[1] for end in ends)
    assert one == two
    assert len(one) == 251
