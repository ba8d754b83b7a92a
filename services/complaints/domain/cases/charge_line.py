"""One charged item of a complaint, with the system's check and the officer's finding."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from services.complaints.domain.catalogue.facts import NO_FACTS, Facts
from services.complaints.domain.catalogue.line_check import LineCheck


@dataclass(frozen=True, kw_only=True)
class LineFinding:
    """What an officer found of a line.

    Args:
        upheld: whether the overcharge is confirmed 属实.
        violation: the code of the breach (`V1` … `P10`); None when not upheld.
        over: the confirmed overcharge in CNY; 0.00 when not upheld.
        note: the officer's words after redaction.
        officer: the officer's `sub`.
    """

    upheld: bool
    violation: str | None
    over: Decimal
    note: str
    officer: str
    found_at: datetime


@dataclass(frozen=True, kw_only=True)
class ChargeLine:
    """A line as it was billed; `item` and `body` are the redacted texts.

    None stands for what the reporter did not say. Amounts are CNY.
    """

    no: int
    item: str
    amount: Decimal
    body: str | None = None
    port: str | None = None
    charged_on: date | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    container: str | None = None
    trade: str | None = None
    direction: str | None = None
    loaded: bool | None = None
    cargo: str | None = None
    facts: Facts = NO_FACTS
    check: LineCheck
    finding: LineFinding | None = None

    @property
    def over(self) -> Decimal:
        """What the system's check found above the limit, CNY; 0 where it cannot tell."""
        return self.check.over or Decimal("0.00")
