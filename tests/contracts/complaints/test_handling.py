"""Handling cases and the worklist, over the real adapters."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.worklist import WorkGroup
from services.complaints.usecases.cases.list_work import list_work
from services.complaints.usecases.cases.meet_staff import colleagues
from services.complaints.usecases.cases.note_overdue_cases import note_overdue_cases
from services.complaints.usecases.cases.note_reporter_told import note_reporter_told
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.clock import local_date
from shared.errors import Conflict, Forbidden, Invalid, NotFound, Outdated, VersionMissing
from tests.complaints import (
    HANBING,
    LINZHIYUAN,
    LUHENG,
    NOW,
    REGISTERED,
    SUQING,
    TERMINAL,
    TERMINAL_NAME,
    ZHOULAN,
    rules,
)
from tests.contracts.complaints.desk import Desk, filed, staffed
from tests.unit.complaints.cases.story import PENALTY, given_back

pytestmark = pytest.mark.engines
OTHER = "91330482300000029H"


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


def test_a_case_goes_all_the_way_to_an_effective_numbered_decision(ports):
    desk = Desk(ports, filed(ports)).to_effect()
    assert desk.case.state is CaseState.EFFECTIVE
    assert desk.case.decision.document_no == "海市监处罚〔2026〕1号"
    note_reporter_told(desk.case.id, NOW, now=desk.now, ports=ports, rules=rules())
    desk.do(given_back(local_date(desk.now))).do(forms.CloseCase())
    assert ports.cases.get(desk.case.id) == desk.case


def test_a_refused_approval_uses_up_no_number(ports):
    desk = Desk(ports, filed(ports)).to_notice()
    desk.now += timedelta(days=14)
    desk.do(forms.RecordDefence()).do(PENALTY)
    with pytest.raises(Invalid):
        desk.do(forms.ApproveDecision(approve=True, respondent_uscc="91"), by=SUQING)
    desk.do(forms.ApproveDecision(approve=True, respondent_uscc=TERMINAL), by=SUQING)
    assert desk.case.decision.document_no == "海市监处罚〔2026〕1号"


@pytest.mark.parametrize(
    "name", ["海阳周岚码头", "海阳汐岸国际货运代理有限公司", "码头13812346120"]
)
def test_a_registered_name_with_the_reporter_in_it_is_refused_and_not_masked(ports, name):
    desk = Desk(ports, filed(ports)).to_notice()
    desk.now += timedelta(days=14)
    desk.do(forms.RecordDefence())
    with pytest.raises(Invalid) as error:
        desk.do(replace(PENALTY, respondent_name=name))
    assert [each.path for each in error.value.errors] == ["respondent_name"]
    with pytest.raises(Forbidden):
        desk.do(replace(PENALTY, respondent_name=name), by=HANBING)
    assert desk.do(PENALTY).case.respondent.registered_name == REGISTERED


def test_a_corrected_respondent_is_found_by_its_code_and_its_lines_are_checked_again(ports):
    desk = Desk(ports, filed(ports))
    [before] = desk.case.lines
    assert (before.body, before.check.finding.value) == (TERMINAL_NAME, "above")
    name = "海阳无名仓储有限公司"
    form = forms.CorrectRespondent(respondent_uscc=OTHER, respondent_name=name, text="执照。")
    [after] = desk.do(form).case.lines
    assert after.body == name
    assert after.check != before.check
    assert desk.case.over == after.over
    assert ports.cases.about(OTHER, most=5) == [desk.case]
    assert ports.cases.about(TERMINAL, most=5) == []
    assert ports.cases.get(desk.case.id) == desk.case
    [item] = list_work(SUQING, now=NOW, ports=ports, rules=rules()).groups[WorkGroup.FAR]
    assert item.item.respondent.shown == name


def test_an_approval_must_say_which_version_was_seen(ports):
    desk = Desk(ports, filed(ports))
    desk.do(forms.BeginCheck(officers=("suqing",)))
    desk.do(forms.ProposeFiling(outcome="filed", ground="F19", text="线索属实。"))
    asked = TakeAction(case_id=desk.case.id, form=forms.DecideFiling(confirm=True), key="k")
    with pytest.raises(VersionMissing):
        take_action(asked, actor=SUQING, now=NOW, ports=ports, rules=rules())
    with pytest.raises(Outdated):
        take_action(replace(asked, seen=2), actor=SUQING, now=NOW, ports=ports, rules=rules())


def test_who_is_overtaken_between_reading_and_saving_is_told_so(ports):
    desk = Desk(ports, filed(ports))
    form = forms.BeginCheck(officers=("suqing",))
    overtaken = replace(ports, staff=Meanwhile(ports.staff, lambda: desk.do(form)))
    other = forms.BeginCheck(officers=("linzhiyuan",))
    asked = TakeAction(case_id=desk.case.id, form=other, key="other", seen=1)
    with pytest.raises(Outdated):
        take_action(asked, actor=SUQING, now=NOW, ports=overtaken, rules=rules())


class Meanwhile:
    """The real staff directory; before it answers once, something else happens."""

    def __init__(self, staff, happens) -> None:
        self.staff, self.happens = staff, [happens]

    def note(self, officer) -> None:
        self.staff.note(officer)

    def of_department(self, department):
        if self.happens:
            self.happens.pop()()
        return self.staff.of_department(department)


def test_an_action_that_is_repeated_happens_once(ports):
    desk = Desk(ports, filed(ports))
    form = forms.BeginCheck(officers=("suqing",))
    first = desk.do(form, key="same-key").case
    assert desk.do(form, key="same-key").case == first
    with pytest.raises(Invalid):
        desk.do(replace(form, text="另一份"), key="same-key")
    with pytest.raises(Conflict):
        desk.do(form, key="other-key")


def test_only_officers_of_the_department_can_be_named(ports):
    assert [each.sub for each in colleagues(LINZHIYUAN, staff=ports.staff)] == ["suqing"]
    with pytest.raises(Invalid):
        Desk(ports, filed(ports)).do(forms.BeginCheck(officers=("luheng",)))


def test_a_case_of_another_department_is_answered_like_none(ports):
    desk = Desk(ports, filed(ports))
    with pytest.raises(NotFound):
        desk.do(forms.BeginCheck(officers=("suqing",)), by=LUHENG)
    with pytest.raises(Forbidden):
        desk.do(forms.BeginCheck(officers=("suqing",)), by=HANBING)


def test_the_worklist_groups_open_cases_by_working_days_left(ports):
    case = filed(ports)
    for now, group in (
        (NOW, WorkGroup.FAR),
        (NOW + timedelta(days=7), WorkGroup.LATER),
        (NOW + timedelta(days=18), WorkGroup.SOON),
        (NOW + timedelta(days=21), WorkGroup.TODAY),
        (NOW + timedelta(days=22), WorkGroup.OVERDUE),
    ):
        for person in (SUQING, HANBING):
            listed = list_work(person, now=now, ports=ports, rules=rules())
            assert [each.item.id for each in listed.groups[group]] == [case.id]
    assert list_work(LUHENG, now=NOW, ports=ports, rules=rules()).total == 0
    with pytest.raises(Forbidden):
        list_work(ZHOULAN, now=NOW, ports=ports, rules=rules())


def test_the_reporter_is_told_once_however_often_the_message_comes(ports):
    desk = Desk(ports, filed(ports))
    note_reporter_told(desk.case.id, NOW, now=NOW, ports=ports, rules=rules())
    assert ports.cases.get(desk.case.id).version == 1
    desk.do(forms.BeginCheck(officers=("suqing",)))
    desk.do(forms.ProposeFiling(outcome="not_filed", ground="N20-1", text="轻微。"))
    desk.do(forms.DecideFiling(confirm=True), by=SUQING)
    for _ in range(2):
        note_reporter_told(desk.case.id, NOW, now=NOW, ports=ports, rules=rules())
    note_reporter_told("HY-2026-77777-1", NOW, now=NOW, ports=ports, rules=rules())
    told = ports.cases.get(desk.case.id)
    assert told.version == desk.case.version + 1
    assert told.clock("T-FILE-N").met_on == date(2026, 11, 23)


def test_the_clock_process_notes_each_limit_that_ran_out_once(ports):
    case = filed(ports)
    late = NOW + timedelta(days=30)
    assert note_overdue_cases(now=NOW, ports=ports, rules=rules()) == 0
    assert note_overdue_cases(now=late, ports=ports, rules=rules()) == 1
    assert note_overdue_cases(now=late, ports=ports, rules=rules()) == 0
    noted = ports.cases.get(case.id)
    assert noted.overdue == ("T-FILE",)
    assert [replace(clock, ladder=()) for clock in noted.clocks] == [
        replace(clock, ladder=()) for clock in case.clocks
    ]


def test_a_case_that_cannot_be_read_is_passed_over_and_stops_no_other(ports, mongo_database):
    broken, case = filed(ports), filed(ports, key="key-0002")
    table = mongo_database["cases"]
    earlier = {"next_due": NOW, "state": "no such state"}
    table.update_one({"_id": broken.id}, {"$set": earlier})
    late = NOW + timedelta(days=30)
    assert note_overdue_cases(now=late, ports=ports, rules=rules()) == 1
    assert note_overdue_cases(now=late, ports=ports, rules=rules()) == 0
    assert ports.cases.get(case.id).overdue == ("T-FILE",)
    assert ports.cases.running_out(late, most=9) == [(broken.id, NOW)]
