from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.notify.adapters.rule_files import RulesWrong, check_plan, load_rules
from services.notify.domain.messages.facts import facts_of, placeholders_of
from services.notify.domain.messages.template import TemplateWrong, Text
from services.notify.domain.plans.plan import Channel, Lane, Role, Silence
from services.notify.domain.plans.planning import plan_messages
from shared.clock import local_date
from shared.events.list_events import ListTold
from shared.events.measure_events import MeasureTold
from tests.unit.notify.examples import (
    EVENT_ID,
    EVENTS,
    NOW,
    REPORTER,
    RESPONDENT,
    basis,
    case_changed,
    case_closed,
    case_filed,
    case_pressed,
    decision_changed,
    decision_served,
    filing_decided,
    respondent_asked,
    score_changed,
    task_pressed,
    task_told,
)

RULES = load_rules()


def planned(event):
    return plan_messages(event, EVENT_ID, plans=RULES.plans, now=NOW)


def told(event) -> set[tuple[str, str]]:
    return {(message.role, message.recipient_ref) for message in planned(event)}


def test_a_filed_case_is_told_to_its_reporter_and_its_department():
    assert told(case_filed()) == {("reporter", REPORTER), ("department", "department:hy-market")}


def test_an_anonymous_report_is_told_to_the_department_alone():
    assert told(case_filed(reporter_ref=None)) == {("department", "department:hy-market")}


@pytest.mark.parametrize("outcome", ["filed", "not_filed"])
def test_a_filing_decision_is_told_to_the_reporter_alone(outcome):
    assert told(filing_decided(outcome=outcome)) == {("reporter", REPORTER)}


def test_a_served_decision_is_told_to_respondent_and_reporter():
    assert told(decision_served()) == {
        ("respondent", f"uscc:{RESPONDENT}"),
        ("reporter", REPORTER),
    }


def test_a_changed_decision_is_told_to_the_respondent_alone():
    assert told(decision_changed()) == {("respondent", f"uscc:{RESPONDENT}")}


def test_a_task_is_told_to_who_is_asked_and_its_answer_to_who_asked():
    assert told(task_told()) == {("department", "department:hy-transport")}
    officer = "HY-2026-04172-1/officer"
    answered = task_told(act="answered", department_told="hy-market", officer_ref=officer)
    assert told(answered) == {("department", "department:hy-market"), ("officer", officer)}
    assert told(task_pressed(officer_ref=officer)) == {
        ("department", "department:hy-transport"),
        ("officer", officer),
        ("port_office", "department:hy-port-office"),
    }


def test_the_closing_and_a_service_together_are_told_to_the_reporter_alone():
    assert told(case_closed()) == {("reporter", REPORTER)}
    assert told(case_closed(reporter_ref=None)) == set()
    assert told(decision_served(respondent_uscc="")) == {("reporter", REPORTER)}


def test_a_question_is_told_to_the_respondent_alone():
    assert told(respondent_asked()) == {("respondent", f"uscc:{RESPONDENT}")}


BOTH = {("reporter", REPORTER), ("respondent", f"uscc:{RESPONDENT}")}


@pytest.mark.parametrize("action", ["accept", "appoint_mediation", "end_mediation"])
def test_the_steps_of_a_mediation_are_told_to_both_sides_in_the_same_words(action):
    messages = planned(case_changed(action=action))
    assert {(each.role, each.recipient_ref) for each in messages} == BOTH
    [template] = {(each.template, each.template_version) for each in messages}
    words = f"{RULES.templates[template].zh}{RULES.templates[template].en}".lower()
    for told_of in ("举报", "投诉", "反映", "report", "complain"):
        assert told_of not in words
    assert told(case_changed(action=action, respondent_uscc=None)) == {("reporter", REPORTER)}


@pytest.mark.parametrize(
    ("track", "action"),
    [
        ("service", "accept"),
        ("petition", "accept"),
        *((track, "refuse") for track in ("fee_dispute", "service", "petition")),
        ("service", "reply"),
        *(("petition", action) for action in ("give_opinion", "give_review", "give_rereview")),
        ("price_report", "decide_extension"),
    ],
)
def test_acceptance_refusal_answer_and_extension_are_told_to_the_reporter_alone(track, action):
    event = case_changed(track=track, action=action)
    assert told(event) == {("reporter", REPORTER)}
    assert told(replace(event, reporter_ref=None)) == set()


def test_a_step_that_is_shown_to_nobody_is_told_to_nobody():
    assert told(case_changed(action="assign_officer")) == set()


def test_a_changed_score_is_told_to_the_enterprise():
    assert told(score_changed()) == {("enterprise", f"uscc:{RESPONDENT}")}


@pytest.mark.parametrize("act", ["reminded", "returned", "reported"])
def test_a_measure_is_told_to_each_of_its_departments(act):
    event = MeasureTold(
        key="JX-3-1",
        version=2,
        occurred_at=NOW,
        act=act,
        city="jiaxing",
        measure="JX-3-1",
        title_zh="公示口岸收费清单",
        title_en="Publish port-charge catalogue",
        departments=("jx-port-office", "jx-reform"),
    )
    messages = planned(event)
    assert {(each.recipient_ref, each.channel) for each in messages} == {
        (f"department:{department}", channel)
        for department in event.departments
        for channel in (Channel.INBOX, Channel.EMAIL)
    }
    assert {each.template for each in messages} == {f"measure-{act}-department"}
    assert {each.case_id for each in messages} == {None}


