"""The mailbox of an anonymous report: words both ways, seen by officers and behind the receipt.

The duty to tell in time is owed to named reporters (市场监督管理投诉举报处理暂行办法 art 31; its
successor's article is not verified), so nothing here starts a limit: by design, what a step tells
stands in the mailbox from the moment it is taken, and the reporter counts as told on the day on
which the mailbox is looked at after it. Where the reporter has given a name since, that day meets
the limit for telling too.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.actors import may_handle
from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.enclosed import AttachmentRef
from services.complaints.domain.cases.file_case import REPORTER
from services.complaints.domain.cases.mailbox_message import MailboxMessage
from services.complaints.domain.cases.overdue import still_late
from services.complaints.domain.cases.penalty_needs import TELLING
from services.complaints.domain.cases.room_for_files import no_room
from services.complaints.domain.cases.schedule import scheduled
from shared.errors import FieldError, Forbidden, Invalid, NotNow
from shared.events.case_events import CaseChanged, ReporterWrote
from shared.events.envelope import Event
from shared.words import N_

MOST_CHARACTERS = 5_000
MOST_MESSAGES = 200
REPORTER_WROTE = "reporter_wrote"
OFFICER_WROTE = "officer_wrote"
REPORTER_LOOKED = "reporter_looked"


@dataclass(frozen=True, kw_only=True)
class Words:
    """A message as it is written; `sealed` holds its text, `files` what came with it."""

    id: str
    sealed: bytes
    files: tuple[AttachmentRef, ...] = ()


def check_words(text: str, *, files: int = 0) -> None:
    """Look at a message before anything of it is stored.

    Raises:
        Invalid: nothing is said and no file is there, or it is too long.
    """
    if not text.strip() and not files:
        raise _wrong(FieldError("text", N_("请填写留言")))
    if len(text) > MOST_CHARACTERS:
        raise _wrong(FieldError("text", N_("最多 %(most)s 个字"), {"most": MOST_CHARACTERS}))


def reporter_writes(case: Case, words: Words, act: Act) -> tuple[Case, list[Event]]:
    """Return the case with words of the reporter, and the event that there are some.

    Raises:
        NotNow: the mailbox is full.
    """
    message = _message(case, words, at=act.now)
    after = replace(
        case,
        mailbox=(*case.mailbox, message),
        attachments=(*case.attachments, *words.files),
    )
    told = ReporterWrote(
        key=case.id,
        version=case.version + 1,
        occurred_at=act.now,
        city=case.city,
        department=case.department,
    )
    return _stepped(after, REPORTER_WROTE, act, by=REPORTER), [told]


def officer_writes(
    case: Case, words: Words, act: Act, *, through: Case | None = None
) -> tuple[Case, list[Event]]:
    """Return the case with words of an officer for the reporter.

    `through` is the linked case the officer handles, where it is not the one with the mailbox.

    Raises:
        Forbidden: not an officer of the department in charge.
        NotNow: the report is not anonymous, or the mailbox is full.
    """
    if not may_handle(through or case, act.actor):
        raise Forbidden(N_("只有承办部门的承办人可以办这一步"))
    if not case.receipt:
        raise NotNow(N_("这件案件没有信箱：举报人是实名的"))
    message = _message(case, words, at=act.now)
    message = replace(message, by=act.sub, by_name=act.actor.name if act.actor else "")
    after = _stepped(replace(case, mailbox=(*case.mailbox, message)), OFFICER_WROTE, act)
    return after, [_changed(after, OFFICER_WROTE, act)]


def reporter_looks(case: Case, act: Act) -> tuple[Case, list[Event]] | None:
    """Return the case after the reporter looked, None where there was nothing new to see."""
    decided = case.filing is not None and case.filing.decided_at is not None
    news = decided and case.reporter_told_on is None
    if not news and not any(_unread(each) for each in case.mailbox):
        return None
    after = replace(
        case,
        mailbox=tuple(
            replace(each, read_on=act.today) if _unread(each) else each for each in case.mailbox
        ),
        reporter_told_on=act.today if news else case.reporter_told_on,
    )
    after = _stepped(_told(after, act) if news else after, REPORTER_LOOKED, act, by=REPORTER)
    return after, [_changed(after, REPORTER_LOOKED, act)]


def waits_for_officer(case: Case) -> bool:
    """Tell whether the last words in the mailbox are the reporter's."""
    return bool(case.mailbox) and case.mailbox[-1].by == REPORTER


def _unread(message: MailboxMessage) -> bool:
    return message.by != REPORTER and message.read_on is None


def _told(case: Case, act: Act) -> Case:
    """End the limit for telling, which runs where the reporter has given a name since."""
    clocks = tuple(
        replace(each, met_on=act.today) if each.code == TELLING and each.is_open else each
        for each in case.clocks
    )
    counted = replace(case, clocks=clocks)
    return scheduled(replace(counted, overdue=still_late(counted, act.now)))


def _message(case: Case, words: Words, *, at: datetime) -> MailboxMessage:
    if len(case.mailbox) >= MOST_MESSAGES:
        raise NotNow(N_("信箱已满，不能再留言"))
    full = no_room(case, len(words.files))
    if full:
        raise _wrong(full)
    return MailboxMessage(
        id=words.id,
        at=at,
        by=REPORTER,
        sealed=words.sealed,
        attachments=tuple(file.id for file in words.files),
    )


def _stepped(case: Case, action: str, act: Act, *, by: str = "") -> Case:
    """Return the case one version on, with a step that says who did what and none of the words."""
    officer = None if by else act.actor
    step = Step(
        at=act.now,
        actor=by or act.sub,
        actor_name=officer.name if officer else "",
        department=officer.department if officer else None,
        action=action,
        outcome="done",
        text="",
        legal=False,
        state=case.state,
    )
    return replace(
        case,
        timeline=(*case.timeline, step),
        changed_at=act.now,
        version=case.version + 1,
    )


def _changed(case: Case, action: str, act: Act) -> CaseChanged:
    return CaseChanged(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        action=action,
        state=case.state.value,
    )


def _wrong(error: FieldError) -> Invalid:
    return Invalid(N_("有内容需要修改"), errors=[error])
