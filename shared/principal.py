"""Who is asking, and in which role."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person or a system may do; one at a time."""

    ENTERPRISE = "enterprise"
    CLERK = "clerk"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    CREDIT_OFFICER = "credit_officer"
    AGENCY = "agency"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True, kw_only=True)
class Principal:
    """A signed-in person or a system; `scopes` are those of its token, empty for people."""

    sub: str
    name: str
    role: Role
    uscc: str | None = None
    department: str | None = None
    city: str | None = None
    scopes: frozenset[str] = frozenset()
    language: str = "zh"
    email: str | None = None
    organisation: str | None = None
