"""Why the system cannot tell, and what would settle it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.differences import keys_that_differ
from services.complaints.domain.catalogue.fit import Fit
from services.complaints.domain.catalogue.formula import written_out
from services.complaints.domain.catalogue.line_check import (
    Finding,
    LineCheck,
    RowMatch,
    rows_of,
)
from services.complaints.domain.catalogue.price_row import PriceRow
from services.complaints.domain.catalogue.reasons import Sentence, key_list, unit_word
from services.complaints.domain.catalogue.weighing import (
    SIMPLE_UNITS,
    Side,
    Weighed,
    allowed_by,
    arithmetic,
    other_class_possible,
    share_may_be_waived,
)
from shared.words import N_

_SHOWN = 12


def for_officer(asked: Asked, weighed: Sequence[Weighed]) -> LineCheck:
    """Return that a person must look, and what is missing."""
    missing = tuple(key for each in weighed for key in each.priced.missing)
    differing = keys_that_differ(asked, [each.row for each in weighed])
    ask = tuple(dict.fromkeys((*_place(weighed), *_cargo(asked, weighed, differing), *missing)))
    shown = _indicative(weighed)
    return LineCheck(
        finding=Finding.NEEDS_OFFICER,
        sentences=(*_why_unclear(asked, weighed, ask), *_indication(asked, shown, weighed)),
        allowed=shown.allowed if shown else None,
        rows=_rows([each.indicated for each in weighed]),
        ask=ask,
        formula=_sum(asked, shown) if shown else (),
        row=shown.row.id if shown else None,
    )


def _place(weighed: Sequence[Weighed]) -> tuple[str, ...]:
    return ("port",) if _of_no_known_port(weighed) else ()


def _of_no_known_port(weighed: Sequence[Weighed]) -> bool:
    return all(each.candidate.fits["port"] is Fit.UNKNOWN for each in weighed)


def _cargo(asked: Asked, weighed: Sequence[Weighed], differing: Sequence[str]) -> tuple[str, ...]:
    """Return the conditions to ask for; what the cargo is says which item is meant."""
    keys = []
    if any(other_class_possible(asked, each.row) for each in weighed):
        keys.append("dangerous_class")
    if any(each.candidate.fits["cargo"] is Fit.UNKNOWN for each in weighed):
        keys.append("cargo")
    return (*keys, *(each for each in differing if each != "item" or not keys))


def _rows(weighed: Sequence[Weighed]) -> tuple[RowMatch, ...]:
    """Return rows to look at; of a long table only what fits on a page."""
    rows = (row for each in weighed for row in rows_of(each.candidate, each.allowed))
    return tuple(islice(rows, _SHOWN))


def _sum(asked: Asked, shown: Weighed) -> tuple[Sentence, ...]:
    return written_out(shown.priced.steps, allowed_by(shown), asked.line.amount, None)


def _why_unclear(
    asked: Asked, weighed: Sequence[Weighed], ask: tuple[str, ...]
) -> tuple[Sentence, ...]:
    rows = [each.row for each in weighed]
    why: list[Sentence] = []
    if asked.line.quantity is None:
        why.append(Sentence(N_("没有填写数量。")))
    if not asked.line.amount:
        why.append(Sentence(N_("实收 0 元：是没有收取，还是由别的单位支付，账单没有说明。")))
    if any(row.price_max is None for row in rows):
        why.append(Sentence(N_("目录列有这一项，但收费标准没有录入。")))
    why += _open_sums(weighed)
    if any(_by_weight_or_measure(each) for each in weighed):
        why.append(Sentence(N_("按重量和体积择大计算，账单只给出一个数量。")))
    if not all(each.candidate.verified for each in weighed):
        why.append(Sentence(N_("条目尚未核实，只供参考。")))
    if any(other_class_possible(asked, row) for row in rows):
        why.append(Sentence(N_("没有说明是不是一级危险货物。")))
    if any(share_may_be_waived(asked, each) for each in weighed):
        why.append(
            Sentence(N_("实收恰好是标准除去地方留成的数额，本港可能免收地方留成，不能认定。"))
        )
    return (*why, *_several(weighed, ask))


def _open_sums(weighed: Sequence[Weighed]) -> Iterator[Sentence]:
    """Say for each unit which numbers are not known that a price is multiplied by."""
    keys: dict[str, dict[str, None]] = {}
    for each in weighed:
        if not _is_simple(each.row) and each.priced.missing:
            keys.setdefault(each.row.unit, {}).update(dict.fromkeys(each.priced.missing))
    for unit, missing in sorted(keys.items()):
        yield Sentence(
            N_("计价单位是元/%(unit)s，还要知道：%(keys)s。"),
            {"unit": unit_word(unit), "keys": key_list(missing)},
        )
    if any(_not_countable(each) for each in weighed):
        yield Sentence(N_("条目没有给出全部条件，系统不能计算。"))


def _is_simple(row: PriceRow) -> bool:
    return row.unit in SIMPLE_UNITS and not row.additions


def _not_countable(weighed: Weighed) -> bool:
    priced = weighed.priced
    return weighed.row.price_max is not None and priced.amount is None and not priced.missing


def _by_weight_or_measure(weighed: Weighed) -> bool:
    return weighed.row.allows_more and weighed.priced.exact is None


def _several(weighed: Sequence[Weighed], ask: tuple[str, ...]) -> tuple[Sentence, ...]:
    sides = {each.side for each in weighed}
    if len(sides) > 1 and ask:
        return (
            Sentence(
                N_("有几条标准都适用，结果不同；还要知道：%(keys)s。"), {"keys": key_list(ask)}
            ),
        )
    if len(sides) > 1:
        return (Sentence(N_("有几条标准都适用，结果不同。")),)
    if sides == {Side.WITHIN} and _of_no_known_port(weighed):
        return (Sentence(N_("没有说明港口，别的港口另有标准，不能认定。")),)
    if sides <= {Side.ABOVE, Side.BELOW} and all(each.candidate.verified for each in weighed):
        return (
            Sentence(N_("与已录入的条目不一致，但没有说明港口、收费单位或计价单位，不能认定。")),
        )
    return ()


def _indicative(weighed: Sequence[Weighed]) -> Weighed | None:
    """Return the dearest row of those that can be computed, if they decide nothing.

    That is where one is not verified or can be computed for the ordinary case alone.
    """
    known = [each.indicated for each in weighed if each.indicated.allowed is not None]
    sure = all(each.candidate.verified and each.priced.ordinary is None for each in weighed)
    if len(known) != len(weighed) or sure:
        return None
    return max(known, key=allowed_by)


def _indication(
    asked: Asked, shown: Weighed | None, weighed: Sequence[Weighed]
) -> tuple[Sentence, ...]:
    if shown is None:
        return ()
    return (Sentence(N_("供参考：")), *_assumed(weighed), *arithmetic(asked, shown))


def _assumed(weighed: Sequence[Weighed]) -> Iterator[Sentence]:
    """Say what the ordinary case is taken to be."""
    open_keys = {key for each in weighed if each.priced.ordinary for key in each.priced.missing}
    if "nautical_miles" in open_keys:
        yield Sentence(N_("没有说明引航海里，按 10 海里以内计算。"))
    if "port" in open_keys:
        yield Sentence(N_("没有说明港口，按没有减收的标准计算。"))
