"""Messages to the complaint address, as they come: proper ones, and such as never should."""

from collections.abc import Mapping
from email.message import EmailMessage

NARRATIVE = "11月12日提箱，码头多收港务费48元。我叫欧阳若溪，电话13912345678。"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PROGRAM = b"MZ" + bytes(64)


def a_message(
    text: str = NARRATIVE,
    *,
    files: Mapping[str, bytes] | None = None,
    **headers: str,
) -> bytes:
    """Return a message of a person; a header is left out where it is ""."""
    message = EmailMessage()
    told = {
        "From": "欧阳若溪 <ruoxi@home.example>",
        "To": "tousu@port.example",
        "Subject": "码头乱收费",
        "Date": "Mon, 23 Nov 2026 09:00:00 +0800",
        "Message-ID": "<one@home.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in told.items():
        if value:
            message[name] = value
    message.set_content(text)
    for name, content in (files or {}).items():
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def raw(*lines: bytes) -> bytes:
    """Return a message of these lines."""
    return b"\r\n".join(lines)


def html_only() -> bytes:
    """Return a message that is a page and nothing else, in GB2312 as its header says."""
    page = (
        "<html><head><style>p{color:red}</style><title>x</title></head><body>"
        "<p>码头<b>多收</b>港务费</p><script>alert(1)</script><div>请&nbsp;查处</div></body></html>"
    )
    return raw(
        b"From: =?gb2312?B?" + b"xbfR9A==" + b"?= <a@home.example>",
        b"Message-ID: <html@home.example>",
        b"MIME-Version: 1.0",
        b"Content-Type: text/html; charset=gb2312",
        b"Content-Transfer-Encoding: 8bit",
        b"",
        page.encode("gb18030"),
    )


def undeclared_gb18030() -> bytes:
    """Return a message with raw GB18030 in subject and body and no charset anywhere."""
    return raw(
        b"From: <b@home.example>",
        "Subject: 㐀字投诉".encode("gb18030"),
        b"Message-ID: <gb@home.example>",
        b"",
        "港口 𠀀 收费".encode("gb18030"),
    )


def broken() -> bytes:
    """Return a message whose parts never begin as its header says, with bad base64."""
    return raw(
        b"From: c@home.example",
        b"Message-ID: <broken@home.example>",
        b"Subject: =?utf-8?B?!!!not base64?=",
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/mixed; boundary="one"',
        b"",
        b"--two",
        b"Content-Type: text/plain",
        b"",
        "看不见的正文".encode(),
    )


def delivery_report() -> bytes:
    """Return the report that a message of ours was not delivered."""
    return raw(
        b"Return-Path: <>",
        b"From: MAILER-DAEMON@mail.example",
        b"Subject: Undelivered Mail",
        b"Message-ID: <report@mail.example>",
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        b"",
        b"--b",
        b"Content-Type: text/plain",
        b"",
        b"not delivered",
        b"--b--",
        b"",
    )
