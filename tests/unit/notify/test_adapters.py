import base64
import json
from pathlib import Path

import pytest

from services.notify.adapters.contact_files import read_contacts
from services.notify.adapters.owner_hash import keyed_owner_hash
from services.notify.adapters.smtp_channel import SmtpChannel, SmtpServer
from services.notify.adapters.template_files import load_templates
from services.notify.consumers import TOLD
from services.notify.domain.channels.outcome import Kind
from services.notify.domain.messages.owners import owner_refs, reader_ref
from services.notify.domain.messages.template import TemplateWrong, Text
from services.notify.ports import Letter
from services.notify.routes.labels import EVENTS, REASONS, reason_words
from shared.errors import Invalid
from shared.local.ports import unused_ports
from shared.principal import Principal, Role
from shared.settings import SettingWrong

SAMPLE = Path(__file__).parents[3] / "shared/local/sample/notify/contacts.json"
KEY = base64.b64encode(b"k" * 32).decode()
GOOD = {
    "ref": "uscc:91370687300000010P",
    "name": {"zh": "云屿", "en": "Yunyu"},
    "email": "a@b.example",
}


def test_an_owner_hash_depends_on_the_key():
    other = base64.b64encode(b"l" * 32).decode()
    assert keyed_owner_hash(KEY)("uscc:x") == keyed_owner_hash(KEY)("uscc:x")
    assert keyed_owner_hash(KEY)("uscc:x") != keyed_owner_hash(other)("uscc:x")


@pytest.mark.parametrize("key", ["not base64!", base64.b64encode(b"short").decode(), ""])
def test_a_wrong_key_is_named_at_start(key):
    with pytest.raises(SettingWrong, match="BLIND_INDEX_KEY"):
        keyed_owner_hash(key)


def test_an_officer_opens_the_inbox_of_the_department_and_not_of_a_firm():
    officer = Principal(sub="s", name="n", role=Role.OFFICER, department="hy-market", uscc="x")
    assert owner_refs(officer) == ("reporter:s", "department:hy-market")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN])
def test_auditor_and_administrator_open_no_department_inbox(role):
    assert owner_refs(Principal(sub="s", name="n", role=role, department="hy-market")) == (
        "reporter:s",
    )


def test_a_reader_is_known_within_one_message_only():
    reader = Principal(sub="s", name="n", role=Role.ENTERPRISE)
    assert reader_ref(reader, "m1") != reader_ref(reader, "m2")


def test_the_sample_contacts_can_be_read_and_lead_nowhere_real():
    contacts = read_contacts(SAMPLE)
    assert len({contact.ref for contact in contacts}) == len(contacts)
    assert all((contact.email or "").endswith(".example") for contact in contacts)


@pytest.mark.parametrize(
    "row",
    [
        {**GOOD, "ref": "uscc:91370687300000011P"},
        {**GOOD, "ref": "department:"},
        {**GOOD, "ref": "person:zhoulan"},
        {**GOOD, "email": "no address"},
        {**GOOD, "name": {"zh": "云屿"}},
        {**GOOD, "phone": "1"},
    ],
)
def test_a_wrong_row_refuses_the_whole_file(tmp_path, row):
    path = tmp_path / "contacts.json"
    path.write_text(json.dumps([GOOD, row]), "utf-8")
    with pytest.raises(Invalid) as refused:
        read_contacts(path)
    assert [error.path.split(".")[0] for error in refused.value.errors] == ["1"]


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b'{"ref": 1}', b"7"])
def test_a_file_that_is_no_list_of_contacts_is_refused(tmp_path, content):
    path = tmp_path / "contacts.json"
    path.write_bytes(content)
    with pytest.raises(Invalid):
        read_contacts(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Invalid):
        read_contacts(tmp_path / "nowhere.json")


@pytest.mark.parametrize(
    ("url", "port"),
    [("smtp://mail.example", 25), ("smtps://u:p%40@mail.example", 465), ("smtp://m:2525", 2525)],
)
def test_a_mail_server_is_named_by_its_address(url, port):
    assert SmtpServer.of_url(url).port == port


@pytest.mark.parametrize("url", ["http://mail.example", "smtp://", "mail.example"])
def test_an_address_of_no_mail_server_is_refused(url):
    with pytest.raises(SettingWrong):
        SmtpServer.of_url(url)


def channel():
    server = SmtpServer.of_url(f"smtp://127.0.0.1:{unused_ports(1)[0]}")
    return SmtpChannel(server, "no-reply@port.example", seconds=1)


def letter(to):
    return Letter(id="m", to=to, text=Text(subject="s", body="b"), language="zh")


@pytest.mark.parametrize(
    "to",
    [
        "",
        "no at",
        "a@b@c",
        "a@b\r\nRCPT TO:<x@y>",
        "a b@c.example",
        "<a@b.example>",
        "张三@b.example",
    ],
)
def test_an_address_that_is_none_is_never_sent_to(to):
    assert channel().send(letter(to)).kind is Kind.PERMANENT


def test_a_mail_server_that_is_not_there_is_a_technical_failure():
    assert channel().send(letter("a@b.example")).kind is Kind.TECHNICAL


@pytest.mark.parametrize(
    "files",
    [
        {"v1.zh.txt": "主题\n\n正文"},
        {"v1.zh.txt": "主题", "v1.en.txt": "Subject\n\nBody"},
        {"v1.zh.txt": "主题\n第二行\n\n正文", "v1.en.txt": "Subject\n\nBody"},
        {"vx.zh.txt": "主题\n\n正文"},
    ],
)
def test_a_template_that_is_not_whole_is_refused(tmp_path, files):
    folder = tmp_path / "hello"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    with pytest.raises(TemplateWrong):
        load_templates(tmp_path)


def test_every_event_that_is_told_has_a_name_on_pages():
    assert set(EVENTS) == {event.TYPE for event in TOLD}


def test_an_answer_of_the_mail_server_is_shown_with_its_code():
    text, params = reason_words("smtp_550_envelope")
    assert text % params == "邮件服务器答复 550"
    assert reason_words("no_address") == (REASONS["no_address"], {})
