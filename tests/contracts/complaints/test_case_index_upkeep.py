"""Index and store kept in step: by event, by rebuilding, by comparing, after loss and absence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.adapters import case_index
from services.complaints.adapters.case_index import ElasticCaseIndex, open_index_client
from services.complaints.adapters.case_index_mapping import NUMBER, shape
from services.complaints.adapters.case_source import MongoCaseSource
from services.complaints.adapters.case_store import MongoCaseStore
from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.text_folding import fold
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.command import Command
from services.complaints.domain.search.case_search import CaseSearch
from services.complaints.domain.search.filters import Everything
from services.complaints.domain.search.indexed_case import IndexedCase, indexed
from services.complaints.domain.search.windows import Window
from services.complaints.usecases.search.index_cases import index_cases
from services.complaints.usecases.search.mend_index import Difference
from services.complaints.usecases.search.reindex_all import reindex_all
from services.complaints.usecases.search.repair_index import repair_index
from services.complaints.usecases.search.verify_index import verify_index
from tests.engines.own_index import own_alias
from tests.unit.complaints.search.examples import AT, a_case

pytestmark = pytest.mark.engines

NOW = AT + timedelta(days=10)


@pytest.fixture
def store(mongo_database) -> MongoCaseStore:
    create_indexes(mongo_database)
    return MongoCaseStore(mongo_database)


@pytest.fixture
def source(mongo_database, store) -> MongoCaseSource:
    return MongoCaseSource(mongo_database)


@pytest.fixture
def index(elasticsearch_url: str) -> ElasticCaseIndex:
    client = open_index_client(elasticsearch_url)
    return ElasticCaseIndex(client, fold=fold, alias=own_alias())


def add(store: MongoCaseStore, number: int, **changes) -> Case:
    case = a_case(f"HY-2026-{number:05}-1", filed_at=AT + timedelta(minutes=number), **changes)
    return store.add(case, [], Command(key=f"key-{number}", fingerprint="f"))


def change(store: MongoCaseStore, case: Case, title: str) -> Case:
    changed = replace(case, title=title, version=case.version + 1, changed_at=NOW)
    store.save(changed, [])
    return changed


def total(index: ElasticCaseIndex) -> int:
    index.refresh()
    return index.find(CaseSearch(), Everything()).total


def test_an_event_brings_the_present_state_however_late_and_often(store, source, index):
    index.switch_to(index.build())
    case = change(store, add(store, 1), "改过的标题")
    for _ in range(2):
        missing = index_cases([case.id, case.id, "HY-2026-77777-1"], source=source, index=index)
    assert missing == ("HY-2026-77777-1",)
    assert index.versions([case.id]) == {case.id: 2}
    assert verify_index(source=source, index=index, now=NOW).is_same


def test_rebuilding_brings_every_case_of_the_store(store, source, index):
    for number in range(1, 8):
        add(store, number)
    done = reindex_all(source=source, index=index, now=NOW)
    assert (done.written, done.mended, done.refused) == (7, 0, {})
    assert total(index) == 7


class WhileItFills(ElasticCaseIndex):
    """The real index; others file and change cases while it is being filled."""

    def put(self, cases: Sequence[IndexedCase], *, into: str | None = None) -> None:
        super().put(cases, into=into)
        if into is not None:
            self.meanwhile()

    def meanwhile(self) -> None: ...


def test_what_changes_while_the_index_is_rebuilt_is_not_lost(
    store, source, elasticsearch_url, index
):
    first = add(store, 1)
    reindex_all(source=source, index=index, now=NOW)

    class Busy(WhileItFills):
        def meanwhile(self) -> None:
            changed = change(store, first, "重建时改的")
            added = add(store, 2)
            # Both go to the index that is about to be dropped, as a consumer would send them.
            index_cases([changed.id, added.id], source=source, index=index)

    busy = Busy(open_index_client(elasticsearch_url), fold=fold, alias=index._alias)
    done = reindex_all(source=source, index=busy, now=NOW)
    assert done.mended == 2
    assert index.versions([first.id, "HY-2026-00002-1"]) == {first.id: 2, "HY-2026-00002-1": 1}


def test_comparing_lists_what_is_missing_old_or_too_much(store, source, index):
    index.switch_to(index.build())
    missing, old, kept = (add(store, number) for number in (1, 2, 3))
    index.put([indexed(old), indexed(kept), indexed(a_case("HY-2026-88888-1"))])
    change(store, old, "新")
    found = verify_index(source=source, index=index, now=NOW)
    assert (found.stored, found.indexed, found.is_same) == (3, 3, False)
    assert set(found.differences) == {
        Difference(case_id=missing.id, stored=1, indexed=None),
        Difference(case_id=old.id, stored=2, indexed=1),
        Difference(case_id="HY-2026-88888-1", stored=None, indexed=1),
    }


def test_a_lost_index_is_built_again_and_a_lost_case_written_again(store, source, index):
    lost, kept = add(store, 1), add(store, 2)
    repair_index(source=source, index=index, now=NOW, wholly=True)
    assert total(index) == 2
    index.switch_to(index.build())
    index.put([indexed(kept)])
    mended = repair_index(source=source, index=index, now=NOW, wholly=True)
    assert [each.case_id for each in mended.differences] == [lost.id]
    assert total(index) == 2


def test_between_whole_repairs_only_what_changed_lately_is_compared(store, source, index):
    reindex_all(source=source, index=index, now=NOW)
    add(store, 1)
    lately = add(store, 2, changed_at=NOW - timedelta(minutes=5))
    mended = repair_index(source=source, index=index, now=NOW, wholly=False)
    assert [each.case_id for each in mended.differences] == [lately.id]


@pytest.mark.parametrize("set_by", [timedelta(days=7), timedelta(hours=-2)])
def test_what_changed_since_the_last_look_is_compared_whatever_the_clock_says_now(
    store, source, index, set_by
):
    reindex_all(source=source, index=index, now=NOW)
    lost = add(store, 1, changed_at=NOW)
    mended = repair_index(source=source, index=index, now=NOW + set_by, wholly=False, looked_at=NOW)
    assert [each.case_id for each in mended.differences] == [lost.id]


def test_cases_are_read_without_what_is_sealed(store, source):
    add(store, 1, sealed={"reporter": b"ciphertext"})
    (case,) = source.cases(["HY-2026-00001-1", "HY-2026-55555-1"])
    assert case.sealed == {}


def test_windows_hold_their_end_and_not_their_start(store, source):
    add(store, 0)
    add(store, 1)
    window = Window(AT, AT + timedelta(minutes=1))
    assert source.versions_filed(window) == {"HY-2026-00001-1": 1}


def test_whoever_changes_the_mapping_counts_it_up():
    assert (NUMBER, shape()) == (1, "21a48d8c")


def test_the_release_before_leaves_an_index_of_the_next_one_alone(
    store, source, index, monkeypatch
):
    add(store, 1)
    repair_index(source=source, index=index, now=NOW, wholly=True)
    monkeypatch.setattr(case_index, "NUMBER", NUMBER + 1)
    monkeypatch.setattr(case_index, "shape", lambda: "another")
    assert not index.is_current()
    repair_index(source=source, index=index, now=NOW, wholly=True)
    assert index.is_current()
    monkeypatch.undo()
    assert index.is_current()
    add(store, 2)
    repair_index(source=source, index=index, now=NOW, wholly=True)
    assert total(index) == 2


def test_an_index_of_release_0_1_0_is_of_the_first_mapping(store, source, index, monkeypatch):
    name = index.build()
    monkeypatch.setattr(index, "_behind_alias", lambda: [f"{name.rpartition('-1-')[0]}-0a1b2c3d"])
    assert index.is_current()
    monkeypatch.setattr(case_index, "shape", lambda: "another")
    assert not index.is_current()
