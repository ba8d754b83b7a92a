"""Numbers of decisions: every one is used, waits for its approval, or is void with the reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.commands.numbers import listed
from services.complaints.container import build_container
from services.complaints.domain.cases import forms
from services.complaints.domain.cases.document_numbers import Fate
from services.complaints.usecases.cases.settle_numbers import book_of_numbers, settle_numbers
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.errors import Outdated
from tests.complaints import SETTINGS, SUQING, TERMINAL, rules
from tests.contracts.complaints.desk import Desk, filed, staffed
from tests.unit.complaints.cases.story import PENALTY

pytestmark = pytest.mark.engines
BOOK = "海市监处罚|2026"
APPROVE = forms.ApproveDecision(approve=True, respondent_uscc=TERMINAL)
SEND_BACK = forms.ApproveDecision(approve=False, text="事实不清，请补充。")


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


@pytest.fixture
def overtaken(ports):
    """A case whose approval took a number and was overtaken by another officer's word."""
    desk = drafted(ports, "key-0001")
    case = desk.case
    meanwhile = replace(ports, cases=Overtaken(ports.cases, lambda: desk.do(SEND_BACK, by=SUQING)))
    asked = TakeAction(case_id=case.id, form=APPROVE, key="approve-1", seen=case.version)
    with pytest.raises(Outdated):
        take_action(asked, actor=SUQING, now=desk.now, ports=meanwhile, rules=rules())
    return desk


class Overtaken:
    """A store of cases on which somebody else is quicker just before the first saving."""

    def __init__(self, cases, act) -> None:
        self._cases, self._act = cases, act

    def __getattr__(self, name):
        return getattr(self._cases, name)

    def save(self, *arguments):
        act, self._act = self._act, lambda: None
        act()
        self._cases.save(*arguments)


def drafted(ports, key: str) -> Desk:
    desk: Desk = Desk(ports, filed(ports, key=key)).to_notice()
    desk.now += timedelta(days=14)
    desk.do(forms.RecordDefence()).do(PENALTY)
    return desk


def fates(ports):
    return [(each.n, each.fate) for each in book_of_numbers(BOOK, ports=ports)]


def test_the_number_of_an_overtaken_approval_is_void_with_its_reason(ports, overtaken):
    overtaken.now += timedelta(minutes=1)
    overtaken.do(PENALTY).do(APPROVE, by=SUQING)
    assert overtaken.case.decision.document_no == "海市监处罚〔2026〕2号"
    later = overtaken.now + timedelta(minutes=16)
    assert settle_numbers(now=overtaken.now, ports=ports) == 0
    assert settle_numbers(now=later, ports=ports) == 2
    assert settle_numbers(now=later, ports=ports) == 0
    assert fates(ports) == [(1, Fate.VOID), (2, Fate.USED)]
    kept = list(ports.numbers.of_book(BOOK))
    assert [bool(each.void) for each in kept] == [True, False]


def test_the_number_of_a_draft_that_still_waits_stays_its_own(ports):
    desk = drafted(ports, "key-0001")
    drafted_at = desk.case.decision.drafted_at
    owner = f"{desk.case.id}|decision|{drafted_at.isoformat()}"
    ports.numbers.claim(BOOK, owner, look_at=desk.now)
    assert settle_numbers(now=desk.now, ports=ports) == 0
    assert fates(ports) == [(1, Fate.OPEN)]
    desk.do(APPROVE, by=SUQING)
    assert desk.case.decision.document_no == "海市监处罚〔2026〕1号"
    assert settle_numbers(now=desk.now + timedelta(days=2), ports=ports) == 1
    assert fates(ports) == [(1, Fate.USED)]


@pytest.mark.usefixtures("overtaken")
def test_the_command_lists_the_book_and_finds_a_hole(ports, mongo_database, capsys):
    c = build_container(SETTINGS, database=mongo_database)
    assert listed(BOOK, c) == 0
    assert "1 void HY-2026-00001-1 草稿" in capsys.readouterr().out
    row = {"_id": f"{BOOK}|3", "book": BOOK, "n": 3, "owner": f"{BOOK}|HY-2026-00009-1|decision|x"}
    mongo_database["numbers"].insert_one(row)
    assert listed(BOOK, c) == 1
    assert "2 MISSING" in capsys.readouterr().out
