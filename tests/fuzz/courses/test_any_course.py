"""Whoever does whatever on any track, in any order: a case stays lawful and keeps its limits.

People take steps with values that mostly fit, days pass, and the clock process looks at the case.
What must hold is said from the rule files and counted apart, not by the product's own functions.
"""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from services.complaints.domain.cases.announcement_end import note_announced
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.complaint import Reporter
from services.complaints.domain.cases.form_redaction import form_without
from services.complaints.domain.cases.offers import available_actions
from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.domain.cases.pressing import press
from services.complaints.domain.cases.pressing_tasks import press_task
from services.complaints.domain.cases.schedule import WHILE_MERGED, overdue_at
from services.complaints.domain.cases.sealing import redact_for
from services.complaints.domain.cases.silence import note_silence
from services.complaints.domain.cases.take import take
from services.complaints.domain.cases.track import ActionRule
from shared.clock import local_date
from shared.codec import to_json
from shared.errors import AppError
from shared.principal import Principal, Role
from tests.complaints import (
    FORWARDER,
    HANBING,
    LUHENG,
    NOW,
    XUKEXIN,
    ZHOULAN,
    a_case,
    an_act,
    rules,
)
from tests.fuzz.courses.any_forms import form_of
from tests.fuzz.courses.counted_apart import days, last_day, row_of
from tests.fuzz.effort import effort

RULES = rules()
SEEDS = st.integers(0, 2**32 - 1)
REPORTER = Reporter(
    sub="zhoulan",
    name="周岚",
    phone="13812346120",
    email="zhoulan@xian.example",
    address="海阳市海滨中路188号",
    uscc=FORWARDER,
    company="海阳汐岸国际货运代理有限公司",
)
SECRETS = ("周岚", "13812346120", "zhoulan", "key-of-the-reporter")
CORRECTION = "correct_respondent"
STRANGERS = (HANBING, LUHENG, ZHOULAN, XUKEXIN, None)


