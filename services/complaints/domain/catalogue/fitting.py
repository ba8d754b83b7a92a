"""Whether a row is for a charge: its place, its conditions, its cargo, its unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.catalogue import Entry
from services.complaints.domain.catalogue.matching import NameMatch
from services.complaints.domain.catalogue.price_row import PriceRow


class Fit(StrEnum):
    """How a condition of a row met the line."""

    SAME = "same"
    ANY = "any"
    UNKNOWN = "unknown"
    WORDS = "words"
    ORDINARY = "ordinary"
    NATIONAL = "national"
    BODY_CLASS = "body_class"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A row that carries the item's name, and what of it met the line."""

    entry: Entry
    name: NameMatch
    fits: Mapping[str, Fit]

    @property
    def row(self) -> PriceRow:
        """Return the row itself."""
        return self.entry.row


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


def misfits(asked: Asked, row: PriceRow) -> tuple[str, ...]:
    """Return the conditions of a row that the line does not share; empty if it fits."""
    return tuple(key for key, fit in fit_conditions(asked, row).items() if fit is None)


def fit_conditions(asked: Asked, row: PriceRow) -> dict[str, Fit | None]:
    """Return how each condition of a row meets the line, None for one that does not."""
    fits: dict[str, Fit | None] = {
        key: _fit_value(asked, key, getattr(row, key))
        for key in ("trade", "direction", "container")
    }
    fits["loaded"] = _fit_value(asked, "loaded", () if row.loaded is None else (row.loaded,))
    fits["cargo"] = _fit_cargo(asked, row)
    fits["unit"] = _fit_unit(asked, row)
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


def _fit_cargo(asked: Asked, row: PriceRow) -> Fit | None:
    if not row.cargo:
        return Fit.ANY
    if not asked.cargo:
        return None if row.special_cargo else Fit.ORDINARY
    if not set(asked.cargo) & set(row.cargo):
        return None
    return Fit.SAME if asked.line.cargo in row.cargo else Fit.WORDS


def _fit_unit(asked: Asked, row: PriceRow) -> Fit | None:
    unit = asked.line.unit
    if row.unit == "unknown" or unit is None:
        return Fit.UNKNOWN
    return Fit.SAME if unit == row.unit or (unit, row.unit) == ("box", "box_call") else None
