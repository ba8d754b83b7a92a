"""Drafts in the store: a save over anything but the version it was typed into is refused."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.domain.cases.draft import Draft
from shared.errors import Conflict
from tests.complaints import NOW, everything_in, ports_over

pytestmark = pytest.mark.engines
SECRET = "周岚 13812346120"
FIRST = Draft(id="d1", owner="me", saved_at=NOW, payload=SECRET)


@pytest.fixture
def drafts(mongo_database):
    return ports_over(mongo_database).drafts


def following(draft: Draft, payload: str) -> Draft:
    return replace(draft, payload=payload, version=draft.version + 1)


def test_a_draft_is_its_owners_alone_and_sealed(drafts, mongo_database):
    drafts.put(replace(FIRST, payload="older"))
    second = following(FIRST, SECRET)
    drafts.put(second)
    assert drafts.get("d1", "me") == second
    assert drafts.get("d1", "you") is None
    assert drafts.of_owner("me", since=NOW - timedelta(days=1)) == [second]
    assert SECRET not in everything_in(mongo_database)
    drafts.drop("d1", "you")
    assert drafts.drop_saved_before(NOW) == 0
    assert drafts.drop_saved_before(NOW + timedelta(seconds=1)) == 1


def test_a_second_beginning_is_refused(drafts):
    drafts.put(FIRST)
    with pytest.raises(Conflict):
        drafts.put(replace(FIRST, payload="another"))
    assert drafts.get("d1", "me") == FIRST


@pytest.mark.parametrize("version", [1, 2, 4])
def test_a_save_over_another_version_is_refused(drafts, version):
    drafts.put(FIRST)
    second = following(FIRST, "second")
    drafts.put(second)
    with pytest.raises(Conflict):
        drafts.put(replace(second, payload="mine", version=version))
    assert drafts.get("d1", "me") == second


def test_a_save_that_is_repeated_after_a_lost_answer_is_no_conflict(drafts):
    for draft in (FIRST, following(FIRST, "second")):
        for _ in range(2):
            drafts.put(draft)
        assert drafts.get("d1", "me") == draft


def test_a_draft_that_was_dropped_does_not_come_back(drafts):
    drafts.put(FIRST)
    drafts.drop("d1", "me")
    with pytest.raises(Conflict):
        drafts.put(following(FIRST, "second"))
    assert drafts.get("d1", "me") is None


def test_a_draft_from_before_versions_counts_as_the_first(drafts, mongo_database):
    drafts.put(FIRST)
    mongo_database["drafts"].update_one({"_id": "me|d1"}, {"$unset": {"version": ""}})
    assert drafts.get("d1", "me") == FIRST
    second = following(FIRST, "second")
    drafts.put(second)
    assert drafts.get("d1", "me") == second


def test_of_many_saves_at_once_one_stands(drafts):
    drafts.put(FIRST)

    def save(number: int) -> bool:
        try:
            drafts.put(following(FIRST, f"save {number}"))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        stood = list(pool.map(save, range(8)))
    assert stood.count(True) == 1
    assert drafts.get("d1", "me") == following(FIRST, f"save {stood.index(True)}")
