"""Tracks whose steps are data: what they write down, pause, extend, and refuse."""

from datetime import date

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.next_step import next_offer
from services.complaints.domain.cases.offers import available_actions
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.schedule import overdue_at
from services.complaints.domain.cases.told import told_steps
from shared.errors import Conflict, Forbidden, Invalid
from tests.complaints import HANBING, LINZHIYUAN, SUQING, ZHOULAN, a_case, rules
from tests.unit.complaints.cases.story import Story


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def on(track: str) -> Story:
    return Story(a_case(track=track, lines=0 if track == "service" else 1))


def paths(error) -> set[str]:
    return {each.path for each in error.value.errors}


def due(story: Story, code: str) -> date:
    due_on: date = story.case.clock(code).due_on
    return due_on


def test_a_service_complaint_is_accepted_handled_answered_and_closed():
    story = on("service")
    assert [clock.code for clock in story.case.clocks] == ["P-SVC-ACC"]
    story.do(step("accept")).do(step("begin_handling", officer=SUQING.sub))
    assert story.case.officers == ("suqing",)
    with pytest.raises(Invalid) as error:
        story.do(step("reply", text="窗口当日未收单。", justified="maybe"))
    assert paths(error) == {"justified", "done"}
    story.do(step("reply", justified="yes", text="窗口当日未收单。", done="已补办，并更正告示。"))
    assert story.case.last("reply").values["done"] == "已补办，并更正告示。"
    assert story.case.clock("P-SVC-DONE").met_on == story.today
    assert story.do(forms.CloseCase()).case.state is CaseState.CLOSED


def test_waiting_for_material_stops_the_clock_and_its_days_do_not_count():
    story = on("service").do(step("accept"))
    before = due(story, "P-SVC-DONE")
    story.do(step("ask_material", text="请提供舱单号。", until="2026-11-27"))
    assert story.case.clock("P-SVC-DONE").stands_still
    assert story.case.due_on is None
    assert story.case.next_due == overdue_at(date(2026, 11, 27))
    story.forward(4).do(step("end_waiting", came="yes"))
    clock = story.case.clock("P-SVC-DONE")
    assert clock.pauses[0].to_on == date(2026, 11, 27)
    assert (before, clock.due_on) == (date(2026, 12, 10), date(2026, 12, 16))
    assert any("暂停" in each.sentence for each in clock.steps)
    with pytest.raises(Conflict):
        story.do(step("end_waiting", came="no"))


def test_material_that_comes_the_same_day_moves_nothing():
    story = on("service").do(step("accept"))
    before = due(story, "P-SVC-DONE")
    story.do(step("ask_material", text="请提供舱单号。", until="2026-11-27"))
    story.do(step("end_waiting", came="yes"))
    assert due(story, "P-SVC-DONE") == before


@pytest.mark.parametrize("track", ["fee_dispute", "service", "petition"])
def test_a_refusal_needs_its_ground_words_and_the_other_ways(track):
    story = on(track)
    with pytest.raises(Invalid) as error:
        story.do(step("refuse", ground="F19"))
    assert paths(error) == {"ground", "text", "other_ways"}
    ground = {"fee_dispute": "R4", "service": "S2", "petition": "Q2"}[track]
    story.do(step("refuse", ground=ground, text="已由法院受理。", other_ways="向法院起诉。"))
    assert story.case.state is CaseState.REFUSED
    assert story.case.due_on is None
    assert story.do(forms.CloseCase()).case.state is CaseState.CLOSED


def test_a_mediation_that_ends_runs_the_limit_for_telling_both_sides():
    story = on("fee_dispute").do(step("accept"))
    assert due(story, "P-FEE-MED") == date(2027, 1, 22)
    meeting = {"held_on": "2026-11-26", "at": "14:30", "place": "口岸大厅", "mediators": "林致远"}
    story.do(step("appoint_mediation", **meeting))
    story.do(step("end_mediation", ground="M2", text="对方拒绝。", lead_found="no"))
    assert story.case.clock("T-MEDEND-N").is_open
    with pytest.raises(Conflict, match="还有没有办完的期限"):
        story.do(forms.CloseCase())
    story.do(step("tell_parties", told_on="2026-11-23", way="phone", text="14:20 通话"))
    assert story.do(forms.CloseCase()).case.state is CaseState.CLOSED


def test_an_appointment_is_not_in_the_past_and_a_session_not_ahead():
    story = on("fee_dispute").do(step("accept"))
    meeting = {"held_on": "2026-11-22", "at": "9:00", "place": "口岸大厅", "mediators": "林致远"}
    with pytest.raises(Invalid) as error:
        story.do(step("appoint_mediation", **meeting))
    assert paths(error) == {"held_on"}
    story.do(step("appoint_mediation", **meeting | {"held_on": "2026-11-24"}))
    with pytest.raises(Invalid) as error:
        story.do(step("record_session", held_on="2026-11-24", present="双方", text="未达成"))
    assert paths(error) == {"held_on"}


