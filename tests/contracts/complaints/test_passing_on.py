"""A case that goes to another department takes what is sealed along, under the new key."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from services.complaints.domain.cases.attachment import NewFile
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.get_case_for import get_case_for
from services.complaints.usecases.cases.list_work import list_work
from services.complaints.usecases.cases.own_keys import person_key
from services.complaints.usecases.cases.reveal_identity import RevealIdentity, reveal_identity
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.errors import NotFound
from tests.complaints import LINZHIYUAN, NOW, SUQING, ZHOULAN, a_complaint, ports_over, rules

pytestmark = pytest.mark.engines
TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
RULES = rules()
TRANSFER = {"department": "hy-transport", "ground": "X1", "text": "周岚反映的是经营许可。"}


@pytest.fixture
def ports(mongo_database):
    return ports_over(mongo_database)


def transferred(ports, *files: str) -> Any:
    complaint = a_complaint(attachments=files)
    case_id = file_complaint(complaint, key="key-1", now=NOW, ports=ports, rules=RULES).id
    form = RecordedStep(action="transfer", values=TRANSFER)
    asked = TakeAction(case_id=case_id, form=form, key="key-transfer")
    return take_action(asked, actor=LINZHIYUAN, now=NOW, ports=ports, rules=RULES)


def key_of(sealed: bytes) -> bytes:
    return bytes(sealed[1:17])


def test_what_is_sealed_lies_under_the_key_of_the_new_department(ports):
    case = transferred(ports)
    theirs = key_of(ports.vault.seal("hy-transport", "x"))
    stored = ports.cases.get(case.id)
    assert stored.sealed
    assert {key_of(each) for each in stored.sealed.values()} == {theirs}
    asked = RevealIdentity(case_id=case.id, reason="contact", text="核实许可。")
    reason = next(iter(RULES.tracks["price_report"].reasons["reveal"])).code
    opened = reveal_identity(
        replace(asked, reason=reason), principal=TRANSPORT, now=NOW, ports=ports, rules=RULES
    )
    assert opened.reporter is not None
    assert opened.reporter["name"] == ZHOULAN.name


def test_the_files_go_along_and_can_still_be_read(ports):
    owner = person_key(ZHOULAN.sub, ports.blind)
    file = NewFile(id="a" * 32, name="账单.pdf")
    stored = ports.attachments.put(file, BytesIO(b"%PDF-1.7 bill"), owner=owner, at=NOW)
    transferred(ports, stored.id)
    assert b"".join(ports.attachments.content(stored.id)) == b"%PDF-1.7 bill"


def test_the_former_department_finds_the_case_no_more_and_the_new_one_has_it_on_its_list(ports):
    case = transferred(ports)
    later = NOW + timedelta(hours=1)
    with pytest.raises(NotFound):
        get_case_for(case.id, principal=LINZHIYUAN, now=later, ports=ports)
    assert list_work(LINZHIYUAN, now=later, ports=ports, rules=RULES).total == 0
    assert list_work(TRANSPORT, now=later, ports=ports, rules=RULES).total == 1
    found = get_case_for(case.id, principal=TRANSPORT, now=later, ports=ports)
    assert "周岚" not in str(found.timeline)
