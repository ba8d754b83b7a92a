"""Whatever officers try in whatever order, a case stays lawful."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.hearings import hearing_owed
from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.domain.cases.schedule import overdue_at
from services.complaints.domain.cases.take import take
from shared.clock import local_date
from shared.codec import to_json
from shared.errors import AppError
from shared.events.case_events import DocumentEffective
from shared.events.envelope import Event
from tests.complaints import (
    FORWARDER,
    LINZHIYUAN,
    LUHENG,
    NOW,
    SUQING,
    TERMINAL,
    a_case,
    an_act,
)
from tests.unit.complaints.cases.story import FINDING, PENALTY

OFFICERS = st.sampled_from([LINZHIYUAN, SUQING, LUHENG])
SECRETS = ("周岚", "13812346120", "zhoulan", "key-of-the-reporter")
AFTER_APPROVAL = {CaseState.DECIDED, CaseState.EFFECTIVE}


class Handling(RuleBasedStateMachine):
    """Officers of two departments try actions at random; refused ones change nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.case: Any = a_case(lines=2)
        self.now = NOW
        self.events: list[Any] = []
        self.drafter: str | None = None
        self.approver: str | None = None

    def attempt(self, form: forms.Form, by) -> bool:
        before = self.case
        try:
            after, events = take(before, form, an_act(before, by, self.now))
        except AppError:
            assert self.case is before
            return False
        self.check_step(before, after, events)
        self.case, self.events = after, self.events + events
        return True

    def check_step(self, before: Case, after: Case, events: list[Event]) -> None:
        assert after.version == before.version + 1
        assert events
        assert {event.version for event in events} == {after.version}
        assert len(after.timeline) == len(before.timeline) + 1
        for clock, kept in zip(before.clocks, after.clocks, strict=False):
            assert replace(kept, met_on=clock.met_on) == clock
            assert clock.met_on in (None, kept.met_on)

    @rule(days=st.integers(0, 20))
    def time_passes(self, days):
        self.now += timedelta(days=days, minutes=1)

    @rule()
    def the_next_lawful_step_is_taken(self):
        """Reach the later states too: at random alone few stories get there."""
        today = local_date(self.now)
        self.begin(LINZHIYUAN, ("suqing",))
        self.propose(LINZHIYUAN, filed=True, ground="F19")
        self.decide(SUQING, confirm=True)
        self.find(LINZHIYUAN, 1, upheld=True)
        self.find(LINZHIYUAN, 2, upheld=False)
        if self.attempt(forms.GiveNotice(given_on=today, way="direct", text="告知"), SUQING):
            self.time_passes(14)
            self.attempt(forms.RecordDefence(), SUQING)
        elif self.case.state is CaseState.NOTICED:
            self.draft(LINZHIYUAN, "penalty")
        else:
            self.approve(SUQING, approve=True, code=self.case.respondent.uscc)

    @rule(by=OFFICERS, officers=st.sampled_from([(), ("suqing",), ("linzhiyuan", "suqing")]))
    def begin(self, by, officers):
        self.attempt(forms.BeginCheck(officers=officers), by)

    @rule(by=OFFICERS, filed=st.booleans(), ground=st.sampled_from(["F19", "N20-1", "X"]))
    def propose(self, by, filed, ground):
        outcome = "filed" if filed else "not_filed"
        self.attempt(forms.ProposeFiling(outcome=outcome, ground=ground, text="意见"), by)

    @rule(by=OFFICERS, confirm=st.booleans())
    def decide(self, by, confirm):
        self.attempt(forms.DecideFiling(confirm=confirm, text="意见"), by)

    @rule(by=OFFICERS, no=st.integers(1, 3), upheld=st.booleans())
    def find(self, by, no, upheld):
        finding = replace(FINDING, no=no, upheld=upheld)
        self.attempt(forms.RecordFinding(findings=(finding,)), by)

    @rule(by=OFFICERS, ago=st.integers(-1, 3))
    def notice(self, by, ago):
        given_on = local_date(self.now) - timedelta(days=ago)
        self.attempt(forms.GiveNotice(given_on=given_on, way="direct", text="告知"), by)

    @rule(by=OFFICERS, came=st.booleans(), hearing=st.booleans(), waived=st.booleans())
    def defend(self, by, came, hearing, waived):
        received_on = local_date(self.now) if came else None
        form = forms.RecordDefence(
            received_on=received_on, text="申辩", hearing_requested=hearing, waived=waived
        )
        self.attempt(form, by)

    @rule(by=OFFICERS)
    def hear(self, by):
        self.attempt(forms.RecordHearing(held_on=local_date(self.now), text="听证"), by)

    @rule(by=OFFICERS, kind=st.sampled_from(["penalty", "correction", "no_penalty"]))
    def draft(self, by, kind):
        fine = PENALTY.fine if kind == "penalty" else Decimal(0)
        refund = Decimal(0) if kind == "no_penalty" else PENALTY.refund
        code = self.case.respondent.uscc
        draft = replace(PENALTY, kind=kind, fine=fine, refund=refund, respondent_uscc=code)
        if self.attempt(draft, by):
            self.drafter = by.sub

    @rule(by=OFFICERS, approve=st.booleans(), code=st.sampled_from([TERMINAL, FORWARDER, ""]))
    def approve(self, by, approve, code):
        form = forms.ApproveDecision(
            approve=approve, respondent_uscc=code, text="意见", document_no="61号"
        )
        drafted = self.case.respondent.uscc
        if self.attempt(form, by) and approve:
            assert code == drafted
            self.approver = by.sub

    @rule(by=OFFICERS, code=st.sampled_from([TERMINAL, FORWARDER]), name=st.sampled_from("甲乙"))
    def correct(self, by, code, name):
        form = forms.CorrectRespondent(respondent_uscc=code, respondent_name=name, text="执照")
        if self.attempt(form, by):
            assert self.case.decision is None
            assert not self.case.respondent.confirmed

    @rule(by=OFFICERS, ago=st.integers(-1, 3))
    def serve(self, by, ago):
        served_on = local_date(self.now) - timedelta(days=ago)
        self.attempt(forms.RecordService(served_on=served_on, way="post", proof="回证"), by)

    @rule()
    def tell(self):
        self.attempt(forms.ReporterTold(told_on=local_date(self.now)), None)

    @rule(by=OFFICERS)
    def close(self, by):
        self.attempt(forms.CloseCase(), by)

    @rule()
    def look_at_the_clock(self):
        after, events = note_overdue(self.case, an_act(self.case, None, self.now))
        assert bool(events) == (after is not self.case)
        assert after.clocks == self.case.clocks
        self.case, self.events = after, self.events + events

    @invariant()
    def effect_needs_draft_and_approval_by_two_people(self):
        if self.case.state in AFTER_APPROVAL:
            assert self.drafter is not None
            assert self.approver is not None
            assert self.drafter != self.approver
            assert self.case.respondent.confirmed
            assert self.case.respondent.registered_name
        if self.case.state is CaseState.EFFECTIVE:
            assert self.case.service is not None
            assert self.case.service.served_on >= self.case.decision.decided_on

    @invariant()
    def a_filing_decision_has_two_officers(self):
        filing = self.case.filing
        if filing and filing.decided_by:
            assert filing.decided_by != filing.proposed_by
            assert len(self.case.officers) >= 2

    @invariant()
    def a_penalty_follows_notice_and_defence(self):
        decision = self.case.decision
        if decision and decision.kind != "no_penalty":
            notice = self.case.notice
            assert notice is not None
            assert notice.defences
            waived = any(each.waived for each in notice.defences)
            assert waived or local_date(decision.drafted_at) > notice.hearing_until
            asked = any(each.hearing_requested for each in notice.defences)
            assert not asked or notice.hearing or waived
            assert not hearing_owed(self.case)

    @invariant()
    def only_one_penalty_document_takes_effect_and_only_by_service(self):
        effective = [event for event in self.events if isinstance(event, DocumentEffective)]
        assert len(effective) <= 1
        if effective:
            assert self.case.decision.kind == "penalty"
            assert effective[0].effective_on == self.case.service.served_on

    @invariant()
    def events_hold_nobody(self):
        for event in self.events:
            told = str(to_json(event))
            assert not any(secret in told for secret in SECRETS)

    @invariant()
    def due_days_fit_the_open_clocks(self):
        running = [clock.due_on for clock in self.case.clocks if clock.is_open]
        assert self.case.due_on == min(running, default=None)
        assert (self.case.open_due is None) == (self.case.state is CaseState.CLOSED)
        if self.case.due_on and self.case.open_due:
            assert self.case.open_due == overdue_at(self.case.due_on)


Handling.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestHandling = Handling.TestCase
