"""One submission that becomes several cases, over the real adapters."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest

from services.complaints.domain.cases.attachment import NewFile
from services.complaints.domain.cases.command import command_of
from services.complaints.domain.cases.origin import ConsentKind
from services.complaints.domain.cases.service_matter import ServiceMatter
from services.complaints.usecases.cases import file_complaint as filing
from services.complaints.usecases.cases.anonymous.write_message import Message, write_as_officer
from services.complaints.usecases.cases.attachments import attach_file, read_attachment
from services.complaints.usecases.cases.linked_cases import linked_cases
from services.complaints.usecases.cases.open_linked import open_left_over, open_linked
from services.complaints.usecases.cases.own_keys import person_key
from shared.errors import Invalid, NotFound, Unavailable
from tests.complaints import LINZHIYUAN, NOW, ZHOULAN, a_complaint, a_written_line, rules
from tests.contracts.complaints.desk import filed, staffed

pytestmark = pytest.mark.engines
KNOWS = (ConsentKind.RESPONDENT_KNOWS,)
SLOW = ServiceMatter(
    measure="HY-9",
    promised="当日办结",
    started_at=datetime(2026, 11, 12, 1, 0, tzinfo=UTC),
    ended_at=datetime(2026, 11, 13, 2, 0, tzinfo=UTC),
    authority="海阳海关",
    window="3 号窗口 周岚",
)
STATE_FEE = a_written_line(item="船舶港务费")


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


def everything():
    """Return a complaint with all that can be handled apart."""
    lines = (a_written_line(), STATE_FEE)
    return a_complaint(lines=lines, service=SLOW, dispute=True, consents=KNOWS)


def all_of(case, ports):
    return [case, *linked_cases(case, ports=ports)]


def test_a_submission_becomes_a_case_for_each_track_with_its_own_clocks(ports):
    first = filed(ports, everything())
    cases = all_of(first, ports)
    assert [(each.id, each.track) for each in cases] == [
        ("HY-2026-00001-1", "price_report"),
        ("HY-2026-00001-2", "fee_dispute"),
        ("HY-2026-00001-3", "petition"),
        ("HY-2026-00001-4", "service"),
    ]
    assert [each.clocks[0].code for each in cases] == [
        "T-FILE",
        "P-FEE-ACC",
        "T-PET-REG",
        "P-SVC-ACC",
    ]
    assert [len(each.lines) for each in cases] == [1, 1, 1, 0]
    assert all(set(each.linked) == {other.id for other in cases} - {each.id} for each in cases)


def test_a_fee_of_the_state_goes_to_the_petition_track_with_its_reason(ports):
    case = filed(ports, a_complaint(lines=(STATE_FEE,)))
    assert case.track == "petition"
    assert "行政事业性收费" in str(case.origin.why[0])
    assert case.linked == ()


def test_a_dispute_opens_only_with_consent_which_is_kept_with_its_time(ports):
    alone = filed(ports, a_complaint(dispute=True))
    assert alone.linked == ()
    assert "没有同意" in str(alone.origin.why[0])
    report = filed(ports, a_complaint(dispute=True, consents=KNOWS), key="key-0002")
    [dispute] = linked_cases(report, ports=ports)
    assert (report.secret, dispute.secret) == (True, False)
    [consent] = dispute.origin.consents
    assert (consent.kind, consent.given_at) == (ConsentKind.RESPONDENT_KNOWS, NOW)


def test_who_gives_no_name_gets_no_mediation(ports):
    case = filed(ports, a_complaint(reporter=None, dispute=True, consents=KNOWS))
    assert (case.track, case.linked) == ("price_report", ())
    assert "匿名" in str(case.origin.why[0])


def test_a_service_goes_to_the_unit_of_its_measure_and_never_to_the_one_complained_of(ports):
    case = filed(ports, a_complaint(lines=(), service=SLOW))
    assert case.track == "service"
    assert case.respondent.name == "海阳海关"
    assert case.routing.measures == ("HY-9",)
    assert "周岚" not in case.origin.service.window


def test_who_may_see_one_of_the_cases_may_read_the_files_of_the_submission(ports):
    owner = person_key(ZHOULAN.sub, ports.blind)
    file = NewFile(id="bill", name="账单.txt")
    attach_file(file, BytesIO("账单".encode()), owner=owner, now=NOW, ports=ports)
    first = filed(ports, a_complaint(service=SLOW, attachments=("bill",)))
    [service] = linked_cases(first, ports=ports)
    assert (len(first.attachments), len(service.attachments)) == (1, 0)
    customs = replace(LINZHIYUAN, sub="an", department=service.department)
    stranger = replace(customs, department="hy-finance")
    assert read_attachment("bill", principal=customs, now=NOW, ports=ports).name == "账单.txt"
    with pytest.raises(NotFound):
        read_attachment("bill", principal=stranger, now=NOW, ports=ports)


def test_the_cases_of_a_report_without_a_name_share_one_mailbox(ports):
    report = replace(a_complaint(service=SLOW), reporter=None, channel="anonymous")
    first = filing.file_complaint(
        report, key="secret", now=NOW, ports=ports, rules=rules(), receipt="digest"
    )
    [service] = linked_cases(first, ports=ports)
    there = replace(LINZHIYUAN, sub="an", department=service.department)
    asked = Message(case_id=service.id, text="哪一天办的？", key="form-0001")
    written = write_as_officer(asked, actor=there, now=NOW, ports=ports, rules=rules())
    assert (written.id, len(written.mailbox)) == (first.id, 1)
    again = write_as_officer(asked, actor=there, now=NOW, ports=ports, rules=rules())
    assert len(again.mailbox) == 1


def test_after_a_kill_in_between_the_same_key_gives_the_same_cases(ports, monkeypatch):
    def dies(case_id, *, ports):
        raise Unavailable("killed")

    with monkeypatch.context() as killed:
        killed.setattr(filing, "open_linked", dies)
        with pytest.raises(Unavailable):
            filed(ports, everything())
    again = filed(ports, everything())
    assert [each.id[-1] for each in all_of(again, ports)] == ["1", "2", "3", "4"]
    assert filed(ports, everything(), now=NOW + timedelta(days=1)) == again
    assert filed(ports, key="key-0002").id == "HY-2026-00002-1"


def test_what_a_dead_filing_left_is_opened_by_the_clock(ports, monkeypatch, mongo_database):
    monkeypatch.setattr(filing, "open_linked", lambda case_id, *, ports: None)
    first = filed(ports, everything())
    assert linked_cases(first, ports=ports) == []
    assert open_left_over(now=NOW, ports=ports) == 0
    assert open_left_over(now=NOW + timedelta(minutes=2), ports=ports) == 1
    assert open_left_over(now=NOW + timedelta(minutes=3), ports=ports) == 0
    opened = linked_cases(first, ports=ports)
    assert [each.due_on for each in opened][1] == date(2026, 12, 8)
    events = mongo_database["cases"].find_one({"_id": opened[0].id})["outbox"]
    assert [(each["topic"], each["key"]) for each in events] == [("cases", opened[0].id)]


def test_opening_again_changes_nothing_of_a_case_that_went_on(ports, monkeypatch):
    first = filed(ports, everything())
    second = linked_cases(first, ports=ports)[0]
    ports.cases.save(replace(second, title="改过", version=2), [])
    monkeypatch.setattr(ports.linked, "to_open", lambda case_id: [second])
    open_linked(first.id, ports=ports)
    assert ports.cases.get(second.id).title == "改过"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"measure": "HY-99"}, "service.measure"),
        ({"ended_at": datetime(2026, 11, 11, tzinfo=UTC)}, "service.ended_at"),
        ({"started_at": datetime(2027, 1, 1, tzinfo=UTC)}, "service.started_at"),
        ({"promised": "长" * 201}, "service.promised"),
    ],
)
def test_a_wrong_service_matter_names_its_field(ports, changes, path):
    with pytest.raises(Invalid) as error:
        filed(ports, a_complaint(service=replace(SLOW, **changes)))
    assert path in {each.path for each in error.value.errors}


def test_a_complaint_without_the_new_fields_has_the_fingerprint_it_always_had(ports):
    case = filed(ports)
    said = filing._body(a_complaint())
    assert not set(said) & set(filing.LATER)
    asked = command_of("zhoulan", "key-0001", said, hashed=ports.blind.exactly)
    assert ports.cases.filed_by(asked) == case
