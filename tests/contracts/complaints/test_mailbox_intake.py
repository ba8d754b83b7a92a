"""Letters from a mailbox over a real line with TLS: each once, none lost, whoever dies between."""

import ssl
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import structlog
from structlog.testing import capture_logs

from services.complaints.adapters.imap_mailbox import ImapAddress, ImapMailbox
from services.complaints.adapters.indexes import create_indexes
from services.complaints.commands import mailbox as command
from services.complaints.container import build_container
from services.complaints.domain.mail.read_letter import read_letter
from services.complaints.domain.mail.received_mail import Aside, Held, MailState
from services.complaints.usecases.mail.handle_mail import put_mail_aside, sweep_mails
from services.complaints.usecases.mail.take_in_mails import MailPorts, take_in_mails
from shared.errors import Conflict, Unavailable
from shared.principal import Principal, Role
from shared.settings import SettingWrong
from tests.complaints import NOW, SETTINGS, everything_in
from tests.imap_server import mail_server
from tests.letters import (
    PDF,
    PROGRAM,
    a_message,
    broken,
    delivery_report,
    html_only,
    undeclared_gb18030,
)

pytestmark = pytest.mark.engines
ARRIVED = NOW - timedelta(days=2)
CLERK = Principal(sub="gaoyuan", name="高媛", role=Role.CLERK, city="haiyang")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with mail_server(tmp_path_factory.mktemp("mail")) as running:
        yield running


@pytest.fixture
def box(server):
    server.messages.clear()
    server.asked.clear()
    server.refuse_marks = 0
    return server


@pytest.fixture
def c(mongo_database):
    create_indexes(mongo_database)
    return build_container(SETTINGS, database=mongo_database, now=lambda: NOW)


@pytest.fixture
def ports(c, box):
    return MailPorts(
        mailbox=ImapMailbox(ImapAddress.of_url(box.url), box.tls),
        mails=c.cases.mails,
        attachments=c.cases.attachments,
        blind=c.cases.blind,
        city="haiyang",
    )


def kept(c, state):
    return c.cases.mails.in_state(state, city=None, most=50)


def test_a_message_becomes_a_letter_with_its_files_and_is_marked_after_that(c, box, ports):
    message = box.put(a_message(files={"账单.pdf": PDF, "工具.pdf": PROGRAM}), arrived=ARRIVED)
    assert take_in_mails(ports, now=NOW) == {"waiting": 1}
    assert message.seen
    [mail] = kept(c, MailState.WAITING)
    assert (mail.said.subject, mail.said.sender) == ("码头乱收费", "ruoxi@home.example")
    assert mail.received_at == ARRIVED
    assert mail.said.kept_names == ("账单.pdf",)
    assert b"".join(c.cases.attachments.content(mail.files[0].id)) == PDF
    assert [(each.why, each.size) for each in mail.refused] == [("type", len(PROGRAM))]
    assert mail.said.refused_names == ("工具.pdf",)
    assert box.asked.count("LOGIN") == 1


def test_the_same_message_makes_one_letter_however_often_it_comes(c, box, ports):
    files = {"账单.pdf": PDF}
    box.put(a_message(files=files), arrived=ARRIVED)
    box.put(b"Received: from x by y\r\n" + box.messages[0].raw, arrived=ARRIVED)
    assert take_in_mails(ports, now=NOW) == {"waiting": 1, "again": 1}
    box.messages[0].seen = False
    assert take_in_mails(ports, now=NOW) == {"again": 1}
    assert len(kept(c, MailState.WAITING)) == 1


def test_another_letter_under_a_known_id_is_not_lost(c, box, ports):
    box.put(a_message(), arrived=ARRIVED)
    box.put(a_message("完全不同的话"), arrived=ARRIVED)
    assert take_in_mails(ports, now=NOW) == {"waiting": 2}


def test_a_line_that_breaks_before_the_mark_makes_no_second_letter(c, box, ports):
    message = box.put(a_message(files={"账单.pdf": PDF}), arrived=ARRIVED)
    box.refuse_marks = 1
    with pytest.raises(Unavailable):
        take_in_mails(ports, now=NOW)
    assert not message.seen
    assert take_in_mails(ports, now=NOW) == {"again": 1}
    assert message.seen
    assert len(kept(c, MailState.WAITING)) == 1


def test_a_store_that_dies_before_the_letter_is_kept_leaves_the_message_unread(c, box, ports):
    message = box.put(a_message(files={"账单.pdf": PDF}), arrived=ARRIVED)

    class Dying:
        get = c.cases.mails.get

        def add(self, mail):
            raise Unavailable("away")

    with pytest.raises(Unavailable):
        take_in_mails(replace(ports, mails=Dying()), now=NOW)
    assert not message.seen
    assert take_in_mails(ports, now=NOW + timedelta(minutes=1)) == {"waiting": 1}
    [mail] = kept(c, MailState.WAITING)
    assert b"".join(c.cases.attachments.content(mail.files[0].id)) == PDF


