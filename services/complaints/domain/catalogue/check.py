"""The charge check 收费核对: one line against the catalogue of its day.

It accuses nobody on a gap: where no list is known, where the name only resembles a row's or
where rows that all fit disagree, a person must look.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.complaints.domain.catalogue.administrative import (
    administrative_check,
    administrative_fee,
)
from services.complaints.domain.catalogue.administrative_fee import AdministrativeFee
from services.complaints.domain.catalogue.asked import Asked, CheckLine, read_line
from services.complaints.domain.catalogue.assembled import assembled
from services.complaints.domain.catalogue.bases import with_bases
from services.complaints.domain.catalogue.cancelled import cancelled_check, cancelled_item
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.fit import Fit
from services.complaints.domain.catalogue.fitting import Candidate, fit_conditions
from services.complaints.domain.catalogue.gaps import (
    doubtful_check,
    misfit_check,
    officer_check,
    out_of_force_check,
    unlisted_check,
)
from services.complaints.domain.catalogue.line_check import Finding, LineCheck, RowMatch
from services.complaints.domain.catalogue.merged import billed_wholes, split_check
from services.complaints.domain.catalogue.notes import notes_on, taken_as_ordinary
from services.complaints.domain.catalogue.reasons import Sentence
from services.complaints.domain.catalogue.selection import Selection, own_before_national, select
from services.complaints.domain.catalogue.unlisted_boxes import by_volume
from services.complaints.domain.catalogue.verdict import judge
from services.complaints.domain.catalogue.weighing import NOTHING, round_money
from shared.words import N_

__all__ = ["CheckLine", "Finding", "LineCheck", "RowMatch", "check_line", "check_lines"]

_SURE_OF_PLACE = frozenset({Fit.SAME, Fit.NATIONAL})
_BOXES = frozenset({"box", "box_call"})


def check_lines(lines: Sequence[CheckLine], catalogue: Catalogue) -> tuple[LineCheck, ...]:
    """Return the findings of the lines of one bill, in their order."""
    return check_asked(read_lines_of(lines, catalogue), catalogue)


def read_lines_of(lines: Sequence[CheckLine], catalogue: Catalogue) -> tuple[Asked, ...]:
    """Return the lines of one bill as they can be compared."""
    return tuple(_read(line, catalogue) for line in lines)


def check_asked(asked: Sequence[Asked], catalogue: Catalogue) -> tuple[LineCheck, ...]:
    """Return the findings of the lines of one bill that were read before."""
    wholes = billed_wholes(asked, catalogue)

    def judge(each: Asked) -> LineCheck:
        return _checked(each, catalogue, wholes)

    return tuple(judge(each) for each in with_bases(asked, catalogue, judge))


def check_line(line: CheckLine, catalogue: Catalogue) -> LineCheck:
    """Return the finding for a line that stands alone.

    Source: 港口法 art 28; 价格法 arts 13, 42; 价格违法行为行政处罚规定 arts 9, 13.
    """
    return _checked(_read(line, catalogue), catalogue, ())


def fee_of_the_state(line: CheckLine, catalogue: Catalogue) -> AdministrativeFee | None:
    """Return the administrative fee a line is by its nature, or None; an abolished one is none."""
    day = line.charged_on
    asked = _read(line, catalogue)
    if day is None or cancelled_item(asked, day, catalogue):
        return None
    return administrative_fee(asked, day, catalogue.administrative)


def _read(line: CheckLine, catalogue: Catalogue) -> Asked:
    """Return the line as it can be compared; a firm of one port's lists tells the port."""
    asked = read_line(line, catalogue.names)
    body = asked.uscc or asked.body
    if asked.port is None and body is not None:
        return replace(asked, port=catalogue.port_of(body))
    return asked


def _checked(asked: Asked, catalogue: Catalogue, wholes: Sequence[Asked]) -> LineCheck:
    found = _check(asked, catalogue, wholes)
    if found.over is None:
        return found
    left = found.over - (asked.facts.refunded or NOTHING)
    return replace(found, refund_due=round_money(max(NOTHING, left)))


def _check(asked: Asked, catalogue: Catalogue, wholes: Sequence[Asked]) -> LineCheck:
    """Return the finding; `wholes` are the all-in items of the same bill."""
    if not asked.keys:
        return officer_check(Sentence(N_("收费项目没有可以核对的名称。")))
    day = asked.line.charged_on
    if day is None:
        unknown_day = Sentence(N_("没有填写收费日期，不知道按哪一天的目录核对。"))
        return officer_check(unknown_day, ask=("charged_on",))
    if cancelled := cancelled_item(asked, day, catalogue):
        return cancelled_check(asked.line, cancelled)
    if fee := administrative_fee(asked, day, catalogue.administrative):
        return administrative_check(fee)
    selection = select(asked, day, catalogue)
    found = _without_rows(asked, day, selection, catalogue)
    return found or _against_rows(asked, day, selection, catalogue, wholes)


def _without_rows(
    asked: Asked, day: date, selection: Selection, catalogue: Catalogue
) -> LineCheck | None:
    if selection.doubtful:
        return doubtful_check(asked, selection.doubtful)
    if not selection.named:
        return unlisted_check(asked, day, catalogue)
    if not selection.in_force:
        return out_of_force_check(asked, day, selection, catalogue)
    return None


def _against_rows(
    asked: Asked, day: date, selection: Selection, catalogue: Catalogue, wholes: Sequence[Asked]
) -> LineCheck:
    every = _fitting(asked, selection.in_force)
    if not every:
        every = by_volume(asked, selection.in_force, catalogue)
    if not every:
        return misfit_check(asked, selection.in_force)
    kept = own_before_national(every)
    fitting = assembled(asked, kept, day, catalogue)
    if not fitting:
        return misfit_check(asked, selection.in_force)
    if split := split_check(asked, fitting, wholes):
        return split
    placed = any(each.fits["port"] in _SURE_OF_PLACE for each in fitting)
    found = judge(asked, fitting, placed=placed, provable=placed and _provable(asked, fitting))
    notes = notes_on(asked, selection.in_force, fitting, len(every) - len(kept))
    cargo = ("cargo",) if taken_as_ordinary(asked, selection.in_force) else ()
    ask = cargo if found.finding is Finding.ABOVE else found.ask
    return replace(found, sentences=(*notes, *found.sentences), ask=ask)


def _fitting(asked: Asked, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the rows whose every condition the line may share, with how it does."""
    met = ((each, fit_conditions(asked, each.entry)) for each in candidates)
    return [
        replace(each, fits={**each.fits, **{key: fit for key, fit in fits.items() if fit}})
        for each, fits in met
        if None not in fits.values()
    ]


def _provable(asked: Asked, fitting: Sequence[Candidate]) -> bool:
    """Return whether a charge above these rows is above whatever may be charged.

    Without a unit a price per box says nothing of what is charged by the ton, unless the list
    holds everything.
    """
    if asked.line.unit is not None:
        return True
    if asked.facts.net_tons is not None and all(each.row.by_ship_tons for each in fitting):
        return True
    boxes = asked.container is not None and all(each.row.unit in _BOXES for each in fitting)
    return boxes or all(each.entry.home.complete for each in fitting)
