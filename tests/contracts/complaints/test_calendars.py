"""Calendars that a person loads, and what they do to provisional deadlines."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.complaints.adapters.calendar_store import AWAY_SECONDS, FRESH_SECONDS, MongoCalendars
from services.complaints.adapters.case_documents import case_of
from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.rule_files_calendars import (
    CLOCK_RULES,
    CalendarUnusable,
    load_calendar,
)
from services.complaints.adapters.schema_steps import STEPS
from services.complaints.commands.calendar import listed, load, shown
from services.complaints.container import build_container
from services.complaints.domain.cases import forms
from services.complaints.domain.cases.recount import RECOUNT
from services.complaints.domain.cases.schedule import overdue_at
from services.complaints.usecases.cases.note_overdue_cases import note_overdue_cases
from services.complaints.usecases.clocks import recount_deadlines as recounting
from services.complaints.usecases.clocks.recount_deadlines import (
    OTHERS_FOLLOW,
    recount_deadlines,
    recount_moved,
)
from shared.errors import Conflict
from shared.mongo.client import connect
from shared.mongo.schema import bring_up_to_date
from tests.calendar_texts import calendar_text
from tests.complaints import LINZHIYUAN, NOW, SETTINGS, SUQING, rules
from tests.contracts.complaints.desk import Desk, filed, staffed

pytestmark = pytest.mark.engines
LATE_IN_DECEMBER = datetime(2026, 12, 15, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 16, 2, 0, tzinfo=UTC)


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


@pytest.fixture
def calendars(mongo_database):
    create_indexes(mongo_database)
    return MongoCalendars(mongo_database, load_calendar())


def on(calendars):
    return replace(rules(), calendar=calendars.calendar)


def load_2027(calendars, **changes):
    return calendars.keep(calendar_text(**changes), by="王管理", at=NOW)


def recount(ports, calendars, now=LATER):
    return recount_deadlines(now=now, ports=ports, rules=on(calendars))


def test_a_loaded_calendar_takes_the_place_of_the_provisional_one(calendars):
    assert not calendars.calendar.is_published(date(2027, 5, 1))
    loaded = load_2027(calendars)
    assert (loaded.year.year, loaded.by, loaded.version) == (2027, "王管理", 1)
    assert calendars.calendar.is_published(date(2027, 5, 1))
    assert calendars.calendar.is_rest(date(2027, 1, 4))
    assert calendars.calendar.is_made_up(date(2027, 1, 9))


def test_the_same_calendar_again_changes_nothing_and_another_keeps_the_former(
    calendars, mongo_database
):
    load_2027(calendars)
    assert load_2027(calendars) is None
    assert load_2027(calendars, worked=[]).version == 2
    [stored] = mongo_database["calendars"].find({"year": 2027})
    assert [each["version"] for each in stored["earlier"]] == [1]
    assert [each.year.worked for each in calendars.every()] == [frozenset()]


def test_what_is_no_calendar_is_not_kept(calendars):
    with pytest.raises(CalendarUnusable):
        load_2027(calendars, documents=[])
    assert calendars.every() == []


def test_who_loads_at_the_same_time_is_told_so(calendars, mongo_database):
    load_2027(calendars)
    table = mongo_database["calendars"]

    class Meanwhile:
        """The real collection; before it writes, somebody else has written."""

        def find_one(self, query):
            found = table.find_one(query)
            table.update_one(query, {"$inc": {"version": 1}})
            return found

        def __getattr__(self, name):
            return getattr(table, name)

    calendars._table = Meanwhile()
    with pytest.raises(Conflict):
        load_2027(calendars, worked=[])


def test_another_process_sees_it_after_a_while_and_goes_on_while_the_store_is_away(
    calendars, mongo_database
):
    seconds = [0.0]
    other = MongoCalendars(mongo_database, load_calendar(), clock=lambda: seconds[0])
    other.refresh()
    load_2027(calendars)
    other.refresh()
    assert not other.calendar.is_published(date(2027, 5, 1))
    seconds[0] = FRESH_SECONDS
    other.refresh()
    assert other.calendar.is_published(date(2027, 5, 1))
    away = connect("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50", "none")
    alone = MongoCalendars(away, load_calendar(), clock=lambda: seconds[0])
    alone.refresh()
    assert alone.calendar.is_published(date(2026, 5, 1))
    assert alone._look_again == seconds[0] + AWAY_SECONDS


def test_provisional_deadlines_are_counted_again_once_and_the_department_is_told(
    ports, calendars, mongo_database
):
    early, case = filed(ports), filed(ports, key="key-0002", now=LATE_IN_DECEMBER)
    assert (case.due_on, case.clock("T-FILE").provisional) == (date(2027, 1, 6), True)
    assert (early.provisional_due, case.provisional_due) == (None, overdue_at(case.due_on))
    assert recount(ports, calendars) == 0
    load_2027(calendars)
    assert recount(ports, calendars) == 1
    assert recount(ports, calendars) == 0
    again = ports.cases.get(case.id)
    assert (again.due_on, again.provisional_due) == (date(2027, 1, 7), None)
    assert not again.clock("T-FILE").provisional
    assert again.due_on == case.due_on + timedelta(days=1)
    assert "2027-01-01 至 2027-01-04 放假" in again.clock("T-FILE").steps[1].sentence
    assert again.timeline[-1].action == RECOUNT
    assert again.timeline[-1].text == "T-FILE 2027-01-06 2027-01-07"
    assert ports.cases.get(early.id) == early
    [stored] = mongo_database["cases"].find({"_id": case.id})
    [told] = [each for each in stored["outbox"] if "recounted" in each["body"]]
    event = json.loads(told["body"])["data"]
    assert (event["department"], event["limit"]) == ("hy-market", "T-FILE")
    assert (event["was_due_on"], event["due_on"]) == ("2027-01-06", "2027-01-07")


def test_every_case_is_counted_again_the_oldest_first_also_when_cut_short(
    ports, calendars, monkeypatch
):
    cases = [
        filed(ports, key=f"key-{n:04d}", now=LATE_IN_DECEMBER + timedelta(days=4 - n))
        for n in range(5)
    ]
    load_2027(calendars)
    done: list[str] = []
    real = recounting._recounted

    def cut_short(case_id, *rest):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(case_id)
        return real(case_id, *rest)

    monkeypatch.setattr(recounting, "_recounted", cut_short)
    monkeypatch.setattr(recounting, "AT_ONCE", 2)
    with pytest.raises(KeyboardInterrupt):
        recount(ports, calendars, LATER + timedelta(days=4))
    assert done == [cases[4].id, cases[3].id]
    monkeypatch.setattr(recounting, "_recounted", real)
    assert recount(ports, calendars, LATER + timedelta(days=4)) == 3
    assert all(ports.cases.get(case.id).provisional_due is None for case in cases)
    assert all(ports.cases.get(case.id).version == 2 for case in cases)


def moved(ports, calendars, now):
    return recount_moved(now=now, ports=ports, calendars=calendars, rules=on(calendars))


def load_2026(calendars, at):
    """Load the year again with 24 November made a day off, as in a later notice."""
    text = (CLOCK_RULES / "calendars" / "2026.json").read_text(encoding="utf-8")
    row = json.loads(text)["calendars"][0]
    row["off"].append({"zh": "测试", "en": "Test", "from": "2026-11-24", "to": "2026-11-24"})
    return calendars.keep(json.dumps({"calendars": [row]}), by="王管理", at=at)


def test_a_change_of_an_official_year_counts_every_open_deadline_through_its_days_again(
    ports, calendars
):
    filed_on = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    through = filed(ports, now=filed_on)
    later = filed(ports, key="key-0002", now=datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    assert not through.clock("T-FILE").provisional
    loaded = load_2026(calendars, at=filed_on)
    assert loaded.changed == {date(2026, 11, 24)}
    assert recount(ports, calendars, filed_on) == 0
    assert moved(ports, calendars, filed_on) == 1
    assert moved(ports, calendars, filed_on) == 0
    again = ports.cases.get(through.id)
    assert again.due_on == rules().calendar.working_day_from(through.due_on, 1)
    assert again.timeline[-1].action == RECOUNT
    assert ports.cases.get(later.id) == later


def test_changed_days_stay_noted_until_every_process_follows_them(ports, calendars):
    filed_on = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    load_2026(calendars, at=filed_on)
    assert moved(ports, calendars, filed_on) == 0
    by_another_process = filed(ports, now=filed_on)
    settled = filed_on + OTHERS_FOLLOW
    assert moved(ports, calendars, settled) == 1
    assert ports.cases.get(by_another_process.id).version == 2
    assert moved(ports, calendars, settled) == 0
    assert [each.changed for each in calendars.every()] == [frozenset()]


def test_the_notice_of_a_year_moves_deadlines_in_late_december_before_it(ports, calendars):
    case = filed(ports, now=datetime(2026, 12, 14, 2, 0, tzinfo=UTC))
    december = date(2026, 12, 31)
    assert (case.due_on, case.clock("T-FILE").provisional) == (date(2027, 1, 5), True)
    off = [{"zh": "元旦", "en": "New Year", "from": "2026-12-31", "to": "2027-01-01"}]
    assert load_2027(calendars, off=off, worked=[]).changed >= {december}
    assert calendars.calendar.is_holiday(december)
    recount(ports, calendars)
    assert ports.cases.get(case.id).due_on == date(2027, 1, 6)


def test_a_met_clock_and_a_rule_of_old_stay_as_they_were(ports, calendars):
    desk = Desk(ports, filed(ports, now=LATE_IN_DECEMBER))
    desk.now = LATE_IN_DECEMBER
    desk.do(forms.BeginCheck(officers=("suqing",)))
    before = desk.case.clock("T-FILE")
    desk.do(forms.ProposeFiling(outcome="not_filed", ground="N20-1", text="轻微。"))
    desk.do(forms.DecideFiling(confirm=True), by=SUQING)
    load_2027(calendars)
    recount(ports, calendars)
    after = ports.cases.get(desk.case.id)
    assert after.clock("T-FILE") == replace(before, met_on=date(2026, 12, 15))


def test_a_limit_noted_overdue_too_early_is_noted_again_in_its_time(ports, calendars):
    case = filed(ports, now=LATE_IN_DECEMBER)
    too_early = datetime(2027, 1, 6, 17, 0, tzinfo=UTC)
    assert note_overdue_cases(now=too_early, ports=ports, rules=rules()) == 1
    assert ports.cases.get(case.id).overdue == ("T-FILE",)
    load_2027(calendars)
    assert recount(ports, calendars, too_early) == 1
    assert ports.cases.get(case.id).overdue == ()
    in_time = too_early + timedelta(days=1)
    assert note_overdue_cases(now=in_time, ports=ports, rules=on(calendars)) == 1
    assert ports.cases.get(case.id).overdue == ("T-FILE",)


def test_the_last_day_to_ask_for_a_hearing_is_counted_again(ports, calendars):
    desk = Desk(ports, filed(ports)).to_notice()
    given = date(2026, 12, 29)
    notice = replace(
        desk.case.notices[-1],
        given_on=given,
        hearing_until=rules().calendar.working_day_from(given, 5),
        provisional=True,
    )
    stored = replace(desk.case, notices=(notice,), version=desk.case.version + 1)
    ports.cases.save(replace(stored, provisional_due=LATER), [])
    load_2027(calendars)
    assert recount(ports, calendars) == 1
    after = ports.cases.get(desk.case.id)
    assert (notice.hearing_until, after.notice.hearing_until) == (
        date(2027, 1, 6),
        date(2027, 1, 7),
    )
    assert not after.notice.provisional


def test_a_case_nobody_can_read_stops_no_other(ports, calendars, mongo_database):
    broken, case = (filed(ports, key=key, now=LATE_IN_DECEMBER) for key in ("key-0001", "key-0002"))
    mongo_database["cases"].update_one({"_id": broken.id}, {"$set": {"state": "no such state"}})
    load_2027(calendars)
    assert recount(ports, calendars) == 1
    assert ports.cases.get(case.id).provisional_due is None


def test_a_new_limit_in_a_loaded_year_is_final(ports, calendars):
    desk = Desk(ports, filed(ports))
    desk.do(forms.BeginCheck(officers=("suqing",)))
    load_2027(calendars)
    act = on(calendars).act_on(desk.case, LINZHIYUAN, NOW)
    clock = act.limits.start("T-CASE", date(2026, 11, 23))
    assert (clock.due_on, clock.provisional) == (date(2027, 2, 22), False)


def test_setup_brings_over_what_an_earlier_release_wrote(ports, calendars, mongo_database):
    case = filed(ports, now=LATE_IN_DECEMBER)
    table = mongo_database["cases"]
    table.update_one({"_id": case.id}, {"$unset": {"provisional_due": ""}})
    assert ports.cases.provisional(LATER + timedelta(days=90), most=9) == []
    assert bring_up_to_date(mongo_database, STEPS) == 1
    assert case_of(table.find_one({"_id": case.id})) == case
    assert ports.cases.provisional(LATER + timedelta(days=90), most=9) == [case.id]


def test_the_command_loads_counts_again_and_says_how_many(ports, mongo_database, tmp_path, capsys):
    case = filed(ports, now=LATE_IN_DECEMBER)
    c = build_container(SETTINGS, database=mongo_database, now=lambda: LATER)
    path = tmp_path / "2027.json"
    path.write_text(calendar_text(), encoding="utf-8")
    assert load(path, c, as_json=True) == 0
    assert '"loaded": true, "year": 2027, "recounted": 1' in capsys.readouterr().out
    assert ports.cases.get(case.id).due_on == date(2027, 1, 7)
    assert load(path, c) == 0
    assert "没有变化" in capsys.readouterr().out
    assert listed(c) == shown(2027, c) == 0
    told = capsys.readouterr().out
    assert "2027 已公布 official  测试用的放假安排（试〔2026〕1号）" in told
    assert "2027-01-01 .. 2027-01-04" in told
    assert shown(1999, c) == 2


def test_the_command_refuses_what_is_no_calendar(mongo_database, ports, tmp_path, capsys):
    c = build_container(SETTINGS, database=mongo_database, now=lambda: LATER)
    path = tmp_path / "2027.json"
    assert load(path, c) == 2
    path.write_bytes(b"\xff\xfe")
    assert load(path, c) == 2
    path.write_text(calendar_text(published=False), encoding="utf-8")
    assert load(path, c) == 2
    assert "不是已公布" in capsys.readouterr().err
