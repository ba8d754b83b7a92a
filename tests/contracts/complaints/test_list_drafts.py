"""Imported lists in the store: the same file twice changes nothing, half of one is none."""

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.list_draft_store import MongoListDrafts
from services.complaints.adapters.list_files import open_list
from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.adapters.rule_files_imports import load_import_words
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.usecases.catalogue.import_list import draft_id, import_list
from services.complaints.usecases.catalogue.read_list import HowToRead, ListReading
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


def imported(path, drafts, how=HowToRead(port="海阳港")):  # noqa: B008 - frozen
    file = open_list(path)
    reading = ListReading(file, how, WORDS, FEES)
    return import_list(file, how, reading, drafts=drafts, now=NOW)


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
    own_id = draft_id(open_list(path), how)
    answers = ListReading(open_list(path), how, WORDS, FEES).answers()
    drafts.keep_rows(own_id, 1, [next(answers) for _ in range(520)])
    assert drafts.find(own_id) is None
    draft, new = imported(path, drafts)
    assert (draft.id, new) == (own_id, True)
    assert len(drafts.rows(own_id, first=1, last=2 * COUNT)) == COUNT
