"""What the pages of letters show, in the language of the request."""

from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.mail.letter import Note
from services.complaints.domain.mail.received_mail import (
    Aside,
    Held,
    MailState,
    ReceivedMail,
)
from shared.web.language import say
from shared.words import N_

STATES = {
    MailState.WAITING: N_("等待登记"),
    MailState.HELD: N_("没有列为投诉"),
    MailState.ASIDE: N_("已搁置"),
    MailState.REGISTERED: N_("已登记"),
}
HELD = {
    Held.AUTOMATIC: N_("自动回复或者群发，不是人写的"),
    Held.LOOP: N_("本信箱自己发出又回来的，或者转了太多次"),
    Held.TOO_LARGE: N_("超过 60 MB，没有取正文和附件，请在邮箱里看原信"),
    Held.EMPTY: N_("没有正文，也没有附件"),
    Held.UNREADABLE: N_("邮件格式损坏，读不出正文，请在邮箱里看原信"),
}
NOTES = {
    Note.HTML_ONLY: N_("原信只有网页格式，正文由网页转成文字"),
    Note.BROKEN: N_("邮件格式有损坏，内容可能不全，请对照原信"),
    Note.UNDECODABLE: N_("有的字认不出编码，请对照原信"),
    Note.SHORTENED: N_("正文太长，只取前 18,000 字"),
}
ASIDE = {
    Aside.ADVERTISING: N_("广告、垃圾邮件"),
    Aside.NOT_A_COMPLAINT: N_("不是投诉举报"),
    Aside.REPEATED: N_("同一个人的重复来信"),
    Aside.ELSEWHERE: N_("已经用别的方式办理"),
}
REFUSED = {
    "type": N_("不收这种文件"),
    "size": N_("超过 20 MB"),
    "count": N_("一封信最多收 20 个附件"),
}


@dataclass(frozen=True, kw_only=True)
class ListedMail:
    """A letter as a list shows it."""

    id: str
    subject: str
    sender: str
    received_at: datetime
    files: int
    taken_by: str
    why: str
    case_id: str


@dataclass(frozen=True, kw_only=True)
class MailFile:
    """A file of a letter: its name, bytes, and why it was not taken; empty where it was."""

    name: str
    size: int
    why: str


def listed_mail(mail: ReceivedMail) -> ListedMail:
    """Return a letter as a list shows it."""
    return ListedMail(
        id=mail.id,
        subject=mail.said.subject,
        sender=mail.said.sender_name or mail.said.sender,
        received_at=mail.received_at,
        files=len(mail.files),
        taken_by=mail.taken_by_name,
        why=why_of(mail),
        case_id=mail.case_id or "",
    )


def why_of(mail: ReceivedMail) -> str:
    """Return why a letter is held or was put aside; empty for others."""
    if mail.aside:
        return say(ASIDE[mail.aside])
    return say(HELD[mail.held]) if mail.held else ""


def notes_of(mail: ReceivedMail) -> list[str]:
    """Return what a clerk should know of how a letter was read."""
    return [say(NOTES[note]) for note in mail.notes]


def files_of(mail: ReceivedMail) -> list[MailFile]:
    """Return the files of a letter, those that were not taken last."""
    kept = [
        MailFile(name=name, size=file.size, why="")
        for file, name in zip(mail.files, mail.said.kept_names, strict=True)
    ]
    refused = [
        MailFile(name=name, size=file.size, why=say(REFUSED[file.why]))
        for file, name in zip(mail.refused, mail.said.refused_names, strict=True)
    ]
    return [*kept, *refused]
