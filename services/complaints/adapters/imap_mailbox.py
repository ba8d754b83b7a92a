"""The mailbox of the complaint address over IMAP4rev1 with TLS; reading changes nothing in it."""

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from imaplib import IMAP4, IMAP4_SSL, Internaldate2tuple
from time import mktime
from typing import Any
from urllib.parse import unquote, urlsplit

from services.complaints.ports.mail import Fetched
from shared.errors import Unavailable
from shared.logs import logger
from shared.words import N_

PORT = 993
TIMEOUT_SECONDS = 30.0
LARGEST_BYTES = 60 * 1024 * 1024
AWAY = N_("收信邮箱暂时连不上，请稍后再试")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_log = logger(__name__)


@dataclass(frozen=True, kw_only=True)
class ImapAddress:
    """Where a mailbox is and who may look into it."""

    host: str
    port: int
    user: str
    password: str
    folder: str

    @classmethod
    def of_url(cls, url: str) -> "ImapAddress":
        """Return the mailbox of `imaps://user:password@host:993/INBOX`, checked as a setting."""
        parts = urlsplit(url)
        return cls(
            host=parts.hostname or "",
            port=parts.port or PORT,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            folder=unquote(parts.path.strip("/")) or "INBOX",
        )


class ImapMailbox:
    """Looks into the mailbox anew each time."""

    def __init__(self, address: ImapAddress, tls: ssl.SSLContext | None = None) -> None:
        """Look into this mailbox; certificates are those the system trusts unless told."""
        self._address = address
        self._tls = tls

    @property
    def own(self) -> frozenset[str]:
        """The address it stands for, where its user is one."""
        user = self._address.user.lower()
        return frozenset({user} if "@" in user else ())

    @contextmanager
    def opened(self) -> Iterator["_Opened"]:
        """Return the mailbox opened."""
        at = self._address
        with _told_when_away():
            tls = self._tls or ssl.create_default_context()
            box = IMAP4_SSL(at.host, at.port, ssl_context=tls, timeout=TIMEOUT_SECONDS)
        try:
            with _told_when_away():
                box.login(at.user, at.password)
                _done(box.select(_quoted(at.folder)))
            yield _Opened(box)
        finally:
            with suppress(IMAP4.error, OSError):
                box.logout()


class _Opened:
    """A folder that is selected."""

    def __init__(self, box: IMAP4_SSL) -> None:
        self._box = box

    def unread(self, *, most: int) -> Iterator[Fetched]:
        """Yield messages that nobody has marked as read, oldest first; reading marks none."""
        with _told_when_away():
            found = _done(self._box.uid("SEARCH", "UNSEEN"))
        uids = b" ".join(each for each in found if isinstance(each, bytes)).decode().split()
        for uid in sorted(uids, key=int)[:most]:
            message = self._fetched(uid)
            if message is not None:
                yield message

    def mark_read(self, uid: str) -> None:
        """Mark a message as read."""
        with _told_when_away():
            _done(self._box.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)"))

    def _fetched(self, uid: str) -> Fetched | None:
        """Return a message; None for one that was deleted meanwhile."""
        with _told_when_away():
            known = _joined(_done(self._box.uid("FETCH", uid, "(RFC822.SIZE INTERNALDATE)")))
            size = _SIZE.search(known)
            if size is None:
                return None
            whole = int(size[1]) <= LARGEST_BYTES
            part = "(BODY.PEEK[])" if whole else "(BODY.PEEK[HEADER])"
            answer = _done(self._box.uid("FETCH", uid, part))
        raw = next((each[1] for each in answer if isinstance(each, tuple)), None)
        if raw is None:
            return None
        arrived = _arrived(known)
        return Fetched(uid=uid, raw=raw, size=int(size[1]), whole=whole, arrived_at=arrived)


@contextmanager
def _told_when_away() -> Iterator[None]:
    """Turn what the connection says into one error; neither user nor password is told of."""
    try:
        yield
    except (IMAP4.error, OSError, ValueError) as error:
        _log.warning("mailbox away", kind=type(error).__name__)
        raise Unavailable(AWAY) from error


def _done(answer: tuple[str, list[Any]]) -> list[Any]:
    word, data = answer
    if word != "OK":
        raise IMAP4.error(word)
    return data


def _joined(data: list[Any]) -> bytes:
    return b" ".join(each[0] if isinstance(each, tuple) else each or b"" for each in data)


def _arrived(known: bytes) -> datetime | None:
    found = Internaldate2tuple(known)
    return datetime.fromtimestamp(mktime(found), tz=UTC) if found else None


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
