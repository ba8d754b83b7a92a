"""The clock process takes every step of supervision once, in order, over the real store."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from services.complaints.usecases.cases.list_criticised import list_criticised
from services.complaints.usecases.cases.note_overdue_cases import note_overdue_cases
from shared.clock import SHANGHAI
from shared.errors import Forbidden
from tests.complaints import HANBING, LINZHIYUAN, NOW, rules
from tests.contracts.complaints.desk import filed, staffed

pytestmark = pytest.mark.engines
CODES = ["S-50", "S-80", "S-DUE", "S-LATE-1", "S-LATE-3", "S-LATE"]
LATE = NOW + timedelta(days=30)


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


def look(ports, now) -> int:
    return note_overdue_cases(now=now, ports=ports, rules=rules())


def taken(ports, case) -> list[str]:
    steps = ports.cases.get(case.id).timeline
    return [each.text.rpartition(" ")[2] for each in steps if each.action == "pressed"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_whatever_is_due_is_taken_in_order_until_nothing_is_left(ports):
    cases = [filed(ports, key=f"key-000{number}") for number in range(3)]
    assert look(ports, LATE) == 3
    assert look(ports, LATE) == 0
    assert ports.cases.running_out(LATE, most=9) == []
    for case in cases:
        assert taken(ports, case) == CODES


def test_each_step_comes_on_its_morning(ports):
    case = filed(ports)
    for number, rung in enumerate(case.clocks[0].ladder):
        assert look(ports, rung.at - timedelta(seconds=1)) <= 1
        assert taken(ports, case) == CODES[:number]
        assert look(ports, rung.at) == 1
        assert taken(ports, case) == CODES[: number + 1]


def test_a_step_that_comes_late_in_the_evening_waits_for_the_next_morning(ports):
    case = filed(ports)
    evening = at("2026-12-03T20:00")
    assert look(ports, evening) == 0
    assert ports.cases.running_out(evening, most=9) == []
    assert ports.cases.get(case.id).version == 1
    assert look(ports, at("2026-12-04T09:00")) == 1
    assert taken(ports, case) == ["S-50"]


def test_two_processes_at_once_take_every_step_once(ports):
    cases = [filed(ports, key=f"key-000{number}") for number in range(4)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: look(ports, LATE), range(2)))
    look(ports, LATE)
    for case in cases:
        assert taken(ports, case) == CODES
        stored = ports.cases.get(case.id)
        assert stored.version == len(stored.timeline)


def test_what_is_long_overdue_is_on_the_supervisors_list_by_department(ports):
    case = filed(ports)
    look(ports, at("2026-12-18T10:00"))
    assert list_criticised(HANBING, now=LATE, ports=ports, rules=rules()) == {}
    look(ports, LATE)
    found = list_criticised(HANBING, now=LATE, ports=ports, rules=rules())
    [entry] = found["hy-market"]
    assert (entry.case.id, entry.clock.code, entry.late) == (case.id, "T-FILE", 7)
    later = LATE + timedelta(days=366)
    assert list_criticised(HANBING, now=later, ports=ports, rules=rules()) == {}
    with pytest.raises(Forbidden):
        list_criticised(LINZHIYUAN, now=LATE, ports=ports, rules=rules())
