"""Who looked at what: every read of a case by a person, every reveal, every file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class ReadKind(StrEnum):
    """What was looked at."""

    CASE = "case"
    IDENTITY = "identity"
    ATTACHMENT = "attachment"
    REFUSED = "identity_refused"
    ADDRESS = "address"
    ANSWER_LETTER = "answer_letter"


@dataclass(frozen=True, kw_only=True)
class CaseRead:
    """One look at a case; `reason` is a code of the list `reveal`, for an identity only."""

    id: str
    case_id: str
    at: datetime
    sub: str
    name: str
    role: str
    department: str | None
    kind: ReadKind
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Originals:
    """What was sealed of a case, opened for one person at one time.

    Args:
        reporter: None for an anonymous report.
        mailbox: what the reporter wrote into it, oldest first.
        payers: names of payers found by the inspection, by the number of their refund.
    """

    reporter: dict[str, Any] | None = None
    narrative: str
    request: str
    as_written: dict[str, object]
    attachment_names: dict[str, str]
    mailbox: tuple[str, ...] = ()
    payers: Mapping[str, str] = field(default_factory=dict)
