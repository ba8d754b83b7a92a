"""Import node times of declarations: good rows are kept, bad ones are named; streamed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from services.complaints.domain.commitments.clearance import (
    ClearanceRules,
    Declaration,
    clearance_figures,
)
from services.complaints.ports.clearance import DeclarationStore
from services.complaints.usecases.commitments.imported import Imported
from services.complaints.usecases.commitments.read_declaration import (
    columns_of,
    read_declaration,
)
from shared.errors import Invalid
from shared.words import N_

BATCH = 500
Row = tuple[int, Mapping[str, str]]


def import_declarations(
    rows: Iterable[Row],
    *,
    city: str,
    rules: ClearanceRules,
    declarations: DeclarationStore | None,
    now: datetime,
) -> Imported:
    """Return what came of the rows of a file; figures that are behind are computed anew.

    Args:
        rows: line number and cells by header.
        city: whose declarations they are.
        rules: columns, nodes and how time is taken.
        declarations: where they are kept; None only looks.
        now: what lies after it cannot have happened.

    Raises:
        Invalid: a column that is needed is missing, or there is no row at all.
    """
    found = Imported()
    batch: dict[str, Declaration] = {}
    for declaration in _read(rows, found, rules, now):
        if declaration.number in batch or len(batch) >= BATCH:
            _put(batch, found, city, declarations)
        batch[declaration.number] = declaration
    _put(batch, found, city, declarations)
    if not found.rows:
        raise Invalid(N_("文件里没有数据行。"))
    if declarations is not None:
        bring_figures_up(city, rules=rules, declarations=declarations, now=now)
    return found


def bring_figures_up(
    city: str, *, rules: ClearanceRules, declarations: DeclarationStore, now: datetime
) -> bool:
    """Compute the figures of a city anew where they are behind its data; return whether they were.

    An import that breaks off, or runs beside another one, leaves them behind.
    """
    version = declarations.behind(city)
    if version is None:
        return False
    figures = clearance_figures(declarations.of_city(city), rules, now=now)
    declarations.keep_figures(city, figures, version=version)
    return True


def _read(
    rows: Iterable[Row], found: Imported, rules: ClearanceRules, now: datetime
) -> Iterator[Declaration]:
    for line, row in rows:
        found.rows += 1
        if not found.columns:
            found.columns = columns_of(row, rules)
        declaration, errors = read_declaration(row, found.columns, rules, now=now)
        if declaration is None:
            found.refuse(line, errors)
            continue
        found.good += 1
        yield declaration


def _put(
    batch: dict[str, Declaration],
    found: Imported,
    city: str,
    declarations: DeclarationStore | None,
) -> None:
    if batch and declarations is not None:
        found.keep(declarations.put(city, list(batch.values())))
    batch.clear()
