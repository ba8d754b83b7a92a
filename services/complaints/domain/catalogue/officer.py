"""Why the system cannot tell, and what would settle it."""

from collections.abc import Sequence

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.differences import keys_that_differ
from services.complaints.domain.catalogue.line_check import Finding, LineCheck, row_match
from services.complaints.domain.catalogue.reasons import Sentence, key_list, unit_word
from services.complaints.domain.catalogue.weighing import (
    Side,
    Weighed,
    allowed_by,
    arithmetic,
    other_class_possible,
)
from shared.words import N_


def for_officer(asked: Asked, weighed: Sequence[Weighed]) -> LineCheck:
    """Return that a person must look, and what is missing."""
    ask = keys_that_differ(asked, [each.row for each in weighed])
    shown = _indicative(weighed)
    return LineCheck(
        finding=Finding.NEEDS_OFFICER,
        sentences=(*_why_unclear(asked, weighed, ask), *_indication(asked, shown)),
        allowed=shown.allowed if shown else None,
        rows=tuple(row_match(each.candidate, each.allowed) for each in weighed),
        ask=ask,
    )


def _why_unclear(
    asked: Asked, weighed: Sequence[Weighed], ask: tuple[str, ...]
) -> tuple[Sentence, ...]:
    rows = [each.row for each in weighed]
    why: list[Sentence] = []
    if asked.line.quantity is None:
        why.append(Sentence(N_("没有填写数量。")))
    if any(row.price_max is None for row in rows):
        why.append(Sentence(N_("目录列有这一项，但收费标准没有录入。")))
    open_units = sorted(
        {row.unit for row in rows if row.price_max is not None and not row.computable}
    )
    why += [
        Sentence(
            N_("按元/%(unit)s计价，还要知道天数、净吨等条件才能计算。"), {"unit": unit_word(unit)}
        )
        for unit in open_units
    ]
    if any(row.allows_more for row in rows):
        why.append(Sentence(N_("按重量和体积择大计算，账单只给出一个数量。")))
    if not all(row.verified for row in rows):
        why.append(Sentence(N_("条目尚未核实，只供参考。")))
    if any(other_class_possible(asked, row) for row in rows):
        why.append(Sentence(N_("没有说明是不是一级危险货物。")))
    return (*why, *_several(weighed, ask))


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
    if sides <= {Side.ABOVE, Side.BELOW} and all(each.row.verified for each in weighed):
        return (
            Sentence(N_("与已录入的条目不一致，但没有说明港口、收费单位或计价单位，不能认定。")),
        )
    return ()


def _indicative(weighed: Sequence[Weighed]) -> Weighed | None:
    """Return the dearest row where rows can be computed but one of them is not verified."""
    known = [each for each in weighed if each.allowed is not None]
    if len(known) != len(weighed) or all(each.row.verified for each in weighed):
        return None
    return max(known, key=allowed_by)


def _indication(asked: Asked, shown: Weighed | None) -> tuple[Sentence, ...]:
    return (Sentence(N_("供参考：")), arithmetic(asked, shown)) if shown else ()
