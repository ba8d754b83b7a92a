"""Take files in, hand them out, sweep those no case refers to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

from services.complaints.domain.cases.attachment import UNREFERENCED_LASTS, Attachment, NewFile
from services.complaints.domain.cases.reading import ReadKind
from services.complaints.domain.search.visibility import may_see
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.linked_cases import linked_cases
from services.complaints.usecases.cases.own_keys import owns, person_key, unnamed
from services.complaints.usecases.cases.record_look import record_look
from shared.errors import NotFound
from shared.principal import Principal
from shared.words import N_

SWEPT_AT_ONCE = 100
ID_CHARACTERS = 32
UNKNOWN = N_("没有这份附件，或者您没有查看的权限")


@dataclass(frozen=True, kw_only=True)
class OpenedFile:
    """A file for somebody who may have it; `content` yields it piece by piece."""

    known: Attachment
    name: str
    content: Iterator[bytes]


def attach_file(
    file: NewFile, content: BinaryIO, *, owner: str, now: datetime, ports: CasePorts
) -> Attachment:
    """Store a file for a complaint to come; it is swept after 24 hours without one.

    `owner` is a blind key: of the person, or of the anonymous report.

    Raises:
        Invalid: its content is of no type that is taken, or its id has another content.
        TooLarge: it has more than 20 MB.
    """
    return ports.attachments.put(file, content, owner=owner, at=now)


def id_of_upload(key: str, *, principal: Principal, ports: CasePorts) -> str:
    """Return the id that a person's uploads under one key share, so that repeating counts once."""
    owner = person_key(principal.sub, ports.blind)
    return sha256(f"{owner}|{key}".encode()).hexdigest()[:ID_CHARACTERS]


def read_attachment(
    attachment_id: str, *, principal: Principal, now: datetime, ports: CasePorts
) -> OpenedFile:
    """Return a file to who uploaded it, who reported the case, or who may see the case.

    The files of a submission may be read by whoever may see one of its cases.

    Raises:
        NotFound: there is none, or not for this person.
    """
    known = ports.attachments.get(attachment_id)
    reader = _reader_of(known, principal, ports) if known else None
    if known is None or reader is None:
        raise NotFound(UNKNOWN)
    if known.case_id:
        record_look(
            known.case_id,
            ReadKind.ATTACHMENT,
            principal=reader,
            now=now,
            trail=ports.trail,
            why=("", attachment_id),
        )
    return OpenedFile(
        known=known,
        name=ports.attachments.name_of(attachment_id),
        content=ports.attachments.content(attachment_id),
    )


def _reader_of(known: Attachment, principal: Principal, ports: CasePorts) -> Principal | None:
    """Return who reads as the trail may name them, None for somebody who may not."""
    unnamed_reader = unnamed(principal, ports.blind)
    if known.case_id is None:
        return unnamed_reader if known.owner == unnamed_reader.sub else None
    case = ports.cases.get(known.case_id)
    if case is None:
        return None
    if owns(principal, case, ports.blind):
        theirs = {file.id for file in case.attachments if file.of}
        return None if known.id in theirs else unnamed_reader
    together = [case, *linked_cases(case, ports=ports)]
    return principal if any(may_see(principal, each) for each in together) else None


def sweep_attachments(*, now: datetime, ports: CasePorts) -> int:
    """Delete files that no case refers to after 24 hours; return how many.

    A file whose case was stored but not noted with it is noted now, not deleted.
    """
    swept = 0
    for file in ports.attachments.unreferenced(now - UNREFERENCED_LASTS, most=SWEPT_AT_ONCE):
        case = ports.cases.naming_attachment(file.id)
        if case:
            ports.attachments.adopt([file.id], case_id=case.id, department=case.department)
        else:
            ports.attachments.drop(file.id)
            swept += 1
    return swept
