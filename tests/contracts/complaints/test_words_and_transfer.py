"""Words that come while a case is transferred are sealed for the department that then has it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.usecases.cases.anonymous.file_report import file_report
from services.complaints.usecases.cases.anonymous.write_message import Message, write_as_reporter
from tests.complaints import NOW, a_complaint, rules
from tests.contracts.complaints.desk import Desk, staffed

pytestmark = pytest.mark.engines
GROUND = rules().tracks["price_report"].reasons["transfer"][0].code
TRANSFER = RecordedStep(
    action="transfer",
    values={"department": "hy-transport", "ground": GROUND, "text": "属于经营许可。"},
)


@dataclass(frozen=True)
class Meanwhile(CaseRules):
    """The rules, while somebody else does something once before the change is saved."""

    does: list[Callable[[], object]] = field(default_factory=list)

    def act_on(self, case, actor, now):
        if self.does:
            self.does.pop()()
        return super().act_on(case, actor, now)


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


@pytest.fixture
def case(ports):
    command = a_complaint(reporter=None, channel="anonymous")
    return file_report(command, secret="s", now=NOW, ports=ports, rules=rules()).case


def key_of(sealed: bytes) -> bytes:
    """Return the id of the data key that a text is sealed under."""
    return sealed[1:17]


def test_they_are_sealed_under_the_key_of_the_department_that_has_the_case(ports, case):
    told = Message(case_id=case.id, text="当天我在码头。", key="key-0001")
    given = Meanwhile(**vars(rules()), does=[lambda: Desk(ports, case).do(TRANSFER)])
    write_as_reporter(told, now=NOW, ports=ports, rules=given)
    after = ports.cases.get(case.id)
    assert (after.department, len(after.mailbox)) == ("hy-transport", 1)
    [words] = after.mailbox
    assert key_of(words.sealed) == key_of(ports.vault.seal("hy-transport", "x"))
    assert ports.vault.open(words.sealed) == "当天我在码头。"
