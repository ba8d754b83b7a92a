"""Filing a complaint, over the real adapters."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from threading import Barrier, local

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.attachment import NewFile
from services.complaints.domain.cases.complaint import Reporter
from services.complaints.ports.file_taken import TAKEN
from services.complaints.usecases.cases.attachments import (
    attach_file,
    read_attachment,
)
from services.complaints.usecases.cases.file_complaint import LATER, LATER_OF_REPORTER
from services.complaints.usecases.cases.get_case_for import (
    get_own_case,
)
from services.complaints.usecases.cases.own_keys import person_key
from services.complaints.usecases.cases.reveal_identity import RevealIdentity, reveal_identity
from shared.codec import to_json
from shared.errors import Invalid
from tests.complaints import (
    FORWARDER,
    NOW,
    SUQING,
    ZHOULAN,
    a_complaint,
    a_written_line,
    everything_in,
    rules,
)
from tests.contracts.complaints.desk import Desk, filed, staffed

pytestmark = pytest.mark.engines


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


def test_a_complaint_becomes_a_numbered_checked_routed_dated_case(ports):
    case = filed(ports)
    assert (case.id, case.submission) == ("HY-2026-00001-1", "HY-2026-00001")
    assert case.department == "hy-market"
    assert case.partners == ("hy-port-office",)
    assert case.clocks[0].due_on == date(2026, 12, 14)
    assert case.lines[0].check.over == Decimal("48.00")
    assert case.over == Decimal("48.00")
    assert ports.cases.get(case.id) == case


def test_numbers_follow_each_other_by_city_and_year_without_gaps(ports):
    other_city = a_complaint(city="jiaxing")
    later = NOW + timedelta(days=60)
    numbers = [
        filed(ports, key="key-0001").id,
        filed(ports, key="key-0002").id,
        filed(ports, other_city, key="key-0003").id,
        filed(ports, key="key-0001").id,
        filed(ports, key="key-0004", now=later).id,
        filed(ports, key="key-0005").id,
    ]
    assert numbers == [
        "HY-2026-00001-1",
        "HY-2026-00002-1",
        "JX-2026-00001-1",
        "HY-2026-00001-1",
        "HY-2027-00001-1",
        "HY-2026-00003-1",
    ]


def test_the_same_key_files_once_and_another_body_is_refused_without_a_number(ports):
    first = filed(ports)
    assert filed(ports, now=NOW + timedelta(days=400)) == first
    with pytest.raises(Invalid):
        filed(ports, a_complaint(request="另一份"))
    assert filed(ports, key="key-0002").id == "HY-2026-00002-1"


def test_the_same_key_files_once_whatever_language_the_page_stands_in_by_then(ports):
    first = filed(ports)
    assert filed(ports, a_complaint(language="en")) == first
    assert first.language == "zh"


def test_of_two_filings_at_once_one_takes_the_file_and_the_other_is_told_which(ports):
    attach_file(
        NewFile(id="a1", name="账单.txt"),
        BytesIO("账单".encode()),
        owner=person_key(ZHOULAN.sub, ports.blind),
        now=NOW,
        ports=ports,
    )
    command = a_complaint(attachments=("a1",))
    both_looked = Barrier(2, timeout=20)
    at_once = replace(ports, cases=BothLook(ports.cases, both_looked))

    def outcome(key: str) -> str:
        try:
            return str(filed(at_once, command, key=key).id)
        except Invalid as error:
            return ", ".join(each.path for each in error.errors)

    with ThreadPoolExecutor(2) as people:
        outcomes = list(people.map(outcome, ["key-0001", "key-0002"]))
    assert sorted(outcomes) == ["HY-2026-00001-1", "attachments.0"]
    assert ports.attachments.get("a1").case_id == "HY-2026-00001-1"
    assert ports.cases.get("HY-2026-00002-1") is None
    assert filed(ports, key="key-0003").id == "HY-2026-00002-1"
    with pytest.raises(Invalid) as error:
        filed(ports, command, key="key-0004")
    assert [each.message for each in error.value.errors] == [TAKEN]


class BothLook:
    """The store of cases, which answers no look for a file before the other filing looked too."""

    def __init__(self, cases, both_looked) -> None:
        self._cases, self._both_looked = cases, both_looked
        self._first = local()

    def naming_attachment(self, attachment_id):
        found = self._cases.naming_attachment(attachment_id)
        if not getattr(self._first, "over", False):
            self._first.over = True
            self._both_looked.wait()
        return found

    def __getattr__(self, name):
        return getattr(self._cases, name)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"respondent_uscc": "91370687300000010Q"}, "respondent.uscc"),
        ({"respondent_uscc": "9137O687300000010P"}, "respondent.uscc"),
        ({"respondent_uscc": None, "respondent_name": " "}, "respondent.name"),
        ({"respondent_uscc": FORWARDER}, "respondent.uscc"),
        ({"city": "qingdao"}, "city"),
        ({"narrative": ""}, "narrative"),
        ({"narrative": "长" * 20_001}, "narrative"),
        ({"lines": ()}, "lines"),
        ({"lines": (a_written_line(),) * 201}, "lines"),
        ({"lines": (a_written_line(item=" "),)}, "lines.0.item"),
        ({"lines": (a_written_line(amount=Decimal(0)),)}, "lines.0.amount"),
        ({"lines": (a_written_line(amount=Decimal(-5)),)}, "lines.0.amount"),
        ({"lines": (a_written_line(amount=Decimal("1e9")),)}, "lines.0.amount"),
        ({"lines": (a_written_line(amount=Decimal("NaN")),)}, "lines.0.amount"),
        ({"lines": (a_written_line(quantity=Decimal(0)),)}, "lines.0.quantity"),
        ({"lines": (a_written_line(charged_on=None),)}, "lines.0.charged_on"),
        ({"lines": (a_written_line(charged_on=date(2026, 11, 24)),)}, "lines.0.charged_on"),
        ({"lines": (a_written_line(charged_on=date(1989, 12, 31)),)}, "lines.0.charged_on"),
        ({"lines": (a_written_line(trade="abroad"),)}, "lines.0.trade"),
        ({"attachments": ("a", "a")}, "attachments"),
        ({"attachments": tuple(map(str, range(21)))}, "attachments"),
        ({"attachments": ("gone",)}, "attachments.0"),
        ({"language": "fr"}, "language"),
        ({"channel": "pigeon"}, "channel"),
    ],
)
def test_bad_input_names_its_field_and_leaves_nothing_behind(ports, mongo_database, changes, path):
    with pytest.raises(Invalid) as error:
        filed(ports, a_complaint(**changes))
    assert path in {each.path for each in error.value.errors}
    assert list(mongo_database["cases"].find()) == []
    assert list(mongo_database["numbers"].find()) == []


def test_neither_who_filed_nor_what_was_said_can_be_tried_out_on_the_store(ports, mongo_database):
    """Whoever has a copy of the store guesses a name, the client's key and the whole body."""
    command = a_complaint()
    desk = Desk(ports, filed(ports, command)).do(forms.BeginCheck(officers=("suqing",)))
    told = {name: each for name, each in to_json(command).items() if name not in LATER}
    told["reporter"] = {
        n: each for n, each in told["reporter"].items() if n not in LATER_OF_REPORTER
    }
    body = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    guesses = (body, "zhoulan|key-0001", "linzhiyuan|step-0001", "command|zhoulan|key-0001")
    stored = everything_in(mongo_database)
    assert not [each for each in guesses if sha256(each.encode()).hexdigest() in stored]
    case = mongo_database["cases"].find_one({"_id": desk.case.id})
    assert case["filed_by"]["key"] == ports.blind.exactly("command", "zhoulan|key-0001")
    assert case["filed_by"]["hash"] == ports.blind.exactly("body", body)


