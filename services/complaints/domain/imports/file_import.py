"""One file that somebody handed in: how far it is read, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from shared.errors import FieldError
from shared.principal import Principal

# How long whoever reads a file may say nothing before somebody else goes on with it.
SILENCE = timedelta(seconds=120)
# A file that ends its reader this often is not read again.
MOST_TRIES = 4


class Kind(StrEnum):
    """What a file holds."""

    LIST = "list"
    DECLARATIONS = "declarations"


class Progress(StrEnum):
    """How far a file is: `open` is waiting or being read."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why a file could not be imported, as it is told; `code` as in problem details."""

    detail: str
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FileImport:
    """A file under import.

    Args:
        id: follows from the form it came with.
        who: the person; name and addresses are left out.
        upload: what the file is kept under until it is read.
        told: what the person said of it, as plain JSON.
        tries: how often somebody began to read it; above 1 it broke off before.
        rows: how many rows are read in this try.
        heard_at: when whoever reads it last said so; None while it waits.
        result: what came of it, as plain JSON.
    """

    id: str
    kind: Kind
    who: Principal
    upload: str
    told: Mapping[str, Any]
    begun_at: datetime
    progress: Progress = Progress.OPEN
    tries: int = 0
    rows: int = 0
    heard_at: datetime | None = None
    ended_at: datetime | None = None
    result: Mapping[str, Any] = field(default_factory=dict)
    problem: Problem | None = None

    @property
    def broke_off(self) -> bool:
        """Whether it broke off before and was begun again."""
        return self.tries > 1

    def is_silent(self, now: datetime) -> bool:
        """Tell whether nobody has said for a while that the file is being read."""
        silent = self.heard_at is not None and now - self.heard_at > SILENCE / 4
        return self.progress is Progress.OPEN and silent
