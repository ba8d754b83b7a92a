"""E-mail over SMTP, plain text.

Until the text is handed over every trouble is a failure with a name. From then on a silence is
no failure: the server may have taken the message.
"""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

from services.notify.domain.channels.outcome import Kind, Outcome
from services.notify.ports import Letter
from shared.clock import utc_now
from shared.mail_address import is_mail_address
from shared.settings import SettingWrong
from shared.traces import span

_SECONDS = 10
_SPAN = {"network.protocol.name": "smtp"}
_TLS, _START_TLS = "smtps", "smtp+starttls"
_SCHEMES = ("smtp", _START_TLS, _TLS)
WRONG_ADDRESS = Outcome(kind=Kind.PERMANENT, reason="address_wrong")
UNREACHABLE = Outcome(kind=Kind.TECHNICAL, reason="smtp_unreachable")
NO_ANSWER = Outcome(kind=Kind.UNCERTAIN, reason="smtp_no_answer")


@dataclass(frozen=True, kw_only=True)
class SmtpServer:
    """Where to hand mail over; `scheme` is smtp, smtp+starttls or smtps."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    @classmethod
    def of_url(cls, url: str) -> "SmtpServer":
        """Return the server of an address like smtp://user:password@host:25.

        Raises:
            SettingWrong: it is no such address.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise SettingWrong(
                "SMTP_URL: cannot be read, expected one like smtp://mail.example:25"
            ) from error
        if parts.scheme not in _SCHEMES or not host:
            raise SettingWrong(
                f"SMTP_URL: names no mail server, expected one of {', '.join(_SCHEMES)}, a host"
            )
        return cls(
            scheme=parts.scheme,
            host=host,
            port=port or (465 if parts.scheme == _TLS else 25),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )


class SmtpChannel:
    """Hands letters to one mail server, one connection a letter."""

    def __init__(self, server: SmtpServer, mail_from: str, *, seconds: float = _SECONDS) -> None:
        """Send from this address; `seconds` is the patience for each answer.

        Raises:
            SettingWrong: nobody can send from that address.
        """
        self._server = server
        self._from = mail_from
        self._sender = _sender_of(mail_from)
        self._seconds = seconds

    def send(self, letter: Letter) -> Outcome:
        """Hand a letter over; every end is an outcome, nothing is raised."""
        if not is_mail_address(letter.to):
            return WRONG_ADDRESS
        message = self._compose(letter).as_bytes(policy=SMTP)
        with span("hand over to mail server", kind="client", attributes=_SPAN) as handing:
            outcome = self._deliver(letter.to, message)
            handing.note({"fairport.reason": outcome.reason})
            if outcome.kind is not Kind.ACCEPTED:
                handing.fail(outcome.kind)
        return outcome

    def _deliver(self, to: str, message: bytes) -> Outcome:
        try:
            connection = self._connect()
        except smtplib.SMTPResponseException as error:
            return Outcome(kind=Kind.TECHNICAL, reason=f"smtp_{error.smtp_code}_connect")
        except (OSError, smtplib.SMTPException):
            return UNREACHABLE
        try:
            return self._hand_over(connection, to, message)
        finally:
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        connection = self._opened()
        try:
            connection.ehlo_or_helo_if_needed()
            if server.scheme == _START_TLS:
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                connection.login(server.user, server.password)
        except (OSError, smtplib.SMTPException):
            connection.close()
            raise
        return connection

    def _opened(self) -> smtplib.SMTP:
        host, port = self._server.host, self._server.port
        if self._server.scheme != _TLS:
            return smtplib.SMTP(host, port, timeout=self._seconds)
        trusted = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=self._seconds, context=trusted)

    def _hand_over(self, connection: smtplib.SMTP, to: str, message: bytes) -> Outcome:
        try:
            code, _ = connection.mail(self._sender)
            if code < 300:
                code, _ = connection.rcpt(to)
        except (OSError, smtplib.SMTPException):
            return UNREACHABLE
        if code >= 300:
            return _refused(code, "envelope")
        try:
            code, answer = connection.data(message)
        except smtplib.SMTPDataError as error:
            return _refused(error.smtp_code, "data")
        except (OSError, smtplib.SMTPException):
            return NO_ANSWER
        if code >= 300:
            return _refused(code, "data")
        reference = _reference(answer)
        return Outcome(kind=Kind.ACCEPTED, reason="smtp_accepted", reference=reference)

    def _compose(self, letter: Letter) -> EmailMessage:
        """Return the message; the library refuses a header with a line break."""
        message = EmailMessage(policy=SMTP)
        message["From"] = self._from
        message["To"] = letter.to
        message["Subject"] = letter.text.subject
        message["Date"] = format_datetime(utc_now())
        message["Message-ID"] = f"<{letter.id}@{self._sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text.body, charset="utf-8", cte="base64")
        message["Content-Language"] = "en" if letter.language == "en" else "zh-CN"
        return message


def _sender_of(mail_from: str) -> str:
    """Return the address in what stands behind From, which the library must be able to write."""
    sender, message = parseaddr(mail_from)[1], EmailMessage(policy=SMTP)
    try:
        message["From"] = mail_from
        message.as_bytes(policy=SMTP)
        can_be_written = True
    except (ValueError, LookupError, AttributeError):  # it has no error of its own
        can_be_written = False
    if not can_be_written or not is_mail_address(sender):
        raise SettingWrong(
            "MAIL_FROM: is no sender, expected one like Fairport <no-reply@fairport.example>"
        )
    return sender


def _refused(code: int, where: str) -> Outcome:
    kind = Kind.PERMANENT if code >= 500 else Kind.TEMPORARY
    return Outcome(kind=kind, reason=f"smtp_{code}_{where}")


def _reference(answer: bytes) -> str:
    """Return what the server called the message, "" where it repeats an address."""
    text = answer.decode("ascii", "replace")[:200]
    return "" if "@" in text else text
