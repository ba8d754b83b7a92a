"""E-mail addresses typed, kept, answered and set: usable, or refused where they come in."""

import json
import re
from email import message_from_bytes
from email.policy import SMTP
from email.utils import getaddresses

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.domain.cases.complaint import Reporter, check_complaint
from services.notify.adapters.address_book import UNREADABLE, _read
from services.notify.adapters.contact_files import read_contacts
from services.notify.adapters.smtp_channel import WRONG_ADDRESS, SmtpChannel, SmtpServer
from services.notify.domain.channels.address import Address, mask_email
from services.notify.domain.messages.template import Text
from services.notify.ports import Letter
from shared.errors import Invalid
from shared.mail_address import is_mail_address
from shared.settings import SettingWrong
from tests.complaints import NOW, a_complaint
from tests.fuzz.effort import effort
from tests.fuzz.parsers.anything import JSON, TYPED

SERVER = SmtpServer.of_url("smtp://127.0.0.1:9")
CHANNEL = SmtpChannel(SERVER, "口岸 <no-reply@port.example>", seconds=1)
NEARLY = st.text("ab.-_+@@..<>,;:\"()[]\\ \r\n\t\0\x7fé中＠．'%!/", max_size=30)
WRITTEN = NEARLY | TYPED | st.emails() | st.builds("{}@{}".format, NEARLY, NEARLY)
MASKED = re.compile(r"(?s).\*\*\*@\*\*\*(\..*)?|\*\*\*")


def letter(to: str) -> Letter:
    return Letter(id="m1", to=to, text=Text(subject="s", body="b"), language="zh")


@effort(600)
@given(written=WRITTEN)
def test_mail_is_addressed_to_exactly_one_mailbox_or_to_none(written):
    if not is_mail_address(written):
        assert CHANNEL.send(letter(written)) == WRONG_ADDRESS
        return
    sent = message_from_bytes(CHANNEL._compose(letter(written)).as_bytes(policy=SMTP))
    # A long one stands on a line of its own.
    assert [each.strip() for each in sent.get_all("To", [])] == [written]
    assert getaddresses(sent.get_all("To", [])) == [("", written)]


@effort(300)
@given(written=st.emails())
def test_an_address_of_ordinary_characters_is_one(written):
    assert is_mail_address(written) or len(written.rpartition("@")[0]) > 64 or len(written) > 254


@effort(300)
@given(written=WRITTEN)
def test_a_masked_address_shows_one_letter_and_the_last_part_of_the_host(written):
    masked = mask_email(written)
    assert MASKED.fullmatch(masked)
    last = masked.removeprefix(written[:1]).removeprefix("***@***")
    assert last in {"", "***"} or (written.endswith(last) and last.count(".") == 1)


@effort(300)
@given(written=WRITTEN)
def test_an_address_typed_into_a_complaint_can_be_sent_to_or_is_refused(written):
    complaint = a_complaint(reporter=Reporter(sub="s", name="n", email=written))
    try:
        check_complaint(complaint, cities=frozenset({complaint.city}), now=NOW)
    except Invalid as refused:
        assert [each.path for each in refused.errors] == ["reporter.email"]
        assert not is_mail_address(written)
        return
    assert not written or is_mail_address(written)


@effort(200)
@given(written=WRITTEN | JSON | st.just("a@\ud800.example"))
def test_an_address_of_a_contact_can_be_sent_to_or_its_file_is_refused(tmp_path_factory, written):
    path = tmp_path_factory.getbasetemp() / "contacts.json"
    row = {"ref": "department:d", "name": {"zh": "局", "en": "Bureau"}, "email": written}
    path.write_text(json.dumps([row]), encoding="utf-8")
    try:
        (contact,) = read_contacts(path)
    except Invalid:
        return
    assert contact.email is None or is_mail_address(contact.email)


@effort(300)
@given(
    body=st.binary(max_size=60)
    | JSON.map(lambda value: json.dumps(value).encode())
    | st.builds(
        lambda owner, email: json.dumps({"inbox_owner": owner, "email": email}).encode(),
        JSON | st.just("\ud800"),
        WRITTEN | JSON,
    )
)
def test_an_answer_about_a_recipient_is_an_address_or_unreadable(body):
    answer = requests.Response()
    answer.status_code, answer._content = 200, body
    found = _read(answer)
    if isinstance(found, Address):
        for text in (found.owner_ref, found.email):
            assert text is None or text.encode()
    else:
        assert found == UNREADABLE


@effort(300)
@given(url=TYPED | st.text("smtp+arlsx:/@[]0123456789.％%?#", max_size=30).map("smtp:{}".format))
def test_a_mail_server_is_known_by_its_address_or_the_setting_is_wrong(url):
    try:
        server = SmtpServer.of_url(url)
    except SettingWrong:
        return
    assert server.host
    assert 0 < server.port < 2**16


@effort(300)
@given(written=WRITTEN | st.builds("{} <{}>".format, TYPED, st.emails()))
def test_letters_have_one_sender_or_the_setting_is_wrong(written):
    try:
        channel = SmtpChannel(SERVER, written)
    except SettingWrong:
        return
    sent = message_from_bytes(channel._compose(letter("a@b.example")).as_bytes(policy=SMTP))
    assert len(sent.get_all("From", [])) == 1
    assert is_mail_address(channel._sender)


@pytest.mark.parametrize("typed", ["zhou@163.com", "office@hy-market.example", "a.b+c@x-y.com.cn"])
def test_addresses_as_people_have_them_are_taken(typed):
    assert is_mail_address(typed)
