"""What a check answers for one line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.complaints.domain.catalogue.fitting import Candidate
from services.complaints.domain.catalogue.price_row import PriceRow
from services.complaints.domain.catalogue.reasons import Sentence


class Finding(StrEnum):
    """What the check found; none of them is an administrative decision 行政决定."""

    WITHIN = "within"
    ABOVE = "above"
    BELOW_FIXED = "below_fixed"
    NOT_LISTED = "not_listed"
    CANCELLED = "cancelled"
    NEEDS_OFFICER = "needs_officer"


@dataclass(frozen=True, kw_only=True)
class RowMatch:
    """A row as it was on the day of the check, with what of it met the line.

    Args:
        list: name of the list in both languages; `publisher` likewise.
        how: how the item's name met the row's: `exact`, `sub_item`, `synonym`, `similar`.
        matched: condition → how it met the line (`same`, `any`, `unknown`, `words`, …).
        allowed: price × quantity, CNY; None where it cannot be computed.
    """

    id: str
    list: dict[str, str]
    publisher: dict[str, str]
    edition: str
    sample: bool
    ports: tuple[str, ...]
    body: str
    uscc: str | None
    item: str
    sub_item: str
    trade: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    container: tuple[str, ...] = ()
    loaded: bool | None = None
    cargo: tuple[str, ...] = ()
    condition: str = ""
    price_form: str
    price_form_given: bool
    price_min: Decimal | None
    price_max: Decimal | None
    unit: str
    effective_from: date
    effective_to: date | None
    dates_known: bool
    verified: bool
    quality: str
    basis_kind: str
    basis: str
    source: str
    how: str
    matched: Mapping[str, str]
    percent_of: str = ""
    discount: Decimal | None = None
    allowed: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class LineCheck:
    """The finding for one line; 初步核对，不是行政决定.

    Args:
        sentences: why, one sentence after another.
        allowed: what may be charged, CNY; None where the check cannot tell. For an unverified
            row an indication only.
        over: what was charged beyond it, CNY; None where the check cannot tell.
        rows: the rows that fit, or the nearest ones where none gives a verdict.
        violation: the code a finding would carry (`V1` … `P10`).
        ask: conditions that would settle the matter if they were known.
        formula: the sum with its numbers put in, piece by piece; empty where there is none.
        row: id of the row that decides; None where none does.
        refund_due: `over` after what was paid back already, CNY; None where `over` is.
    """

    finding: Finding
    sentences: tuple[Sentence, ...] = ()
    allowed: Decimal | None = None
    over: Decimal | None = None
    rows: tuple[RowMatch, ...] = ()
    violation: str | None = None
    ask: tuple[str, ...] = ()
    formula: tuple[Sentence, ...] = ()
    row: str | None = None
    refund_due: Decimal | None = None

    @property
    def reason(self) -> str:
        """Return why, in Chinese."""
        return "".join(str(sentence) for sentence in self.sentences)


_KEPT = tuple(key for key in RowMatch.__dataclass_fields__ if key in PriceRow.__dataclass_fields__)


def rows_of(candidate: Candidate, allowed: Decimal | None = None) -> tuple[RowMatch, ...]:
    """Return the rows a price is made of as the answer shows them; the first has the amount."""
    parts = [replace(candidate, entry=part, parts=()) for part in candidate.parts]
    return (row_match(candidate, allowed), *(row_match(part) for part in parts))


def row_match(candidate: Candidate, allowed: Decimal | None = None) -> RowMatch:
    """Return a row as the answer shows it."""
    row, home = candidate.row, candidate.entry.home
    kept = {key: getattr(row, key) for key in _KEPT}
    return RowMatch(
        **kept,
        list=home.title,
        publisher=home.publisher,
        edition=home.edition,
        sample=home.sample,
        ports=home.ports,
        how=candidate.name.value,
        matched={key: fit.value for key, fit in candidate.fits.items()},
        allowed=allowed,
    )