@pytest.mark.parametrize(
    "act", ["submitted", "returned", "published", "reminded", "withdrawn", "eve"]
)
def test_a_list_is_told_to_its_body_the_office_and_its_followers(act):
    event = ListTold(
        key="00aa11bb22cc33dd",
        version=5,
        occurred_at=NOW,
        act=act,
        city="haiyang",
        port="海阳港",
        body="海阳云屿集装箱码头有限公司",
        edition="2027年第1版",
        effective_from=date(2027, 1, 1),
        departments=() if act == "reminded" else ("hy-port-office",),
        enterprises=() if act == "submitted" else (RESPONDENT,),
    )
    refs = [f"department:{each}" for each in event.departments]
    refs += [f"uscc:{each}" for each in event.enterprises]
    messages = planned(event)
    assert {(each.recipient_ref, each.channel) for each in messages} == {
        (ref, channel) for ref in refs for channel in (Channel.INBOX, Channel.EMAIL)
    }
    assert {each.template for each in messages} == {f"catalogue-{act}"}


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TYPE)
def test_every_recipient_is_told_in_the_inbox_and_then_by_email_but_officers(event):
    """Officers have no address here: their inbox is where they work."""
    messages = planned(event)
    for role, ref in {(message.role, message.recipient_ref) for message in messages}:
        channels = [each.channel for each in messages if each.recipient_ref == ref]
        outside = [] if role is Role.OFFICER else [Channel.EMAIL]
        assert channels == [Channel.INBOX, *outside]


def test_a_step_of_supervision_is_told_to_whom_it_names_and_to_nobody_else():
    def told(**changes):
        return {(m.role, m.recipient_ref) for m in planned(case_pressed(**changes))}

    everybody = told()
    assert len(everybody) == 3
    assert (Role.PORT_OFFICE, "department:hy-port-office") in everybody
    reminder = told(department_told=None, port_office=None)
    assert {role for role, _ in reminder} == {Role.OFFICER}
    no_handler = told(officer_ref=None, port_office=None)
    assert no_handler == {(Role.DEPARTMENT, "department:hy-market")}


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TYPE)
def test_planning_again_gives_the_same_ids(event):
    first = [message.id for message in planned(event)]
    assert first == [message.id for message in planned(event)]
    assert len(set(first)) == len(first)


def test_nothing_told_to_a_respondent_holds_the_reporter_or_the_case_number():
    for message in planned(decision_served()):
        if message.role is Role.RESPONDENT:
            template = RULES.templates[message.template, message.template_version]
            words = f"{template.zh}{template.en}{message.link}"
            assert "case_no" not in words
            assert "举报" not in words
            assert "report" not in words.lower()
            assert "投诉" not in words


@pytest.mark.parametrize(
    ("day", "verified"),
    [
        (datetime(2026, 4, 14, 15, 59, tzinfo=UTC), True),
        (datetime(2026, 4, 14, 16, tzinfo=UTC), False),
    ],
)
def test_the_basis_of_telling_a_filing_decision_changes_with_order_121(day, verified):
    held = [
        plan
        for plan in RULES.plans
        if plan.is_meant_for(filing_decided(occurred_at=day), local_date(day))
    ]
    assert [plan.basis.verified for plan in held] == [verified]
    assert [plan.limit_code for plan in held] == ["T-FILE-N"]


def test_what_a_law_obliges_to_tell_goes_by_the_statutory_lane():
    assert {message.lane for message in planned(filing_decided())} == {Lane.STATUTORY}


def test_a_plan_of_one_city_is_not_meant_for_another():
    plan = replace(RULES.plans[0], basis=basis(city="jiaxing"))
    assert not plan.is_meant_for(case_filed(), NOW.date())
    assert plan.is_meant_for(case_filed(city="jiaxing"), NOW.date())


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TYPE)
def test_the_facts_of_an_event_are_its_declared_placeholders(event):
    assert set(facts_of(event)) == placeholders_of(event.TYPE)


def check(plan, **changes):
    silences = changes.pop("silences", [])
    templates = changes.pop("templates", RULES.templates)
    check_plan(replace(plan, **changes), silences=silences, templates=templates)


def test_a_plan_may_not_tell_whom_the_law_keeps_out():
    silence = Silence(event="case.filed.v1", role=Role.RESPONDENT, basis=basis())
    with pytest.raises(RulesWrong, match="must not be told"):
        check(RULES.plans[0], role=Role.RESPONDENT, silences=[silence])


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "case.vanished.v1"},
        {"when": {"colour": ("red",)}},
        {"template": "nowhere"},
        {"link": "/complaints/mine/${reporter_ref}"},
    ],
)
def test_a_plan_that_names_what_does_not_exist_is_refused(changes):
    with pytest.raises(RulesWrong):
        check(RULES.plans[0], **changes)


@pytest.mark.parametrize("words", ["${reporter_ref}", "${respondent_uscc}", "$", "${}"])
def test_a_template_may_ask_only_for_facts(words):
    plan = RULES.plans[0]
    template = RULES.templates[plan.template, plan.template_version]
    wrong = replace(template, zh=Text(subject=words, body=template.zh.body))
    with pytest.raises(TemplateWrong):
        check(plan, templates={(plan.template, plan.template_version): wrong})


def test_a_template_says_the_same_in_both_languages():
    plan = RULES.plans[0]
    template = RULES.templates[plan.template, plan.template_version]
    wrong = replace(template, en=Text(subject="Received", body="Thank you"))
    with pytest.raises(TemplateWrong, match="the same"):
        check(plan, templates={(plan.template, plan.template_version): wrong})
