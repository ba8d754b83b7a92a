"""A stand-in sees and acts for an absent colleague, with both names in the history."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.usecases.cases.absence import (
    BeAbsent,
    be_absent,
    be_back,
    colleagues_away,
)
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.meet_staff import meet
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.errors import Invalid
from tests.complaints import LINZHIYUAN, LUHENG, NOW, SUQING, a_complaint, ports_over, rules

pytestmark = pytest.mark.engines
RULES = rules()
TODAY = date(2026, 11, 23)
WEEK = BeAbsent(stand_in="suqing", from_on=TODAY, to_on=date(2026, 11, 27))


@pytest.fixture
def ports(mongo_database):
    ports = ports_over(mongo_database)
    for officer in (LINZHIYUAN, SUQING, LUHENG):
        meet(officer, now=NOW, staff=ports.staff)
    return ports


@pytest.fixture
def case_id(ports) -> str:
    return file_complaint(a_complaint(), key="key-1", now=NOW, ports=ports, rules=RULES).id


def assign(ports, case_id: str, officer: str, by, *, days: int = 0) -> Any:
    form = RecordedStep(action="assign_officer", values={"officer": officer})
    asked = TakeAction(case_id=case_id, form=form, key=f"key-{officer}-{by.sub}-{days}")
    now = NOW + timedelta(days=days)
    return take_action(asked, actor=by, now=now, ports=ports, rules=RULES)


def away(ports, asked: BeAbsent = WEEK) -> Any:
    return be_absent(asked, principal=LINZHIYUAN, today=TODAY, staff=ports.staff)


def test_a_stand_in_acts_with_both_names_while_the_colleague_is_away(ports, case_id):
    assign(ports, case_id, "linzhiyuan", LINZHIYUAN)
    away(ports)
    meet(LINZHIYUAN, now=NOW, staff=ports.staff)
    case = assign(ports, case_id, "linzhiyuan", SUQING)
    assert (case.timeline[-1].actor, case.timeline[-1].stands_for) == ("suqing", "林致远")
    later = assign(ports, case_id, "linzhiyuan", SUQING, days=5)
    assert later.timeline[-1].stands_for == ""


def test_who_is_named_on_the_case_acts_as_himself(ports, case_id):
    assign(ports, case_id, "linzhiyuan", LINZHIYUAN)
    assign(ports, case_id, "suqing", LINZHIYUAN)
    away(ports)
    assert assign(ports, case_id, "suqing", SUQING).timeline[-1].stands_for == ""


def test_an_absence_ends_by_itself_or_when_the_officer_is_back(ports):
    away(ports)
    assert [each.sub for each in colleagues_away(SUQING, TODAY, ports.staff)] == ["linzhiyuan"]
    assert colleagues_away(SUQING, date(2026, 11, 28), ports.staff) == []
    be_back(LINZHIYUAN, ports.staff)
    assert colleagues_away(SUQING, TODAY, ports.staff) == []


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"stand_in": "luheng"}, "stand_in"),
        ({"stand_in": "linzhiyuan"}, "stand_in"),
        ({"from_on": None}, "from_on"),
        ({"to_on": None}, "to_on"),
        ({"to_on": date(2026, 11, 20)}, "to_on"),
        ({"to_on": date(2028, 11, 20)}, "to_on"),
    ],
)
def test_a_stand_in_is_a_colleague_and_the_days_lie_ahead(ports, wrong, path):
    asked = BeAbsent(**vars(WEEK) | wrong)
    with pytest.raises(Invalid) as error:
        away(ports, asked)
    assert [each.path for each in error.value.errors] == [path]
    assert colleagues_away(SUQING, TODAY, ports.staff) == []
