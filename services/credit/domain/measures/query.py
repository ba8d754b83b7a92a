"""A query about an enterprise as it is kept: who asked, why, what was shown, what was answered."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from services.credit.domain.measures.catalogue import Decision
from services.credit.domain.measures.gate import MeasureInForce


class QueryKind(StrEnum):
    """How somebody came to see something of an enterprise."""

    GATE = "gate"
    LOOK = "look"


@dataclass(frozen=True, kw_only=True)
class RecordShown:
    """One record as the asking department saw it."""

    seq: int
    document_no: str
    kind: str
    level: str | None
    determined_on: date
    until: date | None


@dataclass(frozen=True, kw_only=True)
class Query:
    """One query; `fields` are what was shown. Gate queries carry a decision and a receipt."""

    id: str
    kind: QueryKind
    subject: str
    subject_name: str | None
    purpose: str
    asked_by: str
    department: str | None
    asked_at: datetime
    fields: tuple[str, ...]
    fingerprint: str = ""
    receipt: str | None = None
    decision: Decision | None = None
    known: bool = True
    score: Decimal | None = None
    grade: str | None = None
    measures: tuple[MeasureInForce, ...] = ()
    records: tuple[RecordShown, ...] = ()
    feedback_due_on: date | None = None
    basis: str = ""
    basis_kind: str = ""
