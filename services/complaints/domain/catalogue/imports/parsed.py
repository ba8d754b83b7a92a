"""What is read from a row of a published list."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """What became of a row."""

    PRICED = "priced"
    AS_TEXT = "as_text"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What a price is for; None where the list does not say.

    Args:
        container: feet, `20`, `40` or `45`; `container_type`: `GP`, `HQ`, `RF` …
        trade: `foreign`, `domestic`, `transit`.
        direction: `import`, `export`; `cargo`: `general`, `dangerous`, `reefer`.
        cargo_note: where only a part of dangerous cargo is meant: which.
    """

    container: str | None = None
    direction: str | None = None
    trade: str | None = None
    loaded: bool | None = None
    cargo: str | None = None
    container_type: str | None = None
    cargo_note: str | None = None

    def told(self) -> frozenset[str]:
        """Return which conditions are told."""
        return frozenset(key for key, value in vars(self).items() if value is not None)

    def kinds(self) -> frozenset[str]:
        """Return which conditions are told; what makes one of them narrower is none."""
        return self.told() - {"container_type", "cargo_note"}

    def joined(self, other: "Conditions") -> "Conditions | None":
        """Return what both say together; None where they contradict each other."""
        values = {key: value for key, value in vars(other).items() if value is not None}
        if any(getattr(self, key) not in (None, value) for key, value in values.items()):
            return None
        return replace(self, **values)


@dataclass(frozen=True, kw_only=True)
class Tier:
    """A price for the days from `from_day` to `to_day`, both included; None for without end."""

    from_day: int
    to_day: int | None
    price: Decimal


@dataclass(frozen=True, kw_only=True)
class Minimum:
    """The least that is charged, CNY, and for what; `unit` empty where it is not said."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, kw_only=True)
class ParsedPrice:
    """A price, CNY per unit.

    Args:
        price_min: lowest price; None where only a ceiling is published.
        price_max: highest price; None where only a floor is published.
        unit: a unit of the charge check, or the word as it is written where it is none of them.
        free_days: days without charge from the first.
        percent_of: the item whose amount it is a percentage of; empty for most.
        discount: the share of the price that an unconditional discount leaves.
    """

    price_min: Decimal | None
    price_max: Decimal | None
    unit: str
    conditions: Conditions = Conditions()
    tiers: tuple[Tier, ...] = ()
    free_days: int | None = None
    minimum: Minimum | None = None
    percent_of: str = ""
    discount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Prose:
    """What a standard says; without prices, `why` says what to look at and `about` where."""

    prices: tuple[ParsedPrice, ...] = ()
    why: str = ""
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """A row as it was read.

    Args:
        number: its place in the sheet, from 1.
        fields: the texts by what their columns mean; empty ones are left out.
        filled: fields that came from a merged cell or from the row above.
        why: what a person must look at, or why it is refused; `about`: the text it is about.
    """

    number: int
    sheet: str
    status: Status
    why: str
    about: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    prices: tuple[ParsedPrice, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
