"""A case taken to the step that a page is looked at, by the use cases and not by pages."""

from collections.abc import Sequence
from dataclasses import replace

from services.complaints.container import Container
from services.complaints.domain.cases.forms import Form
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from services.complaints.usecases.cases.take_party_step import (
    PartyStep,
    reporter,
    take_party_step,
)
from shared.principal import Principal
from tests.complaints import HANBING, LINZHIYUAN, SUQING, ZHOULAN

OFFICE = replace(SUQING, sub="qinlang", name="秦朗", department="hy-port-office")
FINANCE = replace(SUQING, sub="fangning", name="方宁", department="hy-finance")
QINSHENG = replace(HANBING, sub="qinsheng", name="秦生", department="hy-government")
Taken = tuple[Principal, Form]


def step(action: str, **values: str) -> RecordedStep:
    """Return a step whose form is data of its track."""
    return RecordedStep(action=action, values=values)


def drive(c: Container, case_id: str, steps: Sequence[Taken]) -> None:
    """Take every step on the case as it stands."""
    for by, form in steps:
        if by is ZHOULAN:
            assert isinstance(form, RecordedStep)
            asked = PartyStep(case_id=case_id, form=form, key=c.new_id())
            party = reporter(by, c.cases)
            take_party_step(asked, party, now=c.now(), ports=c.cases, rules=c.rules)
        else:
            case = c.cases.cases.get(case_id)
            seen = case.version if case else None
            action = TakeAction(case_id=case_id, form=form, key=c.new_id(), seen=seen)
            take_action(action, actor=by, now=c.now(), ports=c.cases, rules=c.rules)


def opinion(action: str, on: str, by: Principal) -> Taken:
    """Return an opinion of a petition, of its review or re-review."""
    said = {"upheld": "no", "text": "按目录收取。", "opinion": "不予退还，依据收费目录。"}
    return by, step(action, received_on=on, **said)


ACCEPTED: Sequence[Taken] = ((LINZHIYUAN, step("accept")),)
