"""A letter that was taken in, and where it stands until it is registered or put aside."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.complaints.domain.mail.letter import Letter, Note
from shared.errors import NotNow
from shared.words import N_

MOST_HOPS = 30
KEPT_FOR = timedelta(days=30)
BY_ANOTHER = N_("这封信由%(name)s办理")


class MailState(StrEnum):
    """Where a letter stands."""

    WAITING = "waiting"
    HELD = "held"
    REGISTERED = "registered"
    ASIDE = "aside"


class Held(StrEnum):
    """Why a letter is not offered as a complaint; a clerk may register it all the same."""

    AUTOMATIC = "automatic"
    LOOP = "loop"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


class Aside(StrEnum):
    """Why a clerk put a letter aside."""

    ADVERTISING = "advertising"
    NOT_A_COMPLAINT = "not_a_complaint"
    REPEATED = "repeated"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file of a letter that was taken; its name is sealed with the letter. `size` in bytes."""

    id: str
    type: str
    size: int


@dataclass(frozen=True, kw_only=True)
class RefusedFile:
    """A file of a letter that was not taken: `type`, `size` or `count`; it is in the message."""

    why: str
    size: int


@dataclass(frozen=True, kw_only=True)
class MailText:
    """What of a letter is sealed: who wrote, what, when by its own word, and names of files."""

    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    text: str = ""
    sent_at: datetime | None = None
    kept_names: tuple[str, ...] = ()
    refused_names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReceivedMail:
    """A letter of the complaint address.

    Args:
        id: keyed hash of Message-ID and digest, so that the same message makes one.
        city: whose mailbox it came to; empty for every city's.
        received_at: when the mail server had it.
        held: why it is not offered as a complaint; None while it is.
        said: the letter itself; empty once it is registered, or 30 days after it was put aside.
        taken_by: `sub` of the clerk at work on it, with the name; empty without one.
        aside: why it was put aside, at `closed_at`; `case_id` the case it became.
        version: 1 when it is stored, one more per change.
    """

    id: str
    city: str
    received_at: datetime
    state: MailState
    held: Held | None
    notes: tuple[Note, ...]
    said: MailText
    files: tuple[KeptFile, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    taken_by: str = ""
    taken_by_name: str = ""
    aside: Aside | None = None
    case_id: str | None = None
    closed_at: datetime | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether a clerk may still register it."""
        return self.state in {MailState.WAITING, MailState.HELD}


def held_for(letter: Letter, own: Collection[str]) -> Held | None:
    """Return why a letter is not offered as a complaint, None where it is.

    `own` are addresses of the platform: what they send came back. Nothing is ever answered, so
    that two programs cannot write to each other without end.
    """
    if not letter.whole:
        return Held.TOO_LARGE
    if letter.sender in {*own, *letter.addressed} or letter.hops > MOST_HOPS:
        return Held.LOOP
    if letter.automatic:
        return Held.AUTOMATIC
    if not letter.text.strip() and not letter.files:
        return Held.UNREADABLE if Note.BROKEN in letter.notes else Held.EMPTY
    return None


def taken(mail: ReceivedMail, sub: str, name: str, *, over: bool) -> ReceivedMail:
    """Return the letter in the hands of a clerk; `over` takes it from another one.

    Raises:
        NotNow: it is no longer open, or another clerk has it.
    """
    _refuse_closed(mail)
    if mail.taken_by not in {"", sub} and not over:
        raise NotNow(BY_ANOTHER, params={"name": mail.taken_by_name})
    return replace(mail, taken_by=sub, taken_by_name=name, version=mail.version + 1)


def put_aside(mail: ReceivedMail, sub: str, why: Aside, now: datetime) -> ReceivedMail:
    """Return the letter put aside.

    Raises:
        NotNow: it is no longer open, or another clerk has it.
    """
    _refuse_closed(mail)
    if mail.taken_by not in {"", sub}:
        raise NotNow(BY_ANOTHER, params={"name": mail.taken_by_name})
    return replace(mail, state=MailState.ASIDE, aside=why, closed_at=now, version=mail.version + 1)


def brought_back(mail: ReceivedMail) -> ReceivedMail:
    """Return a letter that was put aside among those that wait.

    Raises:
        NotNow: it was not put aside, or so long ago that nothing is left of it.
    """
    if mail.state is not MailState.ASIDE or mail.said == MailText():
        raise NotNow(N_("这封信不能再取回"))
    return replace(
        mail, state=MailState.WAITING, aside=None, closed_at=None, version=mail.version + 1
    )


def registered(mail: ReceivedMail, case_id: str, now: datetime) -> ReceivedMail:
    """Return the letter as the case it became, which holds all of it from now on."""
    return replace(
        emptied(mail), state=MailState.REGISTERED, case_id=case_id, aside=None, closed_at=now
    )


def emptied(mail: ReceivedMail) -> ReceivedMail:
    """Return what is left of a letter so that the same message is known again."""
    return replace(mail, said=MailText(), files=(), refused=(), version=mail.version + 1)


def _refuse_closed(mail: ReceivedMail) -> None:
    if not mail.is_open:
        raise NotNow(N_("这封信已经办结，请刷新页面"))