def test_nothing_of_the_reporter_stands_in_the_database_in_any_writing(ports, mongo_database):
    secrets = Reporter(
        sub="zhoulan",
        name="欧阳芷若",
        phone="13912348765",
        email="zhiruo.ouyang@haian-cargo.example",
        address="海阳市凤城街道滨海路77号3单元501",
        uscc=FORWARDER,
        company="海阳芷若国际货运代理有限公司",
    )
    line = a_written_line(item="港务费（欧阳芷若经手）", body="芷若货代代收")
    told = (
        "我叫欧阳芷若，电话139 1234 8765，也可以打１３９１２３４８７６５，"
        "邮箱 zhiruo.ouyang@haian-cargo.example，住滨海路77号3单元501。"
    )
    command = a_complaint(
        reporter=secrets,
        narrative=told,
        request=f"请联系{secrets.name}，{secrets.phone}。",
        title="欧阳芷若的投诉",
        bill_no="139-1234-8765",
        lines=(line,),
    )
    file = NewFile(id="a1", name="欧阳芷若-账单.txt")
    attach_file(
        file,
        BytesIO(told.encode()),
        owner=person_key(ZHOULAN.sub, ports.blind),
        now=NOW,
        ports=ports,
    )
    case = filed(ports, replace(command, attachments=("a1",)))
    desk = Desk(ports, case)
    desk.do(forms.BeginCheck(officers=("suqing",), text="已电话联系欧阳女士13912348765。"))
    get_own_case(case.id, principal=ZHOULAN, now=NOW, ports=ports)
    read_attachment("a1", principal=ZHOULAN, now=NOW, ports=ports)
    asked = RevealIdentity(case_id=case.id, reason="I1", text="欧阳芷若要求回电")
    reveal_identity(asked, principal=SUQING, now=NOW, ports=ports, rules=rules())
    text = everything_in(mongo_database)
    for secret in (
        "欧阳芷若",
        "芷若",
        "13912348765",
        "1234 8765",
        "１３９",
        "zhiruo",
        "77号",
        "zhoulan",
    ):
        assert secret not in text, secret
    assert "欧阳" not in desk.case.timeline[-1].text
    assert FORWARDER not in text
