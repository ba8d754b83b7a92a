"""The reporter says how it went and asks for the case to be reopened, with a name and without."""

from dataclasses import replace

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.service_matter import ServiceMatter
from services.complaints.usecases.cases.anonymous.file_report import file_report
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.principal import Principal
from tests.complaints import LINZHIYUAN, NOW, SUQING, XUKEXIN, ZHOULAN, a_complaint
from tests.http.complaints.anonymous import Visitor, found
from tests.http.complaints.filing_browser import Browser

pytestmark = pytest.mark.engines
CASE = "HY-2026-00001-1"
MINE = f"/complaints/mine/{CASE}"
BOX = "/complaints/follow/mailbox/steps"
BAD = {"satisfaction": "very_dissatisfied", "solved": "no", "text": "没有说明理由。"}


def closed(c) -> None:
    """Take the case to its closing, not filed."""
    told = forms.RecordTold(told_on=NOW.date(), way="phone", text="14:20 通话")
    steps: list[tuple[forms.Form, Principal]] = [
        (forms.BeginCheck(officers=("suqing",)), LINZHIYUAN),
        (forms.ProposeFiling(outcome="not_filed", ground="N19-1", text="没有证据。"), LINZHIYUAN),
        (forms.DecideFiling(confirm=True), SUQING),
        *([(told, LINZHIYUAN)] if c.cases.cases.get(CASE).real_name else []),
        (forms.CloseCase(), LINZHIYUAN),
    ]
    for number, (form, by) in enumerate(steps):
        seen = c.cases.cases.get(CASE).version
        asked = TakeAction(case_id=CASE, form=form, key=f"key-000{number}", seen=seen)
        take_action(asked, actor=by, now=c.now(), ports=c.cases, rules=c.rules)


def test_a_reporter_says_how_it_went_and_has_the_case_reopened(c, app):
    file_complaint(a_complaint(), key="key-0001", now=c.now(), ports=c.cases, rules=c.rules)
    closed(c)
    zhoulan = Browser(app, ZHOULAN)
    page = zhoulan.get(MINE).get_data(as_text=True)
    assert "评价办理结果" in page
    assert "要求重新办理" not in page
    empty = zhoulan.post(f"{MINE}/steps/answer_revisit", {"key": "key-revisit-1"})
    assert empty.status_code == 422
    sent = zhoulan.post(f"{MINE}/steps/answer_revisit", {**BAD, "key": "key-revisit-1"})
    assert sent.status_code == 303
    page = zhoulan.get(MINE).get_data(as_text=True)
    assert "最后一天：2026年12月23日" in page
    assert "非常不满意" in page
    wish = {"text": "附上提箱单，请再查。", "key": "key-reopen-01"}
    assert zhoulan.post(f"{MINE}/steps/reopen", wish).status_code == 303
    assert zhoulan.post(f"{MINE}/steps/reopen", wish).status_code in {303, 404}
    stored = c.cases.cases.get(CASE)
    assert stored.state == "checking"
    assert "zhoulan" not in str(stored.timeline)


def test_an_anonymous_reporter_does_the_same_from_the_mailbox(c, app):
    command = a_complaint(reporter=None, channel="anonymous")
    filed = file_report(command, secret="first", now=c.now(), ports=c.cases, rules=c.rules)
    closed(c)
    visitor = Visitor(app)
    visitor.open(filed.receipt)
    assert "评价办理结果" in visitor.page
    visitor.get(f"{BOX}/answer_revisit")
    hidden = {name: found(rf'name="{name}" value="([^"]+)"', visitor.page) for name in KEYS}
    assert visitor.post(f"{BOX}/answer_revisit", {**hidden, "satisfaction": "x"}).status_code == 422
    forged = {**BAD, **hidden, "token": "0" * 64}
    assert visitor.post(f"{BOX}/answer_revisit", forged).status_code == 400
    assert visitor.post(f"{BOX}/answer_revisit", {**BAD, **hidden}).status_code == 303
    wish = {"token": hidden["token"], "key": "key-reopen-01", "text": "请再查。"}
    assert visitor.post(f"{BOX}/reopen", wish).status_code == 303
    assert c.cases.cases.get(CASE).state == "checking"