def test_a_petition_is_answered_within_sixty_days_or_thirty_more():
    story = on("petition").do(step("accept"))
    assert due(story, "T-PET-DONE") == date(2027, 1, 22)
    with pytest.raises(Invalid) as error:
        story.do(step("ask_extension", clock="T-PET-DONE", number="31", text="情况复杂。"))
    assert paths(error) == {"number"}
    story.do(step("ask_extension", clock="T-PET-DONE", number="30", text="情况复杂。"))
    story.do(
        step("decide_extension", approve="yes", approver="办公室主任", text="复杂。"), by=SUQING
    )
    clock = story.case.clock("T-PET-DONE")
    assert clock.due_on == date(2027, 2, 22)
    assert clock.extensions[0].by == "suqing"
    with pytest.raises(Invalid) as error:
        story.do(step("ask_extension", clock="T-PET-DONE", number="1", text="再延。"))
    assert paths(error) == {"clock"}


def test_who_asks_for_an_extension_does_not_decide_on_it_but_the_supervisor_may():
    story = on("service").do(step("accept"))
    story.do(step("ask_extension", clock="P-SVC-DONE", number="5", text="须赴现场。"))
    with pytest.raises(Conflict):
        story.do(step("decide_extension", approve="yes", text="复杂。"), by=LINZHIYUAN)
    with pytest.raises(Forbidden):
        story.do(step("decide_extension", approve="yes"), by=ZHOULAN)
    with pytest.raises(Invalid) as error:
        story.do(step("decide_extension", approve="no"), by=HANBING)
    assert paths(error) == {"text"}
    story.do(step("decide_extension", approve="no", text="材料已齐。"), by=HANBING)
    assert story.case.asked_extension is None
    assert not story.case.clock("P-SVC-DONE").extensions


def test_a_limit_whose_law_knows_no_extension_is_not_extended():
    story = on("petition")
    with pytest.raises(Invalid) as error:
        story.do(step("ask_extension", clock="T-PET-REG", number="5", text="人手不足。"))
    assert paths(error) == {"clock"}


def test_the_supervisor_takes_no_step_of_the_officers():
    with pytest.raises(Forbidden):
        on("service").do(step("accept"), by=HANBING)


def test_every_step_of_every_track_says_whom_it_is_for_and_leads_to_a_known_state():
    for track in rules().tracks.values():
        for rule in track.actions.values():
            assert rule.who
            assert {o.to for o in rule.outcomes if o.to} <= set(track.states)


def test_a_note_stays_inside():
    story = on("service").do(step("note", text="船公司尚未回电。"), by=HANBING)
    assert story.case.last("note").text == "船公司尚未回电。"
    assert not rules().tracks["service"].actions["note"].shown_to
    assert "note" not in {each.action for each in told_steps(story.case, rules().tracks["service"])}
    assert story.events[-1].action == "note"
    assert "船公司" not in str(story.events[-1])


@pytest.mark.parametrize(
    ("track", "steps", "leading"),
    [
        ("service", [], "accept"),
        ("service", [step("accept")], "begin_handling"),
        ("fee_dispute", [], "accept"),
        ("fee_dispute", [step("accept")], "appoint_mediation"),
        ("petition", [], "register_petition"),
        ("petition", [step("accept")], "give_opinion"),
    ],
)
def test_the_step_that_a_page_offers_first_leads_on(track, steps, leading):
    story = on(track)
    for each in steps:
        story.do(each)
    rule_set = rules().tracks[track]
    offers = available_actions(story.case, LINZHIYUAN, track=rule_set, today=story.today)
    offer = next_offer(story.case, offers, rule_set)
    assert offer is not None
    assert offer.rule.code == leading


def test_days_and_numbers_in_full_width_digits_are_taken_as_digits():
    story = on("fee_dispute").do(step("accept"))
    meeting = {"at": "14:30", "place": "口岸大厅２楼", "mediators": "林致远"}
    story.do(step("appoint_mediation", held_on="２０２６－１１－２６", **meeting))
    kept = story.case.last("appoint_mediation").values
    assert (kept["held_on"], kept["place"]) == ("2026-11-26", "口岸大厅２楼")
    story = on("service").do(step("accept"))
    story.do(step("ask_extension", clock="P-SVC-DONE", number="５", text="须赴现场。"))
    assert story.case.asked_extension.number == 5
