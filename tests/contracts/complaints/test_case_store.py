"""Cases in MongoDB, on the real client."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.adapters.case_source import MongoCaseSource
from services.complaints.domain.cases import forms
from services.complaints.domain.cases.command import Command
from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.domain.cases.pressing import press
from services.complaints.domain.cases.take import take
from shared.errors import Conflict, Invalid
from tests.complaints import LINZHIYUAN, NOW, TERMINAL, a_case, an_act, ports_over, rules
from tests.unit.complaints.cases.story import Story

pytestmark = pytest.mark.engines
COMMAND = Command(key="k" * 64, fingerprint="f")


@pytest.fixture
def store(mongo_database):
    return ports_over(mongo_database).cases


def test_a_case_comes_back_as_it_was_stored(store):
    case = replace(Story().effective().case, version=1, sealed={"reporter": b"x"})
    assert store.add(case, [], COMMAND) == case
    assert store.get(case.id) == case
    assert store.get("HY-2026-99999-1") is None


def test_the_same_command_stores_one_case_even_under_another_number(store):
    first = store.add(a_case(), [], COMMAND)
    again = store.add(a_case(submission="HY-2026-04173"), [], COMMAND)
    assert again == first
    assert store.get("HY-2026-04173-1") is None
    assert store.filed_by(COMMAND) == first


def test_the_same_key_with_another_body_is_refused_for_ever(store):
    store.add(a_case(), [], COMMAND)
    with pytest.raises(Invalid):
        store.filed_by(replace(COMMAND, fingerprint="other"))
    with pytest.raises(Invalid):
        store.add(a_case(), [], replace(COMMAND, fingerprint="other"))


def test_two_who_read_the_same_version_cannot_both_save(store):
    case = store.add(a_case(), [], COMMAND)
    form = forms.BeginCheck(officers=("suqing",))
    after, events = take(case, form, an_act(case))
    store.save(after, events)
    with pytest.raises(Conflict):
        store.save(replace(after, officers=("a", "b")), events)
    assert store.get(case.id).officers == ("linzhiyuan", "suqing")


def test_a_change_with_its_command_is_saved_once(store):
    case = store.add(a_case(), [], COMMAND)
    command = Command(key="c", fingerprint="1")
    after, events = take(case, forms.BeginCheck(officers=("suqing",)), an_act(case))
    store.save(after, events, command)
    store.save(after, events, command)
    assert store.get_for(case.id, command) == (after, True)
    assert store.get_for(case.id, Command(key="d", fingerprint="1")) == (after, False)
    with pytest.raises(Invalid):
        store.get_for(case.id, replace(command, fingerprint="2"))


def test_what_becomes_nothing_is_nothing_after_a_save(store):
    story = Story().proposed()
    case = store.add(replace(story.case, version=1), [], COMMAND)
    back = forms.DecideFiling(confirm=False, text="退回")
    after, events = take(case, back, an_act(case, replace(LINZHIYUAN, sub="suqing")))
    store.save(after, events)
    assert store.get(case.id).filing is None


def test_a_notice_of_an_older_release_keeps_its_answer(store, mongo_database):
    case = store.add(replace(Story().defended().case, version=1), [], COMMAND)
    document = mongo_database["cases"].find_one({"_id": case.id})
    [notice] = document["notices"]
    [only] = notice.pop("defences")
    older = {"notices": [notice | {"defence": only}]}
    mongo_database["cases"].update_one({"_id": case.id}, {"$set": older})
    assert store.get(case.id) == case
    assert MongoCaseSource(mongo_database).cases([case.id]) == [case]


def test_the_worklist_holds_open_cases_by_due_date(store):
    for number, days in enumerate((3, 0, 1), start=1):
        case = a_case(submission=f"HY-2026-0000{number}", now=NOW + timedelta(days=days))
        store.add(case, [], Command(key=str(number), fingerprint="f"))
    listed = [item.id for item in store.open_in(department="hy-market", most=10)]
    assert listed == ["HY-2026-00002-1", "HY-2026-00003-1", "HY-2026-00001-1"]
    assert [item.id for item in store.open_in(city="haiyang", most=1)] == listed[:1]
    assert store.open_in(department="jx-market", most=10) == []


def test_a_closed_case_leaves_the_worklist(store):
    told = Story().effective().refunded().do(forms.ReporterTold(told_on=NOW.date()), by=None)
    case = store.add(replace(told.case, version=1), [], COMMAND)
    [item] = store.open_in(department="hy-market", most=10)
    assert item.respondent.uscc == TERMINAL
    after, events = take(case, forms.CloseCase(), an_act(case, now=case.changed_at))
    store.save(after, events)
    assert store.open_in(department="hy-market", most=10) == []


def test_a_limit_that_ran_out_is_found_until_it_is_noted(store):
    case = store.add(a_case(), [], COMMAND)
    late = NOW + timedelta(days=40)
    assert store.running_out(NOW, most=10) == []
    assert [each for each, _ in store.running_out(late, most=10)] == [case.id]
    after, events = note_overdue(case, an_act(case, None, late))
    store.save(after, events)
    for _ in case.clocks[0].ladder:
        after, reminders = press(after, an_act(after, None, late), rules().supervision)
        store.save(after, reminders)
    assert store.running_out(late, most=10) == []


def test_reporter_firm_respondent_and_file_lead_to_the_case(store):
    case = store.add(a_case(reporter_firm_key="firm"), [], COMMAND)
    assert store.of_reporter("key-of-the-reporter", firm=False, most=5) == [case]
    assert store.of_reporter("firm", firm=True, most=5) == [case]
    assert store.of_reporter("firm", firm=False, most=5) == []
    assert store.about(TERMINAL, most=5) == [case]
    assert store.naming_attachment("none") is None
