"""A merged case keeps up with the leading one, and its reporter loses no right."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.complaint import Reporter
from services.complaints.domain.cases.followers import with_follower
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.told import told_steps
from services.complaints.domain.search.visibility import may_see
from services.complaints.usecases.cases.get_case_for import sealed_reporter
from services.complaints.usecases.cases.note_reporter_told import note_reporter_told
from services.complaints.usecases.cases.repeats import leave_leading, master_of
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from services.complaints.usecases.cases.take_party_step import (
    PartyStep,
    reporter,
    take_party_step,
)
from services.complaints.usecases.cases.tell_followers import tell_follower, tell_followers
from shared.clock import local_date
from shared.errors import Conflict, Forbidden, Invalid
from shared.events.case_events import CaseClosed, CaseTransferred, FilingDecided
from tests.complaints import LINZHIYUAN, NOW, SHENYUE, SUQING, ZHOULAN, a_complaint, rules
from tests.contracts.complaints.desk import Desk, filed, staffed

pytestmark = pytest.mark.engines
SHEN = Reporter(sub=SHENYUE.sub, name="沈悦", phone="13912340000")
TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
LATER = NOW + timedelta(days=2)


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


@pytest.fixture
def first(ports):
    return Desk(ports, filed(ports))


@pytest.fixture
def second(ports, first):
    later = Desk(ports, filed(ports, a_complaint(reporter=SHEN), key="key-0002"))
    later.now = NOW + timedelta(hours=1)
    return later


def merge(other: str) -> RecordedStep:
    return RecordedStep(action="merge", values={"other": other, "text": "同一项收费。"})


def keep_up(ports, desk, now=LATER) -> int:
    return tell_followers(desk.case.id, now=now, ports=ports, rules=rules())


def events_of(ports, case_id: str, kind) -> int:
    row = ports.cases._table.find_one({"_id": case_id})
    return sum(kind.TYPE in each["body"] for each in row["outbox"])


def not_filed(desk):
    desk.do(forms.BeginCheck(officers=("suqing",)))
    desk.do(forms.ProposeFiling(outcome="not_filed", ground="N19-1", text="没有证据。"))
    return desk.do(forms.DecideFiling(confirm=True), by=SUQING)


def closed(ports, first, second):
    second.do(merge(first.case.id))
    not_filed(first)
    keep_up(ports, first)
    for case_id in (first.case.id, second.case.id):
        note_reporter_told(case_id, LATER, now=LATER, ports=ports, rules=rules())
    first.now = LATER
    first.do(forms.CloseCase())
    return keep_up(ports, first)


def test_who_is_merged_into_a_filed_case_is_told_at_once_and_counts_from_then(ports, first, second):
    first.do(forms.BeginCheck(officers=("suqing",)))
    first.do(forms.ProposeFiling(outcome="filed", ground="F19", text="线索属实。"))
    first.do(forms.DecideFiling(confirm=True), by=SUQING)
    second.now = LATER
    second.do(merge(first.case.id))
    told = [tell_follower(second.case.id, now=LATER, ports=ports, rules=rules()) for _ in range(2)]
    assert told == [1, 0]
    follower = ports.cases.get(second.case.id)
    assert events_of(ports, follower.id, FilingDecided) == 1
    assert follower.clock("T-FILE-N").started_on == local_date(LATER)
    assert follower.open_due is not None
    note_reporter_told(follower.id, LATER, now=LATER, ports=ports, rules=rules())
    follower = ports.cases.get(follower.id)
    assert follower.reporter_told_on == local_date(LATER)
    assert (follower.state, follower.open_due) == ("merged", None)


def test_a_named_reporter_is_told_of_the_filing_before_the_own_case_closes(ports, second):
    anonymous = a_complaint(reporter=None, channel="anonymous")
    early = NOW - timedelta(hours=1)
    first = Desk(ports, filed(ports, anonymous, key="key-0009", now=early))
    second.do(merge(first.case.id))
    not_filed(first).do(forms.CloseCase())
    assert keep_up(ports, first) == 1
    assert ports.cases.get(second.case.id).state == "merged"
    note_reporter_told(second.case.id, LATER, now=LATER, ports=ports, rules=rules())
    assert tell_follower(second.case.id, now=LATER, ports=ports, rules=rules()) == 1
    assert ports.cases.get(second.case.id).state == "closed"
    assert events_of(ports, second.case.id, CaseClosed) == 1


def test_the_reporter_of_a_case_closed_with_another_rates_it_and_has_it_reopened(
    ports, first, second
):
    assert closed(ports, first, second) == 1
    case_id = second.case.id

    def do(action, **values):
        form = RecordedStep(action=action, values=values)
        asked = PartyStep(case_id=case_id, form=form, key=f"key-{action}")
        party = reporter(SHENYUE, ports)
        return take_party_step(asked, party, now=LATER, ports=ports, rules=rules())

    do("answer_revisit", satisfaction="dissatisfied", solved="no")
    again = do("reopen", text="收据在附件里。")
    assert (again.state, again.merged_into, again.clock("T-FILE").is_open) == (
        "checking",
        None,
        True,
    )
    assert master_of(again, ports) is again
    assert keep_up(ports, first) == 0


def test_merged_cases_pass_on_with_the_leading_one_and_stay_readable(ports, first, second):
    second.do(merge(first.case.id))
    ground = rules().tracks["price_report"].reasons["transfer"][0].code
    values = {"department": "hy-transport", "ground": ground, "text": "属于经营许可。"}
    first.do(RecordedStep(action="transfer", values=values))
    assert [keep_up(ports, first), keep_up(ports, first)] == [1, 0]
    follower = ports.cases.get(second.case.id)
    assert (follower.department, follower.state) == ("hy-transport", "merged")
    assert may_see(TRANSPORT, follower)
    assert not may_see(LINZHIYUAN, follower)
    assert sealed_reporter(follower, vault=ports.vault) == SHEN
    assert follower.last("moved_together").outcome == "moved"
    assert events_of(ports, follower.id, CaseTransferred) == 1


def test_of_two_mergers_at_once_no_chain_comes_to_be(ports, first, second):
    third = Desk(ports, filed(ports, key="key-0003"))
    third.now = second.now
    before = ports.cases.get(second.case.id)
    third.do(merge(second.case.id))
    asked = TakeAction(
        case_id=before.id, form=merge(first.case.id), key="key-race", seen=before.version
    )
    with pytest.raises(Conflict):
        take_action(asked, actor=LINZHIYUAN, now=second.now, ports=ports, rules=rules())
    with pytest.raises(Invalid):
        second.do(merge(first.case.id))
    assert ports.cases.get(second.case.id).merged_into is None


def test_a_case_about_to_lead_another_one_follows_none(ports, first, second):
    """The other merger has written its line and not yet its case."""
    third = ports.cases.get(filed(ports, key="key-0003").id)
    act = rules().act_on(third, LINZHIYUAN, second.now)
    ports.cases.save(*with_follower(ports.cases.get(second.case.id), third, act))
    with pytest.raises(Invalid):
        second.do(merge(first.case.id))
    second.now += timedelta(minutes=2)
    assert second.do(merge(first.case.id)).case.state == "merged"


def test_a_merger_that_does_not_come_to_be_ends_its_line_in_the_leading_case(ports, first, second):
    case = ports.cases.get(second.case.id)
    act = rules().act_on(case, LINZHIYUAN, second.now)
    ports.cases.save(*with_follower(ports.cases.get(first.case.id), case, act))
    leave_leading(case, first.case.id, ports, act)
    lines = [step.action for step in ports.cases.get(first.case.id).timeline]
    assert lines[-2:] == ["follower_joined", "follower_left"]


def test_who_is_recused_from_the_leading_case_merges_nothing_into_it(ports, first, second):
    case = ports.cases.get(first.case.id)
    recused = replace(case, recused=(LINZHIYUAN.sub,), version=case.version + 1)
    ports.cases.save(recused, [])
    with pytest.raises(Forbidden):
        second.do(merge(first.case.id))
    assert second.do(merge(first.case.id), by=SUQING).case.state == "merged"


def test_the_reporter_of_the_leading_case_learns_nothing_of_the_merger(ports, first, second):
    second.do(merge(first.case.id))
    track = rules().tracks["price_report"]
    case = ports.cases.get(first.case.id)
    assert [step.action for step in told_steps(case, track)] == ["file"]
    assert ZHOULAN.name not in str(ports.cases.get(second.case.id).timeline)