class AnyCourse(RuleBasedStateMachine):
    """One case of any track; refused steps change nothing."""

    @initialize(seed=SEEDS)
    def a_case_begins(self, seed):
        self.begin(seed)

    @rule(seed=SEEDS)
    def another_case_begins(self, seed):
        self.begin(seed)

    def begin(self, seed):
        choose = Random(seed).choice
        self.now = NOW - timedelta(days=choose(range(400)))
        self.case: Any = a_case(
            now=self.now,
            track=choose(("price_report", *RULES.tracks)),
            lines=choose((1, 2)),
            real_name=choose((True, False)),
        )
        self.steps = len(self.case.timeline)
        self.received_on = self.today
        self.started = [(clock.code, self.today) for clock in self.case.clocks]
        self.events: list[Any] = []

    @property
    def today(self) -> date:
        return local_date(self.now)

    def officer(self, number: int) -> Principal:
        """Return one of two officers of the department that has the case now."""
        sub, name = (("linzhiyuan", "林致远"), ("suqing", "苏晴"))[number]
        return Principal(
            sub=sub, name=name, role=Role.OFFICER, department=self.case.department, city="haiyang"
        )

    @rule(days=st.integers(0, 12), minutes=st.integers(0, 700))
    def time_passes(self, days, minutes):
        self.now += timedelta(days=days, minutes=minutes)

    @rule(seed=SEEDS, steps=st.integers(4, 16))
    def officers_take_steps_that_are_offered(self, seed, steps):
        choose = Random(seed).choice
        for _ in range(steps):
            self.time_passes(choose((0, 0, 0, 1, 7)), 1)
            person, track = self.officer(choose((0, 1))), RULES.track_of(self.case)
            offered = available_actions(self.case, person, track=track, today=self.today)
            possible = [offer.rule for offer in offered if offer.possible]
            leading = [rule for rule in possible if _leads_on(rule, choose)]
            if possible:
                self.attempt(choose(choose((leading, possible)) or possible), person, choose)

    @rule(seed=SEEDS, who=st.sampled_from([0, 1, *STRANGERS]))
    def anybody_tries_any_step(self, seed, who):
        choose = Random(seed).choice
        person = self.officer(who) if isinstance(who, int) else who
        every = list(RULES.track_of(self.case).actions.values())
        self.attempt(choose(every), person, choose)

    @rule()
    def the_clock_process_looks(self):
        for note in (note_silence, note_announced):
            noted = note(self.case, an_act(self.case, None, self.now))
            if noted:
                self.case, self.events = noted[0], self.events + noted[1]
                self.steps += 1
        before = self.case
        overdue = {
            clock.code
            for clock in before.clocks
            if clock.is_due
            and (before.merged_into is None or clock.code in WHILE_MERGED)
            and clock.code not in before.overdue
            and overdue_at(clock.due_on) <= self.now
        }
        act = an_act(before, None, self.now)
        after, events = note_overdue(before, act)
        self.steps += len(after.timeline) - len(before.timeline)
        assert {step.text for step in after.timeline[len(before.timeline) :]} == overdue
        self.case, self.events = after, self.events + events
        for _ in range(99):
            by_task = press_task(self.case, act, RULES.supervision)
            after, told = by_task or press(self.case, act, RULES.supervision)
            if not told:
                break
            assert after.version == self.case.version + 1
            self.steps += 1
            self.case, self.events = after, self.events + told
        assert self.case.next_due is None or self.case.next_due > self.now
        assert note_overdue(self.case, act) == (self.case, [])
        assert press(self.case, act, RULES.supervision) == (self.case, [])
        assert press_task(self.case, act, RULES.supervision) is None

    def attempt(self, rule: ActionRule, person: Principal | None, choose: Any) -> None:
        before, track = self.case, RULES.track_of(self.case)
        form = form_of(rule, before, track, self.today, choose)
        if form is None:
            return
        form = form_without(form, rule, lambda text: redact_for(text, REPORTER, RULES.folding))
        act = an_act(before, person, self.now)
        try:
            after, events = take(before, form, act)
        except AppError:
            assert self.case is before
            return
        assert (after, events) == take(before, form, act)
        self.check(rule, person, before, after)
        assert events
        assert {event.version for event in events} == {before.version + 1}
        self.case, self.events, self.steps = after, self.events + events, self.steps + 1

    def check(self, rule: ActionRule, person: Any, before: Case, after: Case) -> None:
        """See that the step was lawful by its rule, and that it left every clock where it was."""
        assert before.state in rule.from_states
        stays = before.merged_from if rule.effect == "unmerge" else before.state
        assert after.state in {outcome.to or stays for outcome in rule.outcomes}
        assert (person is None) == ("system" in rule.who)
        if person and person.role is Role.SUPERVISOR:
            assert "supervisor" in rule.who
        elif person:
            assert person.role is Role.OFFICER
            assert person.department == before.department
        if rule.second_to and person:
            made = [s.actor for s in before.timeline if s.action == rule.second_to]
            assert made[-1] != person.sub
        last = after.timeline[-1]
        assert after.timeline[:-1] == before.timeline
        assert (last.action, last.state) == (rule.code, after.state)
        assert last.actor == (person.sub if person else "system")
        self.check_clocks(rule, before, after, last.outcome)

    def check_clocks(self, rule: ActionRule, before: Case, after: Case, code: str) -> None:
        for old, new in zip(before.clocks, after.clocks, strict=False):
            assert (old.code, old.started_on) == (new.code, new.started_on)
            assert old.met_on in (None, new.met_on)
            assert new.pauses[: len(old.pauses) - 1] == old.pauses[:-1]
            assert new.extensions[: len(old.extensions)] == old.extensions
        outcome = rule.outcome(code)
        limits = RULES.clocks(self.received_on, before.city)
        begun = outcome.begun(real_name=before.real_name, is_set=limits.is_set)
        fresh = after.clocks[len(before.clocks) :]
        assert not Counter(begun) - Counter(clock.code for clock in fresh)
        stopped = {clock.code for clock in after.clocks[: len(before.clocks)] if clock.is_open}
        assert not stopped & set(outcome.stops)
        assert all(clock.started_on <= self.today for clock in fresh)
        self.started += [(clock.code, clock.started_on) for clock in fresh]

    @invariant()
    def no_clock_is_lost(self):
        kept = [(clock.code, clock.started_on) for clock in self.case.clocks]
        assert kept == self.started

    @invariant()
    def nothing_is_closed_over_an_open_clock(self):
        if self.case.state is CaseState.CLOSED:
            assert not [clock.code for clock in self.case.clocks if clock.is_open]
            assert self.case.open_due is None

    @invariant()
    def every_change_has_its_line_in_the_history(self):
        assert len(self.case.timeline) == self.steps
        assert self.case.version <= self.steps
        times = [step.at for step in self.case.timeline]
        assert times == sorted(times)

    @invariant()
    def due_days_are_those_that_the_rule_files_give(self):
        for clock in self.case.clocks:
            row = row_of(clock.code, self.received_on, "haiyang")
            paused = set[date]()
            for pause in clock.pauses:
                assert pause.reason in {stop["code"] for stop in row["stops"]}
                paused |= days(pause.from_on, pause.to_on) if pause.to_on else set()
            added = [extension.number for extension in clock.extensions]
            for number, allowed in zip(added, row["extensions"], strict=False):
                assert allowed["number"] is None or number <= allowed["number"]
            assert len(added) <= len(row["extensions"])
            assert clock.due_on == last_day(row, clock.started_on, paused, added)
        follows = self.case.merged_into is not None  # another case's limits hold meanwhile
        counted = [c for c in self.case.clocks if not follows or c.code in WHILE_MERGED]
        running = [c for c in counted if c.is_due]
        assert self.case.due_on == min((c.due_on for c in running), default=None)

    @invariant()
    def nobody_who_reported_is_in_a_value_or_an_event(self):
        told = "".join(f"{step.text}{dict(step.values)}" for step in self.case.timeline) + "".join(
            str(to_json(event)) for event in self.events
        )
        assert not [secret for secret in SECRETS if secret in told]


def _leads_on(rule: ActionRule, choose: Any) -> bool:
    """Tell whether it is worth while to get far: a correction sends most cases back."""
    return not rule.stays and (rule.code != CORRECTION or choose(range(8)) == 0)


AnyCourse.TestCase.settings = effort(120, steps=30)
TestAnyCourse = AnyCourse.TestCase
