"""What the mailbox does to a case: words are sealed, steps say who and when, no clock moves."""

from dataclasses import replace

import pytest

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.enclosed import AttachmentRef
from services.complaints.domain.cases.forms import BeginCheck, DecideFiling, ProposeFiling
from services.complaints.domain.cases.mailbox import (
    MOST_CHARACTERS,
    MOST_MESSAGES,
    Words,
    check_words,
    officer_writes,
    reporter_looks,
    reporter_writes,
    waits_for_officer,
)
from services.complaints.domain.cases.offers import available_actions
from services.complaints.domain.cases.room_for_files import MOST_FILES
from services.complaints.domain.cases.take import take
from services.complaints.domain.cases.told import told_steps
from services.complaints.domain.search.indexed_case import texts_of
from services.complaints.domain.search.visibility import may_see
from shared.errors import Conflict, Forbidden, Invalid
from shared.events.case_events import ReporterWrote
from tests.complaints import (
    GUANLI,
    HANBING,
    LINZHIYUAN,
    LUHENG,
    NOW,
    SHENJI,
    SUQING,
    XUKEXIN,
    ZHOULAN,
    a_case,
    an_act,
    rules,
)

WORDS = Words(id="m1", sealed=b"sealed")


def anonymous_case(**changes) -> Case:
    values = {"channel": "anonymous", "real_name": False, "reporter_key": None, "receipt": "d" * 64}
    return a_case(**{**values, **changes})


def decided() -> Case:
    case = anonymous_case()
    for form, by in (
        (BeginCheck(officers=("suqing",)), LINZHIYUAN),
        (ProposeFiling(outcome="not_filed", ground="N19-1", text="没有证据。"), LINZHIYUAN),
        (DecideFiling(confirm=True), SUQING),
    ):
        case, _ = take(case, form, an_act(case, by))
    return case


def test_words_of_the_reporter_are_a_step_and_an_event_without_any_of_them():
    case = anonymous_case()
    after, [event] = reporter_writes(case, WORDS, an_act(case, None))
    assert isinstance(event, ReporterWrote)
    assert event.version == after.version == case.version + 1
    step = after.timeline[-1]
    assert (step.actor, step.action, step.text) == ("reporter", "reporter_wrote", "")
    assert (after.clocks, after.state, after.due_on) == (case.clocks, case.state, case.due_on)
    assert waits_for_officer(after)


def test_words_of_an_officer_name_the_officer_and_stop_the_waiting():
    case = anonymous_case()
    case, _ = reporter_writes(case, WORDS, an_act(case, None))
    after, _ = officer_writes(case, replace(WORDS, id="m2"), an_act(case))
    assert (after.mailbox[-1].by, after.mailbox[-1].by_name) == ("linzhiyuan", "林致远")
    assert not waits_for_officer(after)


def test_only_officers_of_the_department_write_and_only_on_anonymous_reports():
    case = anonymous_case()
    for person in (LUHENG, HANBING, ZHOULAN, GUANLI):
        with pytest.raises(Forbidden):
            officer_writes(case, WORDS, an_act(case, person))
    with pytest.raises(Conflict):
        officer_writes(a_case(), WORDS, an_act(a_case()))


def test_a_look_is_noted_where_there_is_something_new_and_only_once():
    case = anonymous_case()
    assert reporter_looks(case, an_act(case, None)) is None
    case, _ = officer_writes(case, WORDS, an_act(case))
    looked = reporter_looks(case, an_act(case, None))
    assert looked is not None
    assert looked[0].mailbox[0].read_on == an_act(case).today
    assert looked[0].reporter_told_on is None
    assert reporter_looks(looked[0], an_act(case, None)) is None


def test_own_words_are_no_news():
    case = anonymous_case()
    case, _ = reporter_writes(case, WORDS, an_act(case, None))
    assert reporter_looks(case, an_act(case, None)) is None


def test_the_reporter_is_told_of_the_decision_on_the_day_of_the_first_look_after_it():
    case = decided()
    assert case.clock("T-FILE-N") is None
    looked = reporter_looks(case, an_act(case, None))
    assert looked is not None
    assert looked[0].reporter_told_on == an_act(case).today
    assert looked[0].clocks == case.clocks


def test_a_case_that_nobody_looks_at_can_be_closed_all_the_same():
    case = decided()
    offers = available_actions(
        case, LINZHIYUAN, track=rules().tracks[case.track], today=an_act(case).today
    )
    assert "close" in {offer.rule.code for offer in offers if offer.possible}
    assert not {"officer_wrote", "reporter_wrote", "reporter_looked"} & {
        offer.rule.code for offer in offers
    }


def test_an_empty_or_endless_message_is_refused():
    for wrong in ("", " \n ", "字" * (MOST_CHARACTERS + 1)):
        with pytest.raises(Invalid):
            check_words(wrong)
    check_words("", files=1)
    check_words("字" * MOST_CHARACTERS)


def test_a_mailbox_has_an_end():
    case = anonymous_case()
    for _ in range(MOST_MESSAGES):
        case, _ = reporter_writes(case, WORDS, an_act(case, None))
    with pytest.raises(Conflict):
        reporter_writes(case, WORDS, an_act(case, None))
    many = tuple(
        AttachmentRef(id=f"a{n}", type="text/plain", size=1, sha256="0")
        for n in range(MOST_FILES + 1)
    )
    with pytest.raises(Invalid):
        reporter_writes(anonymous_case(), replace(WORDS, files=many), an_act(case, None))


def test_nothing_of_the_mailbox_is_searchable_or_among_the_steps_that_are_told():
    case = anonymous_case()
    after, _ = reporter_writes(case, WORDS, an_act(case, None))
    assert texts_of(after) == texts_of(case)
    track = rules().track_of(case)
    assert told_steps(after, track) == told_steps(case, track)


def test_an_anonymous_case_is_seen_by_the_same_officials_and_by_nobody_else():
    for case in (anonymous_case(), a_case()):
        seers = (LINZHIYUAN, SUQING, HANBING, SHENJI)
        assert all(may_see(person, case) for person in seers)
        assert not any(may_see(person, case) for person in (ZHOULAN, XUKEXIN, LUHENG, GUANLI))


def test_an_official_of_the_organisation_complained_of_does_not_see_it():
    case = anonymous_case()
    own = replace(HANBING, organisation=case.respondent.name)
    assert not may_see(own, case)
    assert not may_see(replace(HANBING, uscc=case.respondent.uscc), case)


def test_words_are_dated_with_the_instant_they_come():
    case = anonymous_case()
    after, _ = reporter_writes(case, WORDS, an_act(case, None))
    assert after.mailbox[0].at == NOW
