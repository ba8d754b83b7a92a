"""A decision after it took effect: suspended, annulled, altered; and served by announcement."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.aftermath import fine_late
from services.complaints.domain.cases.announcement_end import note_announced
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.ledger_line import (
    contradictions,
    everything_in_the_record,
    in_the_record,
)
from shared.errors import Conflict, Invalid
from shared.events.case_events import (
    DecisionChanged,
    DecisionServed,
    DocumentAnnulled,
    DocumentEffective,
    RefundRefused,
)
from tests.complaints import HANBING, LINZHIYUAN, SUQING, TERMINAL, a_case, an_act
from tests.unit.complaints.cases.story import Story, given_back
from tests.unit.complaints.cases.test_recorded_steps import paths, step

NO, SINCE = "海市监处罚〔2026〕61号", "海政复决〔2026〕3号"


def late(story: Story) -> Any:
    return fine_late(story.case, story.today)


def effective() -> Story:
    return Story(a_case(real_name=False)).effective()


def recorded(story: Story, what: str, **values: str) -> Story:
    told = {"what": what, "by": "reconsideration", "document_no": SINCE, "text": "事实不清"}
    return story.do(step("record_annulment", **told, on=story.today.isoformat(), **values))


def changed(story: Story, what: str, **values: str) -> list[Any]:
    story.events.clear()
    recorded(story.forward(20), what, **values)
    story.events.clear()
    story.do(step("confirm_annulment", approve="yes"), by=SUQING)
    return story.events


def test_an_annulled_decision_falls_with_its_refund_and_late_fine_and_the_record_is_told():
    story = effective()
    story.do(step("record_terms", pay_by=story.today.isoformat()))
    told, annulled = changed(story, "annulled")
    assert (type(told), type(annulled)) == (DecisionChanged, DocumentAnnulled)
    assert (told.change, told.document_no, told.respondent_uscc) == ("annulled", NO, TERMINAL)
    assert (annulled.key, annulled.supersedes, annulled.document_no) == (TERMINAL, NO, SINCE)
    assert (annulled.motive, annulled.effective_on) == ("行政复议决定撤销", story.today)
    assert story.case.state is CaseState.ANNULLED
    assert (story.case.refunds, late(story)) == (None, None)
    with pytest.raises(Conflict):
        story.do(step("record_fine_paid", on=story.today.isoformat(), text="回单"))
    assert story.do(forms.CloseCase()).case.state is CaseState.CLOSED


def test_an_altered_decision_counts_as_it_stands_since_and_what_was_given_back_stays():
    story = effective()
    story.do(given_back(story.today, amount=Decimal("10.00")))
    events = changed(story, "altered", fine="400.00", refund="30.00", level="minor")
    assert [type(each) for each in events] == [DecisionChanged, DocumentAnnulled, DocumentEffective]
    since = events[-1]
    assert (since.document_no, since.fine, since.refund) == (SINCE, Decimal(400), Decimal(30))
    assert (since.level, since.effective_on) == ("minor", story.today)
    assert since.determined_on == story.case.decision.decided_on
    [refund] = story.case.refunds.each
    assert (refund.amount, refund.paid, refund.is_open) == (Decimal(30), Decimal(10), True)
    assert story.case.state is CaseState.EFFECTIVE
    lines = list(in_the_record(story.case))
    assert [(each.document_no, each.kind) for each in lines] == [
        (NO, "penalty"),
        (SINCE, "annulment"),
        (SINCE, "penalty"),
    ]
    assert [told for line in lines for told in contradictions(line, story.case)] == []


def test_what_another_document_orders_for_a_payer_found_later_stands():
    story = effective()
    added = {"payer": "某", "lines": "1", "amount": "30.00", "document_no": "责退2号"}
    story.do(step("add_payer", **added))
    with pytest.raises(Invalid) as error:
        story.do(step("add_payer", **{**added, "amount": "0"}))
    assert paths(error) == {"amount"}
    changed(story, "altered", fine="400.00", refund="0", level="minor")
    [left] = story.case.refunds.each
    assert (left.no, left.amount, left.ordered_by) == (2, Decimal(30), "责退2号")


def test_an_alteration_needs_its_sums_and_never_makes_the_decision_harder():
    story = effective()
    with pytest.raises(Invalid) as error:
        recorded(story, "altered", fine="1000.01")
    assert paths(error) == {"fine", "refund", "level"}
    with pytest.raises(Invalid) as error:
        recorded(story.forward(-1), "annulled")
    assert paths(error) == {"on"}


def test_who_recorded_it_does_not_confirm_it_and_a_wrong_one_goes_back():
    story = recorded(effective(), "annulled")
    with pytest.raises(Conflict, match="另一名承办人"):
        story.do(step("confirm_annulment", approve="yes"), by=LINZHIYUAN)
    with pytest.raises(Conflict, match="还没有确认"):
        recorded(story, "annulled")
    with pytest.raises(Conflict, match="还没有确认"):
        story.refunded().do(forms.CloseCase())
    story.do(step("confirm_annulment", approve="no", text="文号有误"), by=HANBING)
    assert not story.case.decision.changes
    assert story.case.state is CaseState.EFFECTIVE


def test_a_closed_case_stays_closed_when_its_decision_is_annulled():
    story = effective().refunded().do(forms.CloseCase())
    changed(story, "annulled")
    assert (story.case.state, story.case.open_due) == (CaseState.CLOSED, None)
    assert story.case.decision.annulled
    with pytest.raises(Conflict, match="已经撤销"):
        recorded(story, "annulled")


def test_no_late_fine_is_counted_while_execution_is_suspended():
    story = effective()
    story.do(step("record_terms", pay_by=story.today.isoformat())).forward(10)
    ordered = {"by": "court", "text": "行停1号"}
    story.do(step("suspend_execution", on=story.today.isoformat(), **ordered))
    with pytest.raises(Conflict, match="已经停止执行"):
        story.do(step("suspend_execution", on=story.today.isoformat(), **ordered))
    story.forward(5)
    early = story.today - timedelta(days=6)
    with pytest.raises(Invalid) as error:
        story.do(step("resume_execution", on=early.isoformat(), text="恢复"))
    assert paths(error) == {"on"}
    story.do(step("resume_execution", on=story.today.isoformat(), text="恢复")).forward(2)
    found = late(story)
    assert (found.late, found.left_out, found.amount) == (11, 6, Decimal("330.00"))


def test_an_announced_decision_takes_effect_on_the_day_the_period_ends():
    story = Story(a_case(real_name=False)).decided()
    decided_on = story.today
    with pytest.raises(Invalid) as error:
        story.do(step("announce_service", on="2026-12-01", place="公告栏", text="下落不明"))
    assert paths(error) == {"on"}
    story.do(step("announce_service", on=decided_on.isoformat(), place="公告栏", text="下落不明"))
    clock = story.case.clock("P-ANNOUNCE")
    assert (clock.due_on, clock.ladder) == (date(2027, 1, 6), ())
    assert not story.case.clock("T-SERVE").is_open
    story.forward((clock.due_on - decided_on).days)
    assert note_announced(story.case, an_act(story.case, None, story.now)) is None
    story.forward(1)
    noted: Any = note_announced(story.case, an_act(story.case, None, story.now))
    after, events = noted
    assert (after.state, after.service.served_on) == (CaseState.EFFECTIVE, clock.due_on)
    assert after.service.way == "announcement"
    assert [type(each) for each in events] == [DecisionServed, DocumentEffective]
    assert events[1].effective_on == clock.due_on
    assert after.clock("P-ANNOUNCE").met_on == clock.due_on
    assert after.refunds.totals.open == Decimal(48)
    assert note_announced(after, an_act(after, None, story.now)) is None


def test_service_by_another_way_ends_the_announcement():
    story = Story(a_case(real_name=False)).decided()
    told = {"on": story.today.isoformat(), "place": "公告栏", "text": "下落不明"}
    story.do(step("announce_service", **told))
    with pytest.raises(Conflict, match="已经公告送达"):
        story.do(step("announce_service", **told))
    story.do(forms.RecordService(served_on=story.today, way="direct", proof="送达回证 12 号"))
    assert not story.case.clock("P-ANNOUNCE").is_open


def test_the_first_refusal_to_give_money_back_is_told_to_the_record_and_falls_with_the_decision():
    story = Story(a_case(real_name=False, lines=1)).effective()
    refused = {"refund": "1", "what": "refused", "text": "函复拒绝"}
    story.events.clear()
    story.do(step("record_refund", **refused, on=story.today.isoformat()))
    told = story.events[0]
    assert isinstance(told, RefundRefused)
    assert (told.key, told.document_no, told.record_no) == (TERMINAL, NO, f"{NO}（拒不退还）")
    assert "函复" not in str(told)
    assert [line.kind for line in everything_in_the_record(story.case)] == [
        "penalty",
        "refund_order",
    ]
    _, annulled = changed(story, "annulled")
    assert annulled.with_it == (told.record_no,)
