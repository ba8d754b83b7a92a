"""One fact about one enterprise, as an effective document states it, and its ledger entry."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class EntryKind(StrEnum):
    """What a document does to a credit record."""

    PENALTY = "penalty"
    REFUND_ORDER = "refund_order"
    CUSTOMS_CLASS = "customs_class"
    RED_LIST = "red_list"
    SERIOUS_LIST = "serious_list"
    REPAIR = "repair"
    ANNULMENT = "annulment"
    REMOVAL = "removal"


class Level(StrEnum):
    """How grave a breach is: 轻微, 一般, 严重.

    Source: 国办发〔2025〕22号; 国家发展改革委令第36号.
    """

    MINOR = "minor"
    ORDINARY = "ordinary"
    SERIOUS = "serious"


class RefundState(StrEnum):
    """What became of an order to give money back 责令退还."""

    NONE = "none"
    ORDERED = "ordered"
    OBEYED = "obeyed"
    REFUSED = "refused"


ENDING_KINDS = frozenset({EntryKind.REPAIR, EntryKind.ANNULMENT, EntryKind.REMOVAL})
BREACH_KINDS = frozenset({EntryKind.PENALTY, EntryKind.REFUND_ORDER})


@dataclass(frozen=True, kw_only=True)
class Document:
    """The legal document a fact rests on; `body` is the department that issued it."""

    no: str
    title: str
    body: str
    city: str


@dataclass(frozen=True, kw_only=True)
class CreditEvent:
    """A fact on its way into the ledger.

    Periods of publicity run from `determined_on`; the fact counts from `effective_on`; a list
    or a class ends after `ends_on`. `supersedes` is the number of the document that a repair,
    an annulment or a removal ends. `standing` is the customs class or the name of a list.
    Amounts are in CNY.
    """

    event_id: str
    subject: str
    subject_name: str
    kind: EntryKind
    document: Document
    determined_on: date
    effective_on: date
    level: Level | None = None
    ends_on: date | None = None
    violations: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    fine: Decimal | None = None
    refund: Decimal | None = None
    refund_state: RefundState = RefundState.NONE
    standing: str | None = None
    source_case: str | None = None
    actor: str = ""
    supersedes: str | None = None
    motive: str | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A fact in the ledger: its number, when it was recorded, and its link to the one before."""

    seq: int
    event: CreditEvent
    recorded_at: datetime
    prev_hash: str
    alg: str
    hash: str
