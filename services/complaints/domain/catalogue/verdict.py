"""From the rows that fit a line to the finding.

Within only if within all rows, above only if above all; then the dearest row counts.
"""

from collections.abc import Sequence
from decimal import Decimal

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.fitting import Candidate
from services.complaints.domain.catalogue.formula import written_out
from services.complaints.domain.catalogue.line_check import (
    Finding,
    LineCheck,
    RowMatch,
    rows_of,
)
from services.complaints.domain.catalogue.officer import for_officer
from services.complaints.domain.catalogue.price_row import PriceForm, PriceRow
from services.complaints.domain.catalogue.reasons import NOT_ABOVE, TOO_MUCH, Sentence, money
from services.complaints.domain.catalogue.weighing import (
    NOTHING,
    Side,
    Weighed,
    allowed_by,
    arithmetic,
    round_money,
    weigh,
)
from shared.words import N_


def judge(
    asked: Asked, candidates: Sequence[Candidate], *, placed: bool, provable: bool
) -> LineCheck:
    """Return the finding for a line from all rows that fit it.

    Args:
        asked: the line.
        candidates: every row that fits it; at least one.
        placed: whether a row is for the place of the charge; else nothing is cleared.
        provable: whether the rows are all there can be; else nothing above them is accused.
    """
    weighed = [weigh(asked, candidate) for candidate in candidates]
    sides = {each.side for each in weighed}
    if (
        len(sides) != 1
        or sides == {Side.UNCLEAR}
        or not all(each.candidate.verified for each in weighed)
    ):
        return for_officer(asked, weighed)
    if not (placed if sides == {Side.WITHIN} else provable):
        return for_officer(asked, weighed)
    if sides == {Side.WITHIN}:
        return _within(asked, weighed)
    return _above(asked, weighed) if sides == {Side.ABOVE} else _below_fixed(asked, weighed)


def _within(asked: Asked, weighed: Sequence[Weighed]) -> LineCheck:
    tightest = min(weighed, key=allowed_by)
    return LineCheck(
        finding=Finding.WITHIN,
        sentences=(*arithmetic(asked, tightest), Sentence(NOT_ABOVE)),
        allowed=tightest.allowed,
        formula=_formula(asked, tightest),
        row=tightest.row.id,
        over=NOTHING,
        rows=_rows(weighed),
    )


def _above(asked: Asked, weighed: Sequence[Weighed]) -> LineCheck:
    dearest = max(weighed, key=allowed_by)
    over = round_money(asked.line.amount - allowed_by(dearest))
    several = [Sentence(N_("高于全部适用条目，按其中最高的一条计算。"))] if len(weighed) > 1 else []
    return LineCheck(
        finding=Finding.ABOVE,
        sentences=(
            *several,
            *arithmetic(asked, dearest),
            Sentence(TOO_MUCH, {"over": money(over)}),
        ),
        allowed=dearest.allowed,
        over=over,
        formula=_formula(asked, dearest, over),
        row=dearest.row.id,
        rows=_rows(weighed),
        violation=_violation(dearest.row),
    )


def _below_fixed(asked: Asked, weighed: Sequence[Weighed]) -> LineCheck:
    lowest = min(weighed, key=allowed_by)
    return LineCheck(
        finding=Finding.BELOW_FIXED,
        sentences=(
            *arithmetic(asked, lowest),
            Sentence(N_("政府定价应当按标准收取，实收低于标准。")),
        ),
        allowed=lowest.allowed,
        formula=_formula(asked, lowest),
        row=lowest.row.id,
        over=NOTHING,
        rows=_rows(weighed),
        violation="V2",
    )


def _violation(row: PriceRow) -> str:
    """Return the code of a charge above a row: a V code only where the price form is given.

    Source: 价格违法行为行政处罚规定 art 9（一）（二）, art 13（三）.
    """
    codes = {PriceForm.FIXED: "V2", PriceForm.GUIDED: "V1", PriceForm.MARKET: "P3"}
    return codes[row.price_form] if row.price_form_given else "P3"


def _formula(asked: Asked, weighed: Weighed, over: Decimal | None = None) -> tuple[Sentence, ...]:
    return written_out(weighed.priced.steps, allowed_by(weighed), asked.line.amount, over)


def _rows(weighed: Sequence[Weighed]) -> tuple[RowMatch, ...]:
    return tuple(row for each in weighed for row in rows_of(each.candidate, each.allowed))
