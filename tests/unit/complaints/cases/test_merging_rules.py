"""What may be merged into what: price reports at their start, with nothing pending beside them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.merging import wrong_master
from services.complaints.domain.cases.recorded_step import RecordedStep
from shared.errors import Conflict, Malformed
from tests.complaints import NOW, a_case, rules
from tests.unit.complaints.cases.story import Story

LEADING = "HY-2026-00001-1"
MERGE = RecordedStep(action="merge", values={"other": LEADING, "text": "同一项收费。"})
RECUSAL = rules().tracks["price_report"].reasons["recusal"][0].code
UNTIL = {"text": "请核实。", "due_on": "2026-11-30"}
PENDING = {
    "open_task": {"department": "hy-transport", **UNTIL},
    "raise_dispute": {"department": "hy-transport", "text": "属于经营许可。"},
    "ask_officer_recusal": {
        "officer": "suqing",
        "asked_by_party": "no",
        "ground": RECUSAL,
        "text": "亲属。",
    },
    "ask_extension": {"clock": "T-FILE", "number": "5", "text": "案情复杂。"},
    "ask_respondent": {"statement": "请说明。", "until": "2026-12-04", "by_letter": "yes"},
}


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def leading(**changes):
    case = a_case(now=NOW - timedelta(days=1))
    return replace(case, id=LEADING, **changes)


@pytest.mark.parametrize("track", ["fee_dispute", "service", "petition"])
def test_nothing_but_a_price_report_is_merged(track):
    with pytest.raises(Malformed):
        Story(a_case(track=track)).do(MERGE)
    assert "merged" not in rules().tracks[track].states


@pytest.mark.parametrize("reached", ["proposed", "filed", "noticed", "drafted", "effective"])
def test_a_report_that_is_past_its_check_goes_its_own_way(reached):
    story = getattr(Story(), reached)()
    with pytest.raises(Conflict):
        story.do(MERGE)


@pytest.mark.parametrize("action", sorted(PENDING))
def test_a_case_with_something_pending_is_not_merged(action):
    story = Story().do(step(action, **PENDING[action]))
    with pytest.raises(Conflict):
        story.do(MERGE)
    assert Story().checking().do(MERGE).case.state == "merged"


@pytest.mark.parametrize(
    ("reached", "leads"),
    [
        ("checking", True),
        ("filed", True),
        ("not_filed", False),
        ("noticed", False),
        ("effective", False),
    ],
)
def test_a_case_leads_until_a_notice_is_given_or_it_is_not_filed(reached, leads):
    story = getattr(Story(leading()), reached)()
    assert (wrong_master(a_case(), story.case) is None) is leads


def test_an_officer_off_the_case_is_off_the_one_that_leads_it():
    case = replace(a_case(), recused=("suqing",))
    problem = wrong_master(case, leading())
    assert problem is not None
    assert problem.path == "other"
    assert wrong_master(case, leading(recused=("suqing", "linzhiyuan"))) is None


def test_nobody_records_that_a_merged_reporter_was_told_before_it_was_decided():
    told = forms.RecordTold(told_on=NOW.date(), way="phone", text="电话告知。")
    with pytest.raises(Conflict, match="还没有决定是否立案"):
        Story().do(MERGE).do(told)
