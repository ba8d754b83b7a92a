"""An anonymous reporter gives a name: what changes, what stays, what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.adapters.rule_folders import load_rules
from services.complaints.domain.cases.forms import BeginCheck, DecideFiling, ProposeFiling
from services.complaints.domain.cases.handling import AskedExtension
from services.complaints.domain.cases.mailbox import reporter_looks
from services.complaints.domain.cases.origin import Consent, ConsentKind
from services.complaints.domain.cases.own_name import GivenName, check_name, named_by_reporter
from services.complaints.domain.cases.passed_on import Dispute, Forwarding
from services.complaints.domain.cases.reporter import Reporter
from services.complaints.domain.cases.sealing import identities_of
from services.complaints.domain.cases.take import take
from services.complaints.domain.cases.tasks import Task
from services.complaints.domain.cases.told import told_steps
from services.complaints.domain.parties.redaction import held_redactor
from services.complaints.domain.search.indexed_case import texts_of
from shared.clock import local_date
from shared.errors import Invalid, NotNow
from tests.complaints import LINZHIYUAN, NOW, SUQING, a_case, an_act, product_rules, rules

REPORTER = Reporter(sub="", name="王芳", phone="138 0638 6120")
PUBLISH = Consent(kind=ConsentKind.PUBLISH, given_at=NOW)
FOLDING = load_rules(sample=True).folding


def anonymous_case(**changes):
    values = {"channel": "anonymous", "real_name": False, "reporter_key": None, "receipt": "d" * 64}
    return a_case(**{**values, **changes})


def named(case, reporter=REPORTER, now=NOW, act=None):
    given = GivenName(sealed=b"who", reporter_key="key", firm_key=None, consents=(PUBLISH,))
    without = held_redactor(identities_of(reporter), FOLDING)
    return named_by_reporter(case, given, without, act or an_act(case, None, now))


def decided(case):
    for form, by in (
        (BeginCheck(officers=("suqing",)), LINZHIYUAN),
        (ProposeFiling(outcome="filed", ground="F19", text="属实。"), LINZHIYUAN),
        (DecideFiling(confirm=True), SUQING),
    ):
        case, events = take(case, form, an_act(case, by))
    return case, events


def test_the_case_has_a_named_reporter_and_its_mailbox_stays():
    case = anonymous_case()
    after, [event] = named(case)
    assert after.real_name
    assert after.receipt == case.receipt
    assert after.secret
    assert after.sealed == {"reporter": b"who"}
    assert after.origin.agreed(ConsentKind.PUBLISH)
    assert (after.version, event.version) == (2, 2)
    assert after.clocks[: len(case.clocks)] == case.clocks


def test_the_step_says_that_it_happened_and_not_who_it_is():
    after, [event] = named(anonymous_case())
    step = after.timeline[-1]
    assert (step.actor, step.action, step.text, step.values) == (
        "reporter",
        "reporter_named",
        "",
        {},
    )
    assert step in told_steps(after, rules().track_of(after))
    assert (event.action, event.state) == ("reporter_named", "received")


def test_what_was_kept_before_the_name_was_known_loses_it():
    case = anonymous_case(statement="王 芳说，收据号 13806386120 号柜。", title="王芳的账单")
    step = replace(case.timeline[0], text="打电话给王芳", values={"place": "王芳家"})
    after, _ = named(replace(case, timeline=(step,)))
    told = "".join(each.text for each in texts_of(after)) + str(after.timeline)
    assert "王芳" not in told
    assert "王 芳" not in told
    assert "13806386120" not in told
    assert "收据号" in after.statement


def test_what_departments_wrote_to_each_other_before_loses_the_name_too():
    told = "王芳打过电话。"
    task = Task(
        no=1, department="hy-transport", question=told, due_on=local_date(NOW), opened_by="lin",
        opened_at=NOW, answer=told, returned=told,
    )  # fmt: skip
    sent = Forwarding(
        by_department="hy-finance", forwarded_by="fangning", forwarded_at=NOW,
        report_back_on=local_date(NOW), return_asked=told,
    )  # fmt: skip
    dispute = Dispute(raised_by="hy-market", other="hy-transport", raised_at=NOW, reason=told)
    asked = AskedExtension(clock="T-FILE", number=5, reason=told, asked_by="lin", asked_at=NOW)
    case = anonymous_case()
    after, _ = named(
        replace(case, tasks=(task,), forwarding=sent, dispute=dispute, asked_extension=asked)
    )
    assert "王芳" not in str((after.tasks, after.forwarding, after.dispute, after.asked_extension))


def test_whoever_has_given_a_name_gives_no_other_one():
    after, _ = named(anonymous_case())
    with pytest.raises(NotNow):
        named(after)


def test_from_then_on_the_limit_for_telling_runs_and_the_decision_names_whom_to_tell():
    after, _ = named(anonymous_case())
    case, [event] = decided(after)
    clock = case.clock("T-FILE-N")
    assert clock is not None
    assert clock.is_open
    assert event.reporter_ref == f"{case.id}/reporter"


def test_the_first_contact_is_owed_from_the_day_of_the_name_as_from_a_receipt():
    later = NOW + timedelta(days=1)
    by = product_rules()
    case = anonymous_case(by=by)
    assert case.clock("P-FIRST") is None
    after, _ = named(case, now=later, act=by.act_on(case, None, later))
    started, filed = after.clock("P-FIRST"), a_case(now=later, by=by).clock("P-FIRST")
    assert started is not None
    assert filed is not None
    assert started.due_on == filed.due_on


def test_a_decision_the_reporter_has_not_seen_is_told_from_the_day_of_the_name():
    case, _ = decided(anonymous_case())
    assert case.clock("T-FILE-N") is None
    after, [changed, told] = named(case)
    assert changed.action == "reporter_named"
    assert (told.outcome, told.reporter_ref) == ("filed", f"{case.id}/reporter")
    clock = after.clock("T-FILE-N")
    assert clock is not None
    assert clock.due_on == told.due_on
    seen, [_] = named(replace(case, reporter_told_on=local_date(NOW)))
    assert seen.clock("T-FILE-N") is None


def test_a_look_into_the_mailbox_after_the_decision_meets_the_limit_for_telling():
    after, _ = named(anonymous_case())
    case, _ = decided(after)
    later = NOW + timedelta(days=1)
    looked = reporter_looks(case, an_act(case, None, later))
    assert looked is not None
    told = looked[0].clock("T-FILE-N")
    assert told is not None
    assert told.met_on == looked[0].reporter_told_on == local_date(later)


@pytest.mark.parametrize(
    ("reporter", "understood", "field"),
    [
        (Reporter(sub="", name=" ", phone="13806386120"), True, "reporter.name"),
        (Reporter(sub="", name="王芳"), True, "reporter.phone"),
        (Reporter(sub="", name="王芳", phone="12345"), True, "reporter.phone"),
        (Reporter(sub="", name="王芳", email="nobody"), True, "reporter.email"),
        (REPORTER, False, "understood"),
    ],
)
def test_a_name_needs_contact_and_the_word_that_it_is_not_taken_back(reporter, understood, field):
    with pytest.raises(Invalid) as wrong:
        check_name(reporter, understood=understood, today=local_date(NOW))
    assert [each.path for each in wrong.value.errors] == [field]