def test_whatever_comes_has_a_clear_state_and_the_next_one_is_taken_in_too(c, box, ports):
    box.put(broken(), arrived=ARRIVED)
    box.put(delivery_report(), arrived=ARRIVED)
    box.put(a_message(From="tousu@port.example"), arrived=ARRIVED)
    box.put(a_message(" ", Message_ID="<empty@x.example>"), arrived=ARRIVED)
    box.put(a_message(Message_ID="<huge@x.example>"), arrived=ARRIVED, size=61 * 1024 * 1024)
    box.put(html_only(), arrived=ARRIVED)
    box.put(undeclared_gb18030(), arrived=ARRIVED)
    box.put(b"\xff\xfe\x00", arrived=ARRIVED)
    counts = take_in_mails(ports, now=NOW)
    assert sum(counts.values()) == 8
    reasons = {mail.held for mail in kept(c, MailState.HELD)}
    assert reasons >= {Held.AUTOMATIC, Held.LOOP, Held.EMPTY, Held.TOO_LARGE}
    said = {mail.said.text for mail in kept(c, MailState.WAITING)}
    assert {"码头多收港务费\n\n请 查处", "港口 𠀀 收费"} <= said
    assert all(message.seen for message in box.messages)


def test_a_message_nothing_can_be_read_of_keeps_out_no_other(c, box, ports, monkeypatch):
    box.put(a_message(), arrived=ARRIVED)
    box.put(a_message("第二封", Message_ID="<two@x.example>"), arrived=ARRIVED)
    monkeypatch.setattr(
        "services.complaints.usecases.mail.take_in_mails.read_letter", _fails_once()
    )
    assert take_in_mails(ports, now=NOW) == {"held": 1, "waiting": 1}
    assert [mail.held for mail in kept(c, MailState.HELD)] == [Held.UNREADABLE]


def _fails_once():
    left = [ValueError("no")]

    def read(raw, *, whole):
        if left:
            raise left.pop()
        return read_letter(raw, whole=whole)

    return read


def test_no_word_of_a_letter_stands_in_the_store_or_the_log(c, box, ports, mongo_database):
    box.put(a_message(files={"欧阳若溪的账单.pdf": PDF}), arrived=ARRIVED)
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        take_in_mails(ports, now=NOW)
    told = everything_in(mongo_database) + str(lines)
    for secret in ("欧阳", "ruoxi", "13912345678", "多收", "one@home.example", "账单.pdf"):
        assert secret not in told


def test_a_mailbox_that_cannot_be_reached_trusted_or_entered_is_away(box, ports):
    address = ImapAddress.of_url(box.url)
    for wrong in (
        ImapMailbox(replace(address, port=1), box.tls),
        ImapMailbox(replace(address, password="wrong"), box.tls),
        ImapMailbox(address, ssl.create_default_context()),
    ):
        with pytest.raises(Unavailable):
            take_in_mails(replace(ports, mailbox=wrong), now=NOW)


def test_what_was_put_aside_is_emptied_after_thirty_days_and_known_for_good(c, box, ports):
    message = box.put(a_message(files={"账单.pdf": PDF}), arrived=ARRIVED)
    take_in_mails(ports, now=NOW)
    [mail] = kept(c, MailState.WAITING)
    put_mail_aside(mail.id, Aside.REPEATED, clerk=CLERK, now=NOW, mails=c.cases.mails)
    for days, emptied in ((29, 0), (31, 1), (32, 0)):
        now = NOW + timedelta(days=days)
        assert sweep_mails(now=now, mails=c.cases.mails, attachments=c.cases.attachments) == emptied
    [left] = kept(c, MailState.ASIDE)
    assert (left.said.text, left.files) == ("", ())
    assert c.cases.attachments.get(mail.files[0].id) is None
    message.seen = False
    assert take_in_mails(ports, now=NOW) == {"again": 1}


def test_two_who_change_a_letter_at_once_do_not_overwrite_each_other(c, box, ports):
    box.put(a_message(), arrived=ARRIVED)
    take_in_mails(ports, now=NOW)
    [mail] = kept(c, MailState.WAITING)
    c.cases.mails.save(replace(mail, taken_by="a", version=2))
    with pytest.raises(Conflict):
        c.cases.mails.save(replace(mail, taken_by="b", version=2))


@contextmanager
def settings_of(monkeypatch, c, **changes):
    monkeypatch.setattr(command, "settings_from_environment", lambda: None)
    settings = replace(c.settings, **changes)
    monkeypatch.setattr(command, "build_container", lambda _: replace(c, settings=settings))
    yield


def test_the_command_looks_once_and_tells_how_many(c, box, ports, monkeypatch, capsys):
    box.put(a_message(), arrived=datetime.now(ARRIVED.tzinfo))
    monkeypatch.setattr(ssl, "create_default_context", lambda: box.tls)
    with settings_of(monkeypatch, c, imap_url=box.url, imap_city="haiyang"):
        assert command.run(["--once"]) == 0
    assert '{"waiting": 1}' in capsys.readouterr().out


def test_the_command_says_when_no_mailbox_is_set_or_its_city_is_unknown(c, monkeypatch, capsys):
    with settings_of(monkeypatch, c):
        assert command.run(["--once"]) == 2
    assert "IMAP_URL" in capsys.readouterr().err
    assert command.run(["--what"]) == 2
    with (
        settings_of(monkeypatch, c, imap_url="imaps://u:p@h", imap_city="nowhere"),
        pytest.raises(SettingWrong, match="IMAP_CITY"),
    ):
        command.run(["--once"])
