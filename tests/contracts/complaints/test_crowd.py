"""Many officers at once on few cases: nothing that was answered "done" is lost or done twice.

A short run is part of every test run; `make crowd` lets 50 people work on 200 cases for two
minutes.
"""

import os
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.usecases.cases.settle_numbers import book_of_numbers
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.errors import Conflict, Invalid
from shared.principal import Principal
from tests.complaints import LINZHIYUAN, NOW, SUQING, TERMINAL, a_complaint, rules
from tests.contracts.complaints.desk import filed, staffed
from tests.unit.complaints.cases.story import FINDING, PENALTY, given_back

pytestmark = pytest.mark.engines

CROWD = int(os.environ.get("CROWD", "8"))
CASES = int(os.environ.get("CASES", "10"))
SECONDS = float(os.environ.get("SECONDS", "4"))
BOOK = "海市监处罚|2026"
TODAY = date(2026, 11, 23)
PEOPLE = (LINZHIYUAN, SUQING)
WAIVED = forms.RecordDefence(received_on=TODAY, text="放弃。", waived=True)
# What somebody may try on a case, whatever its state: most of it must be refused.
TRIES: tuple[Callable[[Principal], forms.Form], ...] = (
    lambda who: forms.BeginCheck(officers=tuple(p.sub for p in PEOPLE if p != who)),
    lambda _: forms.ProposeFiling(outcome="filed", ground="F19", text="线索属实。"),
    lambda _: forms.DecideFiling(confirm=True),
    lambda _: forms.DecideFiling(confirm=False, text="请补充。"),
    lambda _: forms.RecordFinding(findings=(FINDING,)),
    lambda _: forms.GiveNotice(given_on=TODAY, way="direct", text="拟处罚。"),
    lambda _: WAIVED,
    lambda _: PENALTY,
    lambda _: forms.ApproveDecision(approve=True, respondent_uscc=TERMINAL),
    lambda _: forms.ApproveDecision(approve=False, text="请补充。"),
    lambda _: forms.RecordService(served_on=TODAY, way="direct", proof="回证"),
    lambda _: forms.RecordTold(told_on=TODAY, way="letter", text="挂号信"),
    lambda _: given_back(TODAY),
    lambda _: forms.CloseCase(),
)


@dataclass
class Work:
    """What the crowd was told: `done` are (case, version, action, who), `failed` what broke."""

    done: list[tuple[str, int, str, str]] = field(default_factory=list)
    refused: int = 0
    failed: list[BaseException] = field(default_factory=list)


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


@pytest.fixture
def cases(ports) -> list[str]:
    return [
        filed(ports, a_complaint(bill_no=f"YY-{no}"), key=f"key-{no:05d}").id for no in range(CASES)
    ]


def test_a_crowd_loses_nothing_does_nothing_twice_and_leaves_no_hole_in_the_numbers(ports, cases):
    works = crowd(ports, cases)
    assert not [problem for work in works for problem in work.failed]
    done = [each for work in works for each in work.done]
    assert len(done) > CASES
    assert sum(work.refused for work in works)
    for case_id in cases:
        case = ports.cases.get(case_id)
        assert taken(case) == sorted(each[1:] for each in done if each[0] == case_id)
        assert case.version == len(case.timeline)
    entries = list(book_of_numbers(BOOK, ports=ports))
    assert [each.n for each in entries] == list(range(1, len(entries) + 1))
    assert all(each.fate for each in entries)
    numbered = [ports.cases.get(case_id).decision for case_id in cases]
    given = [decision.document_no for decision in numbered if decision and decision.document_no]
    assert len(given) == len(set(given))


def crowd(ports, cases: list[str]) -> list[Work]:
    """Let everybody work until the time is over."""
    until, works = time.monotonic() + SECONDS, [Work() for _ in range(CROWD)]
    people = [
        threading.Thread(target=work_on, args=(ports, cases, until, no, work))
        for no, work in enumerate(works)
    ]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return works


def work_on(ports, cases: list[str], until: float, no: int, work: Work) -> None:
    """Try one thing after another on cases as they were a moment ago."""
    chance, who = random.Random(no), PEOPLE[no % len(PEOPLE)]
    count = 0
    while time.monotonic() < until:
        seen = ports.cases.get(chance.choice(cases))
        form = chance.choice(TRIES)(who)
        count += 1
        asked = TakeAction(case_id=seen.id, form=form, key=f"{no}-{count}", seen=seen.version)
        try:
            after = take_action(asked, actor=who, now=NOW, ports=ports, rules=rules())
        except (Conflict, Invalid):
            work.refused += 1
        except Exception as problem:
            work.failed.append(problem)
        else:
            work.done.append((seen.id, after.version, form.ACTION, who.sub))


def taken(case: Case) -> list[tuple[int, str, str]]:
    """Return what officers did, with the version each step made."""
    steps = enumerate(case.timeline, start=1)
    return [(version, s.action, s.actor) for version, s in steps if s.actor != "reporter"]


def test_the_tries_lead_a_case_to_its_end(ports):
    case_id = filed(ports).id
    order = (0, 1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13)
    for count, place in enumerate(order):
        who = SUQING if place in {2, 8} else LINZHIYUAN
        asked = TakeAction(
            case_id=case_id,
            form=TRIES[place](who),
            key=f"end-{count}",
            seen=ports.cases.get(case_id).version,
        )
        take_action(asked, actor=who, now=NOW, ports=ports, rules=rules())
    assert ports.cases.get(case_id).state is CaseState.CLOSED
