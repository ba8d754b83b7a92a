"""Commands that need no engine see what was loaded and published where a store is named."""

import json
from datetime import date

import pytest

from services.complaints.adapters.calendar_store import MongoCalendars
from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.rule_files_calendars import load_calendar
from services.complaints.commands import check, due
from services.complaints.commands.stored_rules import calendar_in_use, published_lists
from shared.settings import SettingWrong
from tests.calendar_texts import calendar_text
from tests.complaints import NOW
from tests.contracts.complaints.test_price_lists import (  # noqa: F401 - fixtures
    imported,
    lists,
    made,
    published,
    stores,
)

pytestmark = pytest.mark.engines
AWAY = {"MONGO_URL": "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50"}
LINE = {
    "item": "铅封费", "amount": "6", "charged_on": "2027-03-01", "port": "海阳港", "quantity": "1",
    "unit": "box",
}  # fmt: skip


@pytest.fixture
def named(mongo_database, mongo_url, monkeypatch):
    create_indexes(mongo_database)
    monkeypatch.setenv("MONGO_URL", mongo_url)
    monkeypatch.setenv("MONGO_DATABASE", mongo_database.name)


def test_due_counts_on_the_calendars_that_were_loaded(named, mongo_database, capsys):
    assert due.run(["2026-12-15", "15wd", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["provisional"]
    MongoCalendars(mongo_database, load_calendar()).keep(calendar_text(), by="王管理", at=NOW)
    assert due.run(["2026-12-15", "15wd", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["due_on"], answer["provisional"]) == ("2027-01-07", False)
    words = ["--rule", "T-FILE", "--received", "2026-12-15", "--json"]
    assert due.run(words) == 0
    assert json.loads(capsys.readouterr().out)["due_on"] == "2027-01-07"


def test_check_uses_published_lists_and_names_them(named, lists, stores, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(check, "local_date", lambda _: date(2027, 6, 1))
    body = json.dumps({"lines": [LINE]}).encode()
    _, answer = check.answer_to(body)
    assert answer["published_lists"] == []
    found = published(made(lists, imported(lists, tmp_path)), stores)
    code, answer = check.answer_to(body)
    [told] = answer["published_lists"]
    assert (code, told["id"], told["edition"]) == (0, found.id, "2027年第1版")
    [line] = answer["lines"]
    assert line["finding"] == "above"
    assert line["row"].startswith(found.id)


def test_a_store_that_is_away_is_told_and_the_release_stands_alone(monkeypatch, capsys):
    monkeypatch.setenv("MONGO_URL", AWAY["MONGO_URL"])
    assert due.run(["2026-04-30", "5wd"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("2026-05-11")
    assert "没有应答" in printed.err
    code, answer = check.answer_to(json.dumps({"lines": [LINE | {"charged_on": None}]}).encode())
    assert (code, answer["published_lists"]) == (0, None)


def test_without_a_store_nothing_is_looked_for():
    assert calendar_in_use({}) == (load_calendar(), published_lists({}))
    with pytest.raises(SettingWrong, match="MONGO_URL"):
        calendar_in_use({"MONGO_URL": "http://example.org"})
