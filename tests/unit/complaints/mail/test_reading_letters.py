"""Reading messages: proper, in any charset, broken, written by programs."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.complaints.domain.mail.letter import Note
from services.complaints.domain.mail.letter_text import decoded, header_text, text_of_html
from services.complaints.domain.mail.read_letter import MOST_CHARACTERS, read_letter
from services.complaints.domain.mail.received_mail import Held, held_for
from tests.letters import (
    NARRATIVE,
    PDF,
    a_message,
    broken,
    delivery_report,
    html_only,
    raw,
    undeclared_gb18030,
)

OWN = frozenset({"tousu@port.example"})


def test_a_proper_message_is_read_whole():
    letter = read_letter(a_message(files={"账单.pdf": PDF}))
    assert (letter.sender_name, letter.sender) == ("欧阳若溪", "ruoxi@home.example")
    assert letter.subject == "码头乱收费"
    assert letter.text == NARRATIVE
    assert letter.sent_at == datetime(2026, 11, 23, 1, tzinfo=UTC)
    assert [(file.name, file.content) for file in letter.files] == [("账单.pdf", PDF)]
    assert letter.notes == ()
    assert held_for(letter, OWN) is None


def test_a_page_alone_becomes_text_without_scripts_and_styles():
    letter = read_letter(html_only())
    assert letter.text == "码头多收港务费\n\n请 查处"
    assert letter.notes == (Note.HTML_ONLY,)
    assert letter.sender_name == "欧阳"


def test_gb18030_is_read_where_no_charset_is_told():
    letter = read_letter(undeclared_gb18030())
    assert letter.subject == "㐀字投诉"
    assert letter.text == "港口 𠀀 收费"
    assert letter.notes == ()


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("港".encode("gbk"), "gb2312", "港"),
        ("港".encode(), "gb2312", "港"),
        ("港口".encode("gbk"), "iso-8859-1", "港口"),
        (b"caf\xe9 ", "iso-8859-1", "café "),
        ("港".encode("big5"), "big5", "港"),
        ("港".encode(), "no-such-charset", "港"),
        (b"a\x00b\x1b", "", "ab"),
    ],
)
def test_a_wrong_charset_is_seen_through(data, charset, text):
    assert decoded(data, charset) == (text, True)


def test_what_no_charset_reads_is_noted():
    letter = read_letter(raw(b"From: a@b.example", b"", b"\xff\xff\xfe fee"))
    assert Note.UNDECODABLE in letter.notes
    assert "fee" in letter.text


def test_a_character_cut_between_two_encoded_words_is_put_together():
    assert header_text("=?utf-8?B?5riv?= =?utf-8?B?5Y+j?= fee") == "港口 fee"
    assert header_text("=?utf-8?B?5ri?=\n =?utf-8?B?v?=") != ""
    assert header_text("=?utf-8?Q?=E6=B8?= =?utf-8?Q?=AF?=") == "港"


def test_a_broken_message_is_kept_with_what_can_be_read():
    letter = read_letter(broken())
    assert Note.BROKEN in letter.notes
    assert letter.message_id == "<broken@home.example>"
    assert held_for(letter, OWN) in {None, Held.UNREADABLE}


def test_a_forwarded_message_is_a_file():
    outer = raw(
        b"From: a@b.example",
        b'Content-Type: multipart/mixed; boundary="b"',
        b"",
        b"--b",
        b"Content-Type: text/plain; charset=utf-8",
        b"",
        b"see below",
        b"--b",
        b"Content-Type: message/rfc822",
        b"",
        b"From: c@d.example",
        b"Subject: inner",
        b"",
        b"inner words",
        b"--b--",
    )
    letter = read_letter(outer)
    assert letter.text == "see below"
    assert [b"inner words" in file.content for file in letter.files] == [True]


def test_a_long_letter_is_cut_and_says_so():
    letter = read_letter(a_message("字" * (MOST_CHARACTERS + 1)))
    assert len(letter.text) == MOST_CHARACTERS
    assert letter.notes == (Note.SHORTENED,)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"From": "Mailer-Daemon@mail.example"},
    ],
)
def test_what_a_program_wrote_is_held(headers):
    assert held_for(read_letter(a_message(**headers)), OWN) is Held.AUTOMATIC


def test_a_delivery_report_is_held():
    assert held_for(read_letter(delivery_report()), OWN) is Held.AUTOMATIC


def test_a_person_may_say_that_it_is_not_automatic():
    assert held_for(read_letter(a_message(Auto_Submitted="no")), OWN) is None


@pytest.mark.parametrize(
    "headers",
    [{"From": "TOUSU@port.example"}, {"Delivered_To": "ruoxi@home.example"}],
)
def test_what_comes_from_the_mailbox_itself_is_held(headers):
    assert held_for(read_letter(a_message(**headers)), OWN) is Held.LOOP


def test_what_was_passed_on_too_often_is_held():
    hops = b"Received: from a by b; x\r\n" * 31
    assert held_for(read_letter(hops + a_message()), OWN) is Held.LOOP


def test_nothing_at_all_is_held_as_empty():
    assert held_for(read_letter(a_message(" ")), OWN) is Held.EMPTY


def test_headers_alone_are_held_as_too_large():
    letter = read_letter(a_message().partition(b"\r\n\r\n")[0] + b"\r\n\r\n", whole=False)
    assert held_for(letter, OWN) is Held.TOO_LARGE
    assert letter.subject == "码头乱收费"


def test_delivered_twice_by_other_ways_it_is_the_same_and_with_other_words_it_is_not():
    first = read_letter(b"Received: from x by y; 1\r\n" + a_message())
    again = read_letter(b"Received: from z by y; 2\r\n" + a_message())
    other = read_letter(a_message("别的话"))
    assert (first.message_id, first.digest) == (again.message_id, again.digest)
    assert first.digest != other.digest


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_letter(data):
    letter = read_letter(b"Content-Type: multipart/mixed; boundary=x\r\n" + data)
    assert letter.text.isprintable() or "\n" in letter.text or "\t" in letter.text


def test_marks_that_never_close_are_read_to_the_end():
    assert text_of_html("<p>一<b>二<script>三") == "一二"
