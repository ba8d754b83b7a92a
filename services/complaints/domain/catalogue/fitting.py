"""Whether a row is for a charge: its place, its conditions, its cargo, its unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.catalogue import Entry
from services.complaints.domain.catalogue.fit import Fit
from services.complaints.domain.catalogue.matching import NameMatch
from services.complaints.domain.catalogue.price_row import PriceRow
from services.complaints.domain.catalogue.reductions import Reduction
from services.complaints.domain.catalogue.ship_fitting import fit_ship
from services.complaints.domain.rates.span import Span, only

_WHOLE = only(Decimal(1))
_ALSO: Mapping[str, frozenset[str]] = {
    "box_call": frozenset({"box"}),
    "box_day": frozenset({"box", "day"}),
    "ton_day": frozenset({"ton", "day"}),
    "nt": frozenset({"call"}),
    "nt_nm": frozenset({"nt", "call"}),
    "nt_day": frozenset({"nt", "day", "call"}),
    "nt_hour": frozenset({"nt", "hour", "call"}),
}
"""Units of a bill that a row's unit can be counted from, with what else is told."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A row that carries the item's name, and what of it met the line.

    Args:
        parts: further rows that make up one price with it: tiers, bands, what comes on top.
        share: what part of the price a port may charge; 1 for most.
        reductions: what says so.
        waivers: shares a port may charge instead, where nobody knows whether it does.
        estimated: whether the price was taken over from another box, for a person to judge.
    """

    entry: Entry
    name: NameMatch
    fits: Mapping[str, Fit]
    parts: tuple[Entry, ...] = ()
    share: Span = _WHOLE
    reductions: tuple[Reduction, ...] = ()
    waivers: tuple[Decimal, ...] = ()
    estimated: bool = False

    @property
    def row(self) -> PriceRow:
        """Return the row itself."""
        return self.entry.row

    @property
    def rows(self) -> tuple[PriceRow, ...]:
        """Return every row that the price is made of."""
        return (self.entry.row, *(part.row for part in self.parts))

    @property
    def verified(self) -> bool:
        """Whether all it rests on was read in the text of the rule."""
        reduced = all(each.verified for each in self.reductions)
        return reduced and not self.estimated and all(row.verified for row in self.rows)


@dataclass(frozen=True)
class Where:
    """The place of a charge: port, body and credit code of the body, as far as they are told."""

    port: str | None
    body: str | None
    uscc: str | None


def fit_place(asked: Where, entry: Entry) -> dict[str, Fit] | None:
    """Return how port and body meet; None where the row is for another place or body."""
    port = _fit_port(asked, entry)
    body = _fit_body(asked, entry)
    return None if port is None or body is None else {"port": port, "body": body}


def misfits(asked: Asked, entry: Entry) -> tuple[str, ...]:
    """Return the conditions of a row that the line does not share; empty if it fits."""
    return tuple(key for key, fit in fit_conditions(asked, entry).items() if fit is None)


def fit_conditions(asked: Asked, entry: Entry) -> dict[str, Fit | None]:
    """Return how each condition of a row meets the line, None for one that does not."""
    row = entry.row
    fits: dict[str, Fit | None] = {
        key: _fit_value(asked, key, getattr(row, key))
        for key in ("trade", "direction", "container")
    }
    fits["loaded"] = _fit_value(asked, "loaded", () if row.loaded is None else (row.loaded,))
    fits["cargo"] = _fit_cargo(asked, entry)
    fits["unit"] = _fit_unit(asked, row)
    fits.update(fit_ship(asked.facts, asked.ship_tons, row))
    if row.told_only:
        return {
            key: None if fit is Fit.UNKNOWN and key != "unit" else fit for key, fit in fits.items()
        }
    return fits


def _fit_port(asked: Where, entry: Entry) -> Fit | None:
    if entry.home.national:
        return Fit.NATIONAL
    if asked.port is None:
        return Fit.UNKNOWN
    return Fit.SAME if asked.port in entry.home.ports else None


def _fit_body(asked: Where, entry: Entry) -> Fit | None:
    if asked.body is None:
        return Fit.UNKNOWN
    if asked.body in entry.bodies or (asked.uscc and asked.uscc == entry.row.uscc):
        return Fit.SAME
    if not entry.row.body_is_class or asked.body in entry.other_classes:
        return None
    return Fit.BODY_CLASS


def _fit_value(asked: Asked, key: str, wanted: tuple[object, ...]) -> Fit | None:
    if not wanted:
        return Fit.ANY
    told = getattr(asked, key)
    if told is None:
        return Fit.UNKNOWN
    if told not in wanted:
        return None
    return Fit.WORDS if key in asked.words else Fit.SAME


def _fit_cargo(asked: Asked, entry: Entry) -> Fit | None:
    """A box built to be cooled may or may not be, until the cargo is told."""
    fit = _fit_told_cargo(asked, entry)
    may_be_cooled = "reefer" in entry.row.cargo and asked.facts.container_type == "RF"
    return Fit.UNKNOWN if fit is None and may_be_cooled else fit


def _fit_told_cargo(asked: Asked, entry: Entry) -> Fit | None:
    """Cargo that may be dangerous of the first grade may be another one as well."""
    row = entry.row
    if not row.cargo:
        return Fit.ANY
    if not asked.cargo:
        return None if row.special_cargo else Fit.ORDINARY
    if asked.other_class and row.cargo_note and "reefer" not in asked.cargo:
        return None
    ordinary = asked.other_class or (entry.by_grade and not asked.first_class)
    if ordinary and not row.special_cargo and asked.cargo == ("dangerous",):
        return Fit.ORDINARY
    if not set(asked.cargo) & set(row.cargo):
        return None
    return Fit.SAME if asked.line.cargo in row.cargo else Fit.WORDS


def _is_of_boxes(asked: Asked) -> bool:
    """Return whether a line tells the size of a box and no tons."""
    return asked.container is not None and asked.facts.weight_t is None


def _fit_unit(asked: Asked, row: PriceRow) -> Fit | None:
    unit = asked.line.unit
    if unit is None and row.unit == "ton" and _is_of_boxes(asked) and not row.container:
        return None
    if row.unit in ("unknown", "percent") or unit is None:
        return Fit.UNKNOWN
    if unit == row.unit or unit in _ALSO.get(row.unit, ()):
        return Fit.SAME
    return Fit.SAME if row.by_ship_tons and unit == "nt" else None
