"""The enterprise answers first: what it sees, within which term, and that silence is noted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.released import released
from services.complaints.domain.cases.silence import note_silence
from services.complaints.domain.cases.take import take
from services.complaints.domain.cases.told import told_steps
from shared.errors import Conflict, Forbidden, Invalid
from shared.events.case_events import CaseChanged, RespondentAsked
from tests.complaints import LINZHIYUAN, TERMINAL, XUKEXIN, a_case, an_act, rules
from tests.unit.complaints.cases.story import Story
from tests.unit.complaints.cases.test_correcting_the_respondent import CORRECT
from tests.unit.complaints.cases.test_recorded_steps import on, paths, step

ASKED = {
    "statement": "请提供 2026年11月 全部付款方的港务费账单。",
    "lines": "1",
    "until": "2026-12-04",
    "uscc": TERMINAL,
    "by_letter": "no",
}


def asked(track: str = "price_report", **changes: str) -> Story:
    return on(track).do(step("ask_respondent", **{**ASKED, **changes}))


def answered(story: Story, text: str = "账单附上。") -> Story:
    act = replace(an_act(story.case, None, story.now), party="respondent")
    story.case, events = take(story.case, step("answer_respondent", text=text), act)
    story.events += events
    return story


def silent(story: Story) -> Story:
    """Let the clock process look at the case; it must have something to note."""
    noted = note_silence(story.case, an_act(story.case, None, story.now))
    assert noted is not None
    story.case, events = noted
    story.events += events
    return story


def seen(story: Story):
    return released(story.case, rules().track_of(story.case))


def test_the_respondent_sees_the_officers_words_and_of_a_secret_line_item_and_month_alone():
    shown = seen(asked())
    [question] = shown.questions
    assert question.statement == ASKED["statement"]
    [line] = question.lines
    assert (line.item, line.month) == ("货物港务费", "2026-11")
    assert (line.charged_on, line.amount) == (None, None)
    assert (shown.state, shown.steps, shown.lines) == (None, (), ())
    assert "多收了港务费" not in str(shown)


def test_the_respondent_is_told_by_message_where_its_code_was_typed():
    [told] = asked().events
    assert isinstance(told, RespondentAsked)
    assert (told.respondent_uscc, told.until) == (TERMINAL, date(2026, 12, 4))
    assert "账单" not in str(told)
    [other] = asked(uscc="", by_letter="yes").events
    assert isinstance(other, CaseChanged)


def test_a_line_that_was_not_released_is_not_seen():
    [question] = seen(asked(lines="")).questions
    assert question.lines == ()


def test_who_agreed_to_be_known_has_day_and_amount_shown():
    story = Story(a_case(secret=False)).do(step("ask_respondent", **ASKED))
    [line] = seen(story).questions[0].lines
    assert (line.charged_on, str(line.amount)) == (date(2026, 11, 12), "320.00")


def test_nothing_is_seen_before_the_officer_has_typed_the_code():
    assert seen(on("price_report")) is None
    assert seen(asked(uscc="", by_letter="yes")) is None


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"uscc": "91370687MA3TE5T03T"}, "uscc"),
        ({"uscc": "", "by_letter": "no"}, "uscc"),
        ({"lines": "2"}, "lines"),
        ({"lines": "1,1"}, "lines"),
        ({"until": "2026-11-22"}, "until"),
        ({"until": "2027-01-23"}, "until"),
        ({"until": "下周"}, "until"),
    ],
)
def test_a_question_that_does_not_fit_is_refused(wrong, path):
    with pytest.raises(Invalid) as error:
        asked(**wrong)
    assert path in paths(error)


def test_a_statement_with_the_reporters_own_words_is_refused_for_a_secret_case():
    words = "提箱那天门口的老李当着我的面说，你们货代就得这么交，一直这么收的。"
    story = Story(a_case(statement=words))
    with pytest.raises(Invalid) as error:
        story.do(step("ask_respondent", **{**ASKED, "statement": f"据反映：{words}"}))
    assert paths(error) == {"statement"}
    story = Story(a_case(statement=words, secret=False))
    story.do(step("ask_respondent", **{**ASKED, "statement": f"据反映：{words}"}))


def test_the_answer_is_kept_as_a_step_of_the_respondent_without_a_name():
    story = answered(asked())
    last = story.case.timeline[-1]
    assert (last.actor, last.actor_name, last.department) == ("respondent", "", None)
    assert last.values == {"text": "账单附上。"}
    assert story.case.questions[-1].answer == "账单附上。"
    with pytest.raises(Conflict):
        answered(story)


def test_an_answer_on_the_last_day_counts_and_one_after_it_is_refused_with_the_day():
    assert answered(asked().forward(11)).case.questions[-1].answered_at
    with pytest.raises(Conflict) as error:
        answered(asked().forward(12))
    assert error.value.params == {"day": "2026-12-04"}


def test_silence_is_noted_once_the_term_is_over_and_not_before():
    story = asked()
    assert story.case.next_due is not None
    story.forward(11)
    assert note_silence(story.case, an_act(story.case, None, story.now)) is None
    before = story.case
    case = silent(story.forward(1)).case
    assert case.timeline[-1].action == "respondent_silent"
    assert case.questions[-1].silent_on == date(2026, 12, 5)
    assert note_silence(case, an_act(case, None, story.now)) is None
    assert case.next_due >= before.next_due


def test_after_silence_the_officer_may_ask_again_but_not_while_an_answer_is_awaited():
    story = asked()
    with pytest.raises(Conflict):
        story.do(step("ask_respondent", **ASKED))
    silent(story.forward(12))
    story.do(step("ask_respondent", **{**ASKED, "until": "2026-12-20"}))
    assert [each.waits for each in story.case.questions] == [False, True]


@pytest.mark.parametrize(("track", "told"), [("price_report", False), ("fee_dispute", True)])
def test_the_reporter_sees_the_answer_only_where_the_track_says_so(track, told):
    case = answered(asked(track)).case
    steps = [s.action for s in told_steps(case, rules().track_of(case))]
    assert ("answer_respondent" in steps) is told
    assert "ask_respondent" not in steps


def test_no_officer_answers_for_the_respondent_and_no_respondent_takes_another_step():
    story = asked()
    for person in (LINZHIYUAN, XUKEXIN, None):
        with pytest.raises(Forbidden):
            story.do(step("answer_respondent", text="账单附上。"), by=person)
    act = replace(an_act(story.case, None, story.now), party="respondent")
    for form in (step("respondent_silent"), step("ask_respondent", **ASKED)):
        with pytest.raises(Forbidden):
            take(story.case, form, act)


def test_another_respondent_sees_nothing_of_what_the_first_was_asked():
    story = asked().do(CORRECT)
    assert story.case.questions[-1].withdrawn
    assert seen(story) is None
    with pytest.raises(Conflict):
        answered(story)


def test_a_question_moves_no_state_and_no_limit():
    before, after = on("service").case, asked("service", lines="").case
    assert after.state is CaseState.RECEIVED
    assert after.clocks == before.clocks
    assert isinstance(step("ask_respondent"), RecordedStep)


@pytest.mark.parametrize("secret", [True, False])
def test_after_a_notice_a_secret_line_tells_month_and_overcharge_and_nothing_that_names_a_payer(
    secret,
):
    [line] = seen(Story(a_case(secret=secret)).decided()).lines
    assert (line.month, line.over) == ("2026-11", Decimal("48.00"))
    told = (None, None) if secret else (date(2026, 11, 12), Decimal("320.00"))
    assert (line.charged_on, line.amount) == told
