"""Mail that would have left: a server that keeps every message, and pages to read them."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from mailbox import Maildir
from pathlib import Path

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from shared.errors import NotFound
from shared.local.ports import HOST
from shared.web.access import access, public
from shared.words import N_

SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One message as the pages show it."""

    id: str
    at: datetime
    sender: str
    to: str
    subject: str
    text: str


def mail_server(port: int, folder: Path) -> list[str]:
    """Make the folder and return the command of the server; it takes mail and sends none."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    Maildir(folder)
    address = f"{HOST}:{port}"
    command = [sys.executable, "-m", "aiosmtpd", "--nosetuid", "--smtputf8", "--listen", address]
    return [*command, "--class", "aiosmtpd.handlers.Mailbox", str(folder)]


class MailFolder:
    """The messages the server has kept."""

    def __init__(self, folder: Path) -> None:
        self._box = Maildir(folder, factory=None)

    def newest(self, count: int = SHOWN) -> list[Mail]:
        """Return the last messages, newest first."""
        ids = sorted(self._box.keys(), key=_arrival, reverse=True)[:count]
        return list(self._read(ids))

    def count(self) -> int:
        """Return how many messages there are."""
        return len(self._box)

    def get(self, mail_id: str) -> Mail:
        """Return one message.

        Raises:
            NotFound: there is none with this id.
        """
        found = next(self._read([mail_id]), None)
        if found is None:
            raise NotFound(N_("没有这封邮件"))
        return found

    def _read(self, ids: list[str]) -> Iterator[Mail]:
        for mail_id in ids:
            try:
                content = self._box.get_bytes(mail_id)
            except KeyError:
                continue
            yield _mail(mail_id, message_from_bytes(content, policy=policy.default))


def mail_pages(folder: Path) -> Blueprint:
    """Return the list of messages and the page of one."""
    pages = Blueprint("local_mail", __name__, url_prefix="/mail")
    messages = MailFolder(folder)

    @pages.get("")
    @access(public)
    def show_all() -> ResponseReturnValue:
        return render_template("mail/list.html", mails=messages.newest(), total=messages.count())

    @pages.get("/<mail_id>")
    @access(public)
    def show_one(mail_id: str) -> ResponseReturnValue:
        return render_template("mail/mail.html", mail=messages.get(mail_id))

    return pages


def _mail(mail_id: str, message: EmailMessage) -> Mail:
    body = message.get_body(preferencelist=("plain", "html"))
    return Mail(
        id=mail_id,
        at=_arrival(mail_id),
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=str(body.get_content()) if body else "",
    )


def _arrival(mail_id: str) -> datetime:
    """Return when a message came, from the name its file has (`seconds.M<microseconds>P…`)."""
    seconds, _, rest = mail_id.partition(".")
    micro = rest.partition("P")[0].lstrip("M")
    if not (seconds.isdigit() and micro.isdigit()):
        return datetime.fromtimestamp(0, UTC)
    return datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=int(micro) % 1_000_000)
