"""Who sees what of a case, its files and drafts, over the real adapters."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from services.complaints.domain.cases.attachment import NewFile
from services.complaints.domain.cases.complaint import Reporter
from services.complaints.domain.cases.reading import ReadKind
from services.complaints.usecases.cases.attachments import (
    attach_file,
    read_attachment,
    sweep_attachments,
)
from services.complaints.usecases.cases.drafts import (
    discard_draft,
    get_draft,
    my_drafts,
    save_draft,
)
from services.complaints.usecases.cases.get_case_for import (
    get_case_for,
    get_own_case,
    get_released_case,
    masked_parties,
)
from services.complaints.usecases.cases.my_cases import my_cases
from services.complaints.usecases.cases.own_keys import person_key
from services.complaints.usecases.cases.resolve_recipient import resolve_recipient
from services.complaints.usecases.cases.reveal_identity import RevealIdentity, reveal_identity
from shared.errors import Forbidden, Invalid, NotFound
from shared.principal import Principal, Role
from tests.complaints import (
    FORWARDER,
    GUANLI,
    HANBING,
    LINZHIYUAN,
    LUHENG,
    NOW,
    SHENJI,
    SHENYUE,
    SUQING,
    XUKEXIN,
    ZHENGYAN,
    ZHOULAN,
    a_complaint,
    rules,
)
from tests.contracts.complaints.desk import Desk, filed, staffed

pytestmark = pytest.mark.engines


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


def test_only_who_may_see_a_case_gets_it_and_every_look_is_kept(ports):
    case = filed(ports)
    for person in (LINZHIYUAN, HANBING, SHENJI):
        assert get_case_for(case.id, principal=person, now=NOW, ports=ports) == case
    for person in (LUHENG, ZHOULAN, XUKEXIN, GUANLI, ZHENGYAN):
        with pytest.raises(NotFound):
            get_case_for(case.id, principal=person, now=NOW, ports=ports)
    looks = ports.trail.of_case(case.id, most=10)
    assert {look.sub for look in looks} == {"linzhiyuan", "hanbing", "shenji"}


def test_the_reporter_and_the_reporters_firm_follow_the_case_and_nobody_else(ports):
    case = filed(ports)
    colleague = replace(ZHOULAN, sub="xian-forwarder")
    for person in (ZHOULAN, colleague):
        assert get_own_case(case.id, principal=person, now=NOW, ports=ports).id == case.id
        assert [each.id for each in my_cases(person, ports=ports, rules=rules()).filed] == [case.id]
    for person in (XUKEXIN, SHENYUE):
        with pytest.raises(NotFound) as hidden:
            get_own_case(case.id, principal=person, now=NOW, ports=ports)
        with pytest.raises(NotFound) as missing:
            get_own_case("HY-2026-77777-1", principal=person, now=NOW, ports=ports)
        assert hidden.value.detail == missing.value.detail


def test_the_respondent_sees_nothing_before_its_code_is_confirmed_and_no_reporter_then(ports):
    desk = Desk(ports, filed(ports))
    desk.to_notice()
    with pytest.raises(NotFound):
        get_released_case(desk.case.id, principal=XUKEXIN, now=NOW, ports=ports, rules=rules())
    assert my_cases(XUKEXIN, ports=ports, rules=rules()).about_us == ()
    desk = Desk(ports, filed(ports, key="key-0002"))
    desk.to_effect()
    shown = get_released_case(desk.case.id, principal=XUKEXIN, now=NOW, ports=ports, rules=rules())
    assert shown.statement == "拟处罚。"
    assert "一直这么收" not in str(shown)
    assert my_cases(XUKEXIN, ports=ports, rules=rules()).about_us == (shown,)
    with pytest.raises(NotFound):
        get_released_case(desk.case.id, principal=SHENYUE, now=NOW, ports=ports, rules=rules())


def test_identity_is_masked_until_it_is_revealed_for_a_reason_that_is_kept(ports):
    case = filed(ports)
    assert masked_parties(case, vault=ports.vault)["name"] == "周*"
    asked = RevealIdentity(case_id=case.id, reason="I1", text="需要核对票据原件")
    opened = reveal_identity(asked, principal=SUQING, now=NOW, ports=ports, rules=rules())
    assert opened.reporter is not None
    assert opened.reporter["name"] == "周岚"
    assert opened.narrative == a_complaint().narrative
    look = ports.trail.of_case(case.id, most=1)[0]
    assert (look.kind, look.reason, look.text) == (ReadKind.IDENTITY, "I1", "需要核对票据原件")


def test_a_reveal_without_reason_or_right_opens_nothing(ports):
    case = filed(ports)
    asked = RevealIdentity(case_id=case.id, reason="I9", text="")
    with pytest.raises(Invalid):
        reveal_identity(asked, principal=SUQING, now=NOW, ports=ports, rules=rules())
    with pytest.raises(Forbidden):
        reveal_identity(asked, principal=HANBING, now=NOW, ports=ports, rules=rules())
    with pytest.raises(NotFound):
        reveal_identity(asked, principal=LUHENG, now=NOW, ports=ports, rules=rules())
    assert [look.kind for look in ports.trail.of_case(case.id, most=9)] == [ReadKind.REFUSED]


def test_a_recipient_is_resolved_only_by_its_reference(ports):
    case = filed(ports)
    asker = Principal(sub="fairport-notify", name="fairport-notify", role=Role.AGENCY)
    found = resolve_recipient(f"{case.id}/reporter", asker=asker, now=NOW, ports=ports)
    assert (found.language, found.email) == ("zh", "zhoulan@xian.example")
    assert found.inbox_owner == FORWARDER
    assert "zhoulan" not in found.masked
    for reference in ("", case.id, f"{case.id}/respondent", "HY-2026-77777-1/reporter"):
        with pytest.raises(NotFound):
            resolve_recipient(reference, asker=asker, now=NOW, ports=ports)
    [look] = ports.trail.of_case(case.id, most=9)
    assert (look.kind, look.sub, look.at) == (ReadKind.ADDRESS, "fairport-notify", NOW)


def test_files_belong_to_their_uploader_then_to_the_case(ports):
    file = NewFile(id="a1", name="C:\\账单\\bill.txt")
    attach_file(
        file, BytesIO(b"bill"), owner=person_key(ZHOULAN.sub, ports.blind), now=NOW, ports=ports
    )
    with pytest.raises(Invalid):
        filed(ports, a_complaint(reporter=Reporter(sub="x", name="x"), attachments=("a1",)))
    with pytest.raises(NotFound):
        read_attachment("a1", principal=LINZHIYUAN, now=NOW, ports=ports)
    case = filed(ports, a_complaint(attachments=("a1",)))
    for person in (ZHOULAN, LINZHIYUAN):
        opened = read_attachment("a1", principal=person, now=NOW, ports=ports)
        assert (opened.name, b"".join(opened.content)) == ("bill.txt", b"bill")
    for person in (XUKEXIN, LUHENG, GUANLI):
        with pytest.raises(NotFound):
            read_attachment("a1", principal=person, now=NOW, ports=ports)
    with pytest.raises(Invalid):
        filed(ports, a_complaint(attachments=("a1",)), key="key-0002")
    assert ReadKind.ATTACHMENT in {look.kind for look in ports.trail.of_case(case.id, most=9)}


def test_files_that_no_case_refers_to_are_swept_after_a_day(ports):
    for identifier in ("a1", "a2"):
        file = NewFile(id=identifier, name="bill.txt")
        attach_file(
            file, BytesIO(b"bill"), owner=person_key(ZHOULAN.sub, ports.blind), now=NOW, ports=ports
        )
    filed(ports, a_complaint(attachments=("a1",)))
    assert sweep_attachments(now=NOW + timedelta(hours=23), ports=ports) == 0
    assert sweep_attachments(now=NOW + timedelta(hours=25), ports=ports) == 1
    assert ports.attachments.get("a1") is not None
    assert ports.attachments.get("a2") is None


def test_a_file_whose_case_was_stored_but_not_noted_is_adopted_and_not_swept(ports, mongo_database):
    file = NewFile(id="a1", name="bill.txt")
    attach_file(
        file, BytesIO(b"bill"), owner=person_key(ZHOULAN.sub, ports.blind), now=NOW, ports=ports
    )
    case = filed(ports, a_complaint(attachments=("a1",)))
    lost = {"$unset": {"metadata.case_id": ""}, "$set": {"metadata.unreferenced_since": NOW}}
    mongo_database["fs.files"].update_one({"_id": "a1"}, lost)
    assert sweep_attachments(now=NOW + timedelta(hours=25), ports=ports) == 0
    assert ports.attachments.get("a1").case_id == case.id


def test_a_file_of_a_case_not_noted_with_it_stays_free_for_no_other_case(ports, mongo_database):
    file, owner = NewFile(id="a1", name="bill.txt"), person_key(ZHOULAN.sub, ports.blind)
    attach_file(file, BytesIO(b"bill"), owner=owner, now=NOW, ports=ports)
    case = filed(ports, a_complaint(attachments=("a1",)))
    lost = {"$unset": {"metadata.case_id": ""}, "$set": {"metadata.unreferenced_since": NOW}}
    mongo_database["fs.files"].update_one({"_id": "a1"}, lost)
    with pytest.raises(Invalid):
        filed(ports, a_complaint(attachments=("a1",)), key="key-0002")
    assert filed(ports, a_complaint(attachments=("a1",))) == case
    assert ports.attachments.get("a1").case_id == case.id


def test_a_file_stays_with_the_case_that_was_noted_first(ports):
    file, owner = NewFile(id="a1", name="bill.txt"), person_key(ZHOULAN.sub, ports.blind)
    attach_file(file, BytesIO(b"bill"), owner=owner, now=NOW, ports=ports)
    case = filed(ports, a_complaint(attachments=("a1",)))
    ports.attachments.adopt(["a1"], case_id="HY-2026-77777-1", department="jx-market")
    assert ports.attachments.get("a1").case_id == case.id
    opened = read_attachment("a1", principal=LINZHIYUAN, now=NOW, ports=ports)
    assert b"".join(opened.content) == b"bill"


def test_a_draft_lasts_thirty_days_for_its_owner(ports):
    save_draft("d1", '{"narrative": "…"}', over=0, principal=ZHOULAN, now=NOW, ports=ports)
    later = NOW + timedelta(days=29)
    assert [each.id for each in my_drafts(ZHOULAN, now=later, ports=ports)] == ["d1"]
    assert my_drafts(SHENYUE, now=later, ports=ports) == []
    for person, now in ((SHENYUE, later), (ZHOULAN, NOW + timedelta(days=30))):
        with pytest.raises(NotFound):
            get_draft("d1", principal=person, now=now, ports=ports)
    discard_draft("d1", principal=ZHOULAN, ports=ports)
    assert my_drafts(ZHOULAN, now=later, ports=ports) == []
