"""A person who handles cases, as colleagues find them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Officer:
    """An officer of a department, known since the first sign-in."""

    sub: str
    name: str
    department: str
    seen_at: datetime
