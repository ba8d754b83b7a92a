"""Mail is kept and can be read; none leaves the machine."""

import smtplib
from email.message import EmailMessage

import pytest
import requests

from shared.local.child import Child, stop_all, wait_until_ready
from shared.local.mail_sink import mail_server
from shared.local.ports import is_answered


@pytest.fixture(scope="module")
def mail(ports, root):
    child = Child(
        "mail",
        mail_server(ports.mail, root / "mail"),
        log=root / "logs" / "mail.log",
        is_ready=lambda: is_answered(ports.mail),
    )
    child.start()
    wait_until_ready([child], seconds=20)
    yield ports.mail
    assert stop_all([child], seconds=10) == []


def test_a_message_is_kept_and_shown_as_text(gateway, mail) -> None:
    _send(mail, "案件已立案 <b>", "您好：\n请看 http://127.0.0.1/x\n<script>alert(1)</script>\n")
    listed = requests.get(f"{gateway}/mail").text
    assert "案件已立案 &lt;b&gt;" in listed
    assert "zhoulan@fairport.example" in listed
    address = listed.partition('href="/mail/')[2].partition('"')[0]
    page = requests.get(f"{gateway}/mail/{address}").text
    assert 'href="http://127.0.0.1/x"' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_newest_message_is_on_top(gateway, mail) -> None:
    _send(mail, "第一封", "一")
    _send(mail, "第二封", "二")
    listed = requests.get(f"{gateway}/mail").text
    assert listed.index("第二封") < listed.index("第一封")


def test_a_message_that_is_not_there_is_not_found(gateway, mail) -> None:
    assert requests.get(f"{gateway}/mail/1.M2P3.x").status_code == 404
    assert requests.get(f"{gateway}/mail/..%2Fsecrets.env").status_code == 404


def _send(port: int, subject: str, text: str) -> None:
    message = EmailMessage()
    message["From"] = "Fairport <no-reply@fairport.example>"
    message["To"] = "周岚 <zhoulan@fairport.example>"
    message["Subject"] = subject
    message.set_content(text)
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(message)
