"""Which rows carry a line's item, at its place, on its day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.catalogue import Catalogue, Entry
from services.complaints.domain.catalogue.fit import Fit
from services.complaints.domain.catalogue.fitting import Candidate, Where, fit_place
from services.complaints.domain.catalogue.matching import NameMatch, ambiguous_entries, match_name
from services.complaints.domain.catalogue.name_index import index_at


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The rows at a line's place.

    Args:
        named: rows of that place that carry the item, in force or not.
        in_force: those of `named` that applied on the day, each with its best kind of name.
        doubtful: rows of further items that the name may mean as well.
    """

    named: tuple[Candidate, ...]
    in_force: tuple[Candidate, ...]
    doubtful: tuple[Candidate, ...]


def select(asked: Asked, day: date, catalogue: Catalogue) -> Selection:
    """Return the rows that a line of this day may be compared with."""
    named = tuple(
        Candidate(entry=entry, name=name, fits=fits)
        for entry in index_at(asked.port, catalogue).may_mean(asked)
        if (fits := fit_place(_where(asked), entry)) is not None
        and (name := match_name(asked, entry)) is not None
    )
    in_force = _best_names([each for each in named if each.row.in_force(day)])
    return Selection(
        named=named, in_force=in_force, doubtful=_doubtful(asked, day, in_force, catalogue)
    )


def at_place(asked: Asked, day: date, entries: Iterable[Entry]) -> tuple[Candidate, ...]:
    """Return those rows that are for a line's port and body and applied on its day."""
    where = _where(asked)
    return tuple(
        Candidate(entry=entry, name=NameMatch.SIMILAR, fits=fits)
        for entry in entries
        if entry.row.in_force(day) and (fits := fit_place(where, entry)) is not None
    )


def _where(asked: Asked) -> Where:
    return Where(asked.port, asked.body, asked.uscc)


def ambiguous_rows(asked: Asked, day: date, catalogue: Catalogue) -> tuple[Candidate, ...]:
    """Return the rows of the items that an ambiguous name may mean."""
    if not any(catalogue.names.meanings(key) for key in asked.keys):
        return ()
    entries = index_at(asked.port, catalogue).entries
    return at_place(asked, day, ambiguous_entries(asked, entries, catalogue))


def _best_names(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Leave out synonyms where a row has the name itself, own rows and national ones apart."""
    kept: list[Candidate] = []
    for national in (False, True):
        level = [each for each in candidates if each.entry.home.national is national]
        named = [each for each in level if each.name is not NameMatch.SYNONYM]
        kept += named or level
    return tuple(kept)


def _doubtful(
    asked: Asked, day: date, in_force: Sequence[Candidate], catalogue: Catalogue
) -> tuple[Candidate, ...]:
    if any(each.name is not NameMatch.SYNONYM for each in in_force):
        return ()
    meant = ambiguous_rows(asked, day, catalogue)
    known = {group for each in in_force for group in each.entry.groups}
    further = [each for each in meant if not each.entry.groups & known]
    return meant if further else ()


def own_before_national(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the rows without national ones that a row of the port itself stands in for.

    A port's own row counts instead of the national one of the same item unless it is dearer:
    no list of an operator raises a price that government set. A national price that nobody has
    read in the rule itself stands against no published one.
    """
    own = [each for each in candidates if each.fits["port"] is not Fit.NATIONAL]
    return tuple(
        each
        for each in candidates
        if each.fits["port"] is not Fit.NATIONAL or not _replaced(each, own)
    )


def _replaced(national: Candidate, own: Sequence[Candidate]) -> bool:
    same = [each for each in own if each.entry.groups & national.entry.groups]
    if national.row.price_max is None:
        return bool(same)
    rivals = [each for each in same if _overlap(each, national) and _same_ship(each, national)]
    if rivals and not national.row.verified and not _by_tons(national):
        return True
    return bool(rivals) and all(_not_dearer(each, national) for each in rivals)


def _same_ship(own: Candidate, national: Candidate) -> bool:
    """A ceiling of some ports is none of a ship whose port nobody tells."""
    return not national.row.by_ship_tons or own.fits["port"] is not Fit.UNKNOWN


def _by_tons(national: Candidate) -> bool:
    """Own rows for large ships alone leave the bands of smaller ones standing."""
    row = national.row
    return row.by_ship_tons or row.slice_above is not None or row.is_extra


def _not_dearer(own: Candidate, national: Candidate) -> bool:
    price, limit = own.row.price_max, national.row.price_max
    return price is not None and limit is not None and price <= limit


def _overlap(own: Candidate, national: Candidate) -> bool:
    if own.row.unit != national.row.unit or own.row.special_cargo != national.row.special_cargo:
        return False
    for key in ("trade", "direction", "container"):
        one, other = getattr(own.row, key), getattr(national.row, key)
        if one and other and not set(one) & set(other):
            return False
    return None in (own.row.loaded, national.row.loaded) or own.row.loaded == national.row.loaded
