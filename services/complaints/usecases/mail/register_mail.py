"""Register the complaint in a letter: its files become the clerk's, the letter one case, ever."""

from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from services.complaints.domain.cases.attachment import Attachment, NewFile
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.command import Command
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.domain.mail.received_mail import (
    MailState,
    ReceivedMail,
    registered,
)
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.attachments import attach_file
from services.complaints.usecases.cases.file_complaint import HandedIn, file_under
from services.complaints.usecases.cases.own_keys import person_key
from services.complaints.usecases.mail.handle_mail import drop_files
from shared.errors import Conflict, Unavailable
from shared.principal import Principal
from shared.words import N_

IN_MEMORY = 1 << 20
TRIES = 5


@dataclass(frozen=True, kw_only=True)
class MailRegistration:
    """What a clerk made of a letter; `key` is that of the clerk's draft and of its files."""

    mail: ReceivedMail
    complaint: FileComplaint
    key: str


def own_copies(
    mail: ReceivedMail, *, clerk: Principal, now: datetime, new_ids: list[str], ports: CasePorts
) -> list[tuple[Attachment, str]]:
    """Return the files of a letter as uploads of the clerk, each with its name."""
    owner = person_key(clerk.sub, ports.blind)
    return [
        (_copied(file.id, NewFile(id=new_id, name=name), owner, now, ports), name)
        for file, name, new_id in zip(mail.files, mail.said.kept_names, new_ids, strict=True)
    ]


def register_mail(
    asked: MailRegistration, *, now: datetime, ports: CasePorts, rules: CaseRules
) -> Case:
    """Return the case of the letter: the new one, or the one somebody made of it before.

    It counts as received when the mail server had the letter; the limits run from that day.

    Raises:
        Invalid: something in it is wrong.
        Unavailable: a store is away; nothing is lost by asking again.
    """
    mail = asked.mail
    once = Command(
        key=ports.blind.exactly("command", f"mail|{mail.id}"),
        fingerprint=ports.blind.exactly("body", mail.id),
    )
    handed = HandedIn(asked=once, key=asked.key)
    case = file_under(handed, asked.complaint, now=mail.received_at, ports=ports, rules=rules)
    _close(mail, case, now, ports)
    return case


def _close(mail: ReceivedMail, case: Case, now: datetime, ports: CasePorts) -> None:
    """Note the case with the letter, whose own copies go."""
    for _ in range(TRIES):
        there = ports.mails.get(mail.id)
        if there is None or there.state is MailState.REGISTERED:
            return
        try:
            ports.mails.save(registered(there, case.id, now))
        except Conflict:
            continue
        drop_files(there, ports.attachments)
        return
    raise Unavailable(N_("系统暂时无法使用，请稍后再试"))


def _copied(file_id: str, new: NewFile, owner: str, now: datetime, ports: CasePorts) -> Attachment:
    with SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        content = cast(BinaryIO, copy)
        for piece in ports.attachments.content(file_id):
            content.write(piece)
        content.seek(0)
        return attach_file(new, content, owner=owner, now=now, ports=ports)
