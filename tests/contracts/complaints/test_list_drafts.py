"""Imported lists in the store: the same file twice changes nothing, half of one is none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.list_draft_store import MongoListDrafts
from services.complaints.adapters.list_files import open_list
from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.adapters.rule_files_imports import load_import_words
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.usecases.catalogue.import_list import draft_id, import_list
from services.complaints.usecases.catalogue.read_list import HowToRead, ListReading
from shared.errors import Invalid
from tests.complaints import NOW

pytestmark = pytest.mark.engines
COUNT = 603
WORDS, FEES = load_import_words(), FeeMatcher(names=load_fee_names())


@pytest.fixture
def drafts(mongo_database):
    create_indexes(mongo_database)
    return MongoListDrafts(mongo_database)


@pytest.fixture
def path(tmp_path):
    lines = [
        "收费主体,收费项目,收费标准,计价单位",
        *(f"码头,铅封费,{n},元/箱" for n in range(COUNT)),
    ]
    path = tmp_path / "list.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def reading(path, how):
    return ListReading(open_list(path), how, WORDS, FEES)


def imported(path, drafts, how=HowToRead(port="海阳港"), seen=lambda _: None):  # noqa: B008 - frozen
    file, read = open_list(path), reading(path, how)
    return import_list(file, how, read, drafts=drafts, now=NOW, seen=seen)


def cut_short_after(count):
    """Return what hears rows and breaks the import off at one of them."""
    left = [count]

    def seen(_):
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt

    return seen


def test_the_same_file_twice_changes_nothing(drafts, path):
    first, new = imported(path, drafts)
    assert new
    again, new_again = imported(path, drafts)
    assert (again, new_again) == (first, False)
    assert len(drafts.rows(first.id, first=1, last=2 * COUNT)) == COUNT


def test_the_same_file_for_another_port_is_another_list(drafts, path):
    first, _ = imported(path, drafts)
    other, new = imported(path, drafts, HowToRead(port="嘉兴港"))
    assert new
    assert other.id != first.id


def test_rows_come_back_in_their_order_by_windows(drafts, path):
    draft, _ = imported(path, drafts)
    rows = drafts.rows(draft.id, first=498, last=503)
    assert [each["prices"][0]["max"] for each in rows] == ["497", "498", "499", "500", "501", "502"]
    assert drafts.find(draft.id) == draft
    assert draft.summary["priced"] == COUNT


def test_an_import_that_broke_off_is_no_draft_and_is_whole_the_next_time(drafts, path):
    how = HowToRead(port="海阳港")
    own_id = draft_id(open_list(path), how, reading(path, how).version)
    with pytest.raises(KeyboardInterrupt):
        imported(path, drafts, seen=cut_short_after(120))
    assert drafts.find(own_id) is None
    assert len(drafts.rows(own_id, first=1, last=2 * COUNT)) == 150
    draft, new = imported(path, drafts)
    assert (draft.id, new) == (own_id, True)
    assert len(drafts.rows(own_id, first=1, last=2 * COUNT)) == COUNT
    assert drafts.drop_unfinished(NOW) == 0
    assert drafts.find(own_id) == draft


def test_what_an_import_left_that_nobody_went_on_with_is_dropped(drafts, path, mongo_database):
    whole, _ = imported(path, drafts, HowToRead(port="嘉兴港"))
    with pytest.raises(KeyboardInterrupt):
        imported(path, drafts, seen=cut_short_after(120))
    assert drafts.drop_unfinished(NOW - timedelta(seconds=1)) == 0
    assert drafts.drop_unfinished(NOW) == 1
    how = HowToRead(port="海阳港")
    gone = draft_id(open_list(path), how, reading(path, how).version)
    assert drafts.rows(gone, first=1, last=2 * COUNT) == []
    assert mongo_database["list_drafts"].find_one({"_id": gone}) is None
    assert drafts.find(whole.id) == whole
    assert len(drafts.rows(whole.id, first=1, last=2 * COUNT)) == COUNT


@pytest.mark.parametrize("count", [300, 6_000])
def test_a_file_that_is_no_list_leaves_nothing_behind(drafts, tmp_path, mongo_database, count):
    path = tmp_path / "list.csv"
    path.write_text("\n".join(f"甲{n},乙,丙" for n in range(count)), encoding="utf-8")
    with pytest.raises(Invalid, match="没有认出表头"):
        imported(path, drafts)
    how = HowToRead(port="海阳港")
    left = draft_id(open_list(path), how, reading(path, how).version)
    assert mongo_database["list_drafts"].find_one({"_id": left}) is None
    assert drafts.rows(left, first=1, last=count) == []


def test_a_file_read_by_other_words_is_another_draft(drafts, path):
    first, _ = imported(path, drafts)
    newer = replace(WORDS, version="newer")
    how = HowToRead(port="海阳港")
    other = ListReading(open_list(path), how, newer, FEES)
    draft, new = import_list(open_list(path), how, other, drafts=drafts, now=NOW)
    assert new
    assert draft.id != first.id