def test_nobody_else_takes_a_step_of_the_reporter(c, app):
    file_complaint(a_complaint(), key="key-0001", now=c.now(), ports=c.cases, rules=c.rules)
    closed(c)
    for person in (XUKEXIN,):
        other = Browser(app, person)
        assert other.get(f"{MINE}/steps/answer_revisit").status_code == 404
    stranger = Visitor(app)
    assert stranger.get(f"{BOX}/answer_revisit").location == "/complaints/follow"
    assert stranger.post(f"{BOX}/answer_revisit", BAD).location == "/complaints/follow"


KEYS = ("token", "key")


def test_a_reporter_whose_case_is_merged_sees_how_far_the_leading_one_is(c, app):
    for number in (1, 2):
        key = f"key-000{number}"
        file_complaint(a_complaint(), key=key, now=c.now(), ports=c.cases, rules=c.rules)
    second = CASE.replace("00001", "00002")
    values = {"other": CASE, "text": "同一码头、同一项收费。"}
    steps: list[tuple[str, forms.Form]] = [
        (second, RecordedStep(action="merge", values=values)),
        (CASE, forms.BeginCheck(officers=("suqing",))),
    ]
    for number, (case_id, form) in enumerate(steps):
        asked = TakeAction(case_id=case_id, form=form, key=f"key-merge-{number}")
        take_action(asked, actor=LINZHIYUAN, now=c.now(), ports=c.cases, rules=c.rules)
    zhoulan = Browser(app, ZHOULAN)
    page = zhoulan.get(f"/complaints/mine/{second}").get_data(as_text=True)
    assert "核查中" in page
    assert "一并办理" in page
    assert "同一码头、同一项收费" not in page
    assert "核查中" in zhoulan.get("/complaints/mine").get_data(as_text=True)
    officer = Browser(app, LINZHIYUAN)
    assert second in officer.get(f"/complaints/cases/{CASE}").get_data(as_text=True)
    assert "已并案" in officer.get(f"/complaints/cases/{second}").get_data(as_text=True)


def test_an_anonymous_reporter_follows_and_acts_on_every_case_of_the_submission(c, app):
    slow = ServiceMatter(promised="2 小时", reference="船期 12")
    command = a_complaint(reporter=None, channel="anonymous", service=slow)
    filed = file_report(command, secret="first", now=c.now(), ports=c.cases, rules=c.rules)
    [other] = filed.case.linked
    service = c.cases.cases.get(other)
    refusal = {"ground": "S2", "text": "法院已受理。", "other_ways": "可以诉讼。"}
    steps: list[forms.Form] = [RecordedStep(action="refuse", values=refusal), forms.CloseCase()]
    for number, form in enumerate(steps):
        asked = TakeAction(case_id=other, form=form, key=f"key-100{number}")
        by = replace(LINZHIYUAN, department=service.department)
        take_action(asked, actor=by, now=c.now(), ports=c.cases, rules=c.rules)
    visitor = Visitor(app)
    visitor.open(filed.receipt)
    address = f"/complaints/follow/mailbox/cases/{other}"
    assert f'href="{address}"' in visitor.page
    visitor.get(address)
    assert "可以诉讼。" in visitor.page
    assert "已办结。" in visitor.page
    assert "线索" not in visitor.page
    visitor.get(f"{address}/steps/answer_revisit")
    hidden = {name: found(rf'name="{name}" value="([^"]+)"', visitor.page) for name in KEYS}
    answer = visitor.post(f"{address}/steps/answer_revisit", {**BAD, **hidden})
    assert (answer.status_code, answer.location) == (303, address)
    assert c.cases.cases.get(other).last("answer_revisit").actor == "reporter"
    assert c.cases.cases.get(filed.case.id).last("answer_revisit") is None


def test_a_mailbox_opens_no_case_of_another_submission(c, app):
    file_complaint(a_complaint(), key="key-0001", now=c.now(), ports=c.cases, rules=c.rules)
    command = a_complaint(reporter=None, channel="anonymous")
    filed = file_report(command, secret="first", now=c.now(), ports=c.cases, rules=c.rules)
    visitor = Visitor(app)
    address = f"/complaints/follow/mailbox/cases/{CASE}"
    assert visitor.get(address).location == "/complaints/follow"
    visitor.open(filed.receipt)
    for path in ("", "/steps/answer_revisit"):
        assert visitor.get(f"{address}{path}").status_code == 404
