"""Cases handled together: the earliest limits hold, each reporter keeps the own case and notice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.command import Command
from services.complaints.domain.cases.complaint import Reporter
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.note_merger import note_merger
from services.complaints.usecases.cases.note_reporter_told import note_reporter_told
from services.complaints.usecases.cases.repeats import master_of, repeats_of
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from services.complaints.usecases.cases.tell_followers import tell_followers
from shared.clock import local_date
from shared.errors import Conflict, Invalid
from shared.events.case_events import CaseClosed, DecisionServed, FilingDecided
from tests.complaints import HANBING, LINZHIYUAN, NOW, SHENYUE, SUQING, a_case, a_complaint, rules
from tests.contracts.complaints.desk import staffed
from tests.unit.complaints.cases.story import Story

pytestmark = pytest.mark.engines
WHY = {"text": "同一码头、同一项收费。"}


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


@pytest.fixture
def first(ports):
    return filed(ports, "key-0001", 0)


@pytest.fixture
def second(ports, first):
    other = Reporter(sub=SHENYUE.sub, name="沈悦", phone="13912340000")
    return filed(ports, "key-0002", 3, reporter=other)


def filed(ports, key, days, **changes):
    at = NOW + timedelta(days=days)
    return file_complaint(a_complaint(**changes), key=key, now=at, ports=ports, rules=rules())


def act(ports, case_id, form, by=LINZHIYUAN):
    case = ports.cases.get(case_id)
    key = f"key-{form.ACTION}-{case.version}"
    asked = TakeAction(case_id=case_id, form=form, key=key, seen=case.version)
    now = NOW + timedelta(days=4)
    return take_action(asked, actor=by, now=now, ports=ports, rules=rules())


def step(action, **values):
    return RecordedStep(action=action, values=values)


def wrong_path(error) -> set[str]:
    return {each.path for each in error.value.errors}


def test_a_merged_case_follows_the_earlier_one_and_comes_back_as_it_was(ports, first, second):
    merged = act(ports, second.id, step("merge", other=first.id, **WHY))
    assert merged.state == "merged"
    assert (merged.due_on, merged.open_due, merged.next_due) == (None, None, None)
    assert master_of(merged, ports).clocks == first.clocks
    assert [case.id for case in ports.cases.merged_into(first.id, most=9)] == [second.id]
    assert merged.reporter_key == second.reporter_key
    with pytest.raises(Conflict):
        act(ports, second.id, forms.BeginCheck(officers=("suqing",)))
    back = act(ports, second.id, step("unmerge", text="收费项目不同。"))
    assert (back.state, back.clocks, back.due_on) == ("received", second.clocks, second.due_on)
    assert ports.cases.merged_into(first.id, most=9) == []


def test_only_the_case_received_first_leads_and_no_chain_is_made(ports, first, second):
    for other, case in ((second.id, first), (first.id, first), ("HY-2026-99999-1", first)):
        with pytest.raises(Invalid) as error:
            act(ports, case.id, step("merge", other=other, **WHY))
        assert wrong_path(error) == {"other"}
    third = filed(ports, "key-0003", 3)
    act(ports, second.id, step("merge", other=first.id, **WHY))
    with pytest.raises(Invalid):
        act(ports, third.id, step("merge", other=second.id, **WHY))
    with pytest.raises(Invalid):
        act(ports, first.id, step("merge", other=first.id, **WHY))


def test_a_case_about_another_enterprise_is_not_merged(ports, first):
    other = filed(ports, "key-0004", 3, respondent_uscc=None)
    with pytest.raises(Invalid):
        act(ports, other.id, step("merge", other=first.id, **WHY))


def test_each_reporter_is_told_once_by_the_number_of_the_own_case(ports, first, second):
    act(ports, second.id, step("merge", other=first.id, **WHY))
    assert tell_followers(first.id, now=NOW, ports=ports, rules=rules()) == 0
    act(ports, first.id, forms.BeginCheck(officers=("suqing",)))
    proposed = forms.ProposeFiling(outcome="not_filed", ground="N19-1", text="没有证据。")
    act(ports, first.id, proposed)
    act(ports, first.id, forms.DecideFiling(confirm=True), by=SUQING)
    later = NOW + timedelta(days=5)
    told = [tell_followers(first.id, now=later, ports=ports, rules=rules()) for _ in range(2)]
    assert told == [1, 0]
    follower = ports.cases.get(second.id)
    assert [step.action for step in follower.timeline][-1] == "together_decided"
    telling = follower.clock("T-FILE-N")
    assert telling.started_on == local_date(NOW + timedelta(days=4))
    assert (follower.due_on, follower.clock("T-FILE").is_open) == (telling.due_on, True)
    events = ports.cases._table.find_one({"_id": second.id})["outbox"]
    [decided] = [e for e in events if FilingDecided.TYPE in e["body"]]
    assert f'"reporter_ref":"{second.id}/reporter"' in decided["body"]
    assert first.id not in decided["body"]


def test_followers_are_told_of_service_and_closing_too(ports, first, second):
    act(ports, second.id, step("merge", other=first.id, **WHY))
    case = ports.cases.get(first.id)
    story = Story(replace(case, real_name=False), now=NOW + timedelta(days=4)).effective()
    at = story.now + timedelta(days=1)
    ports.cases.save(replace(story.case, version=case.version + 1), [])
    assert tell_followers(first.id, now=at, ports=ports, rules=rules()) == 2
    note_reporter_told(second.id, at, now=at, ports=ports, rules=rules())
    story.refunded().do(forms.CloseCase())
    ports.cases.save(replace(story.case, version=case.version + 2), [])
    told = [tell_followers(first.id, now=at, ports=ports, rules=rules()) for _ in range(2)]
    assert told == [1, 0]
    follower = ports.cases.get(second.id)
    assert [each.action for each in follower.timeline][-4:] == [
        "together_decided",
        "together_served",
        "reporter_told",
        "together_closed",
    ]
    assert (follower.state, follower.open_due) == ("closed", None)
    assert not [clock.code for clock in follower.clocks if clock.is_open]
    events = ports.cases._table.find_one({"_id": second.id})["outbox"]
    bodies = [event["body"] for event in events]
    [served] = [body for body in bodies if DecisionServed.TYPE in body]
    [closed] = [body for body in bodies if CaseClosed.TYPE in body]
    for body in (served, closed):
        assert f'"reporter_ref":"{second.id}/reporter"' in body
        assert first.id not in body
    assert '"respondent_uscc":""' in served


def test_a_merger_and_its_end_leave_their_lines_in_the_leading_case(ports, first, second):
    def noted() -> list[tuple[str, str]]:
        steps = ports.cases.get(first.id).timeline
        return [(s.action, s.text) for s in steps if s.action.startswith("follower")]

    def note() -> int:
        return note_merger(second.id, now=NOW, ports=ports, rules=rules())

    assert note() == 0
    act(ports, second.id, step("merge", other=first.id, **WHY))
    assert note() == 0
    assert noted() == [("follower_joined", second.id)]
    act(ports, second.id, step("unmerge", text="收费项目不同。"))
    assert [note(), note()] == [1, 0]
    assert noted()[1:] == [("follower_left", second.id)]


def test_related_cases_and_repeats_are_shown_to_who_may_see_them(ports, first, second):
    again = filed(ports, "key-0005", 3)
    related = act(ports, again.id, step("relate", other=first.id, text="同一票货。"))
    assert related.related == (first.id,)
    with pytest.raises(Invalid):
        act(ports, again.id, step("relate", other=first.id, text="同一票货。"))
    found = repeats_of(again, principal=LINZHIYUAN, ports=ports)
    assert [case.id for case in found.of_reporter] == [first.id]
    assert {case.id for case in found.about_respondent} == {first.id, second.id}
    stranger = repeats_of(again, principal=SHENYUE, ports=ports)
    assert (stranger.of_reporter, stranger.about_respondent) == ((), ())


def test_a_lead_goes_on_as_a_price_report_about_the_same_respondent_alone(ports, first):
    other = filed(ports, "key-0006", 3, respondent_uscc=None)
    dispute = a_case(track="fee_dispute", submission="HY-2026-00099")
    lead = Story(dispute).do(step("accept")).do(step("check_lead", text="另有两项。")).case
    ports.cases.add(lead, [], Command(key="key-lead", fingerprint="lead"))
    for number in ("HY-2026-99999-1", other.id, lead.id):
        with pytest.raises(Invalid) as error:
            act(ports, lead.id, step("end_lead", filed="yes", case_no=number, text="属实。"))
        assert wrong_path(error) == {"case_no"}
    ended = act(ports, lead.id, step("end_lead", filed="yes", case_no=first.id, text="属实。"))
    assert ended.related == (first.id,)


def test_misuse_is_found_by_the_supervisor_alone(ports, first):
    with pytest.raises(Conflict):
        act(ports, first.id, step("decide_misuse", approve="yes", text="属实。"), by=HANBING)
    act(ports, first.id, step("propose_misuse", text="以撤回举报索要好处，有录音。"))
    act(ports, first.id, step("decide_misuse", approve="no", text="证据不足。"), by=HANBING)
    assert ports.cases.get(first.id).last("decide_misuse").outcome == "not_found"
