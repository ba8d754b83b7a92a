"""A file handed in with a complaint."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.complaints.domain.cases.enclosed import AttachmentRef

MOST_BYTES = 20 * 1024 * 1024
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
UNREFERENCED_LASTS = timedelta(hours=24)
REFERENCE_WITHIN = timedelta(hours=23)


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A stored file; its name and content are encrypted.

    Args:
        owner: blind index of who uploaded it.
        type: media type as found in the content, never as claimed.
        size: bytes; `sha256` of the content, hexadecimal.
        case_id: the case that refers to it; None until one does.
    """

    id: str
    owner: str
    type: str
    size: int
    sha256: str
    uploaded_at: datetime
    case_id: str | None = None

    def may_be_referenced(self, now: datetime) -> bool:
        """Tell whether a new case may still take it, well before it is swept."""
        return self.case_id is None and now - self.uploaded_at < REFERENCE_WITHIN


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """A file as it is handed over; `name` as the person's machine calls it."""

    id: str
    name: str

    @property
    def suffix(self) -> str:
        """The ending of the name, e.g. `.pdf`; empty where it has none like that."""
        found = _SUFFIX.search(self.plain_name)
        return found.group().lower() if found else ""

    @property
    def plain_name(self) -> str:
        """The name without folders and control characters, 200 characters at most."""
        last = self.name.replace("\\", "/").rpartition("/")[2]
        kept = "".join(each for each in last if each.isprintable()).strip(". ")
        return kept[-200:] or "file"


def ref_of(file: Attachment) -> AttachmentRef:
    """Return what a case keeps of a file."""
    return AttachmentRef(id=file.id, type=file.type, size=file.size, sha256=file.sha256)
