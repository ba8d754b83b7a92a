"""Percentages of another item 按另一项的百分比: what they are taken of stands on the same bill."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.fitting import Candidate
from services.complaints.domain.catalogue.line_check import Finding, LineCheck
from services.complaints.domain.catalogue.reasons import Sentence, money
from shared.words import N_

_SAME = ("port", "body", "trade", "direction", "container", "loaded")
Judge = Callable[[Asked], LineCheck]


def with_bases(lines: Sequence[Asked], catalogue: Catalogue, judge: Judge) -> tuple[Asked, ...]:
    """Return the lines of a bill, those of a percentage with the amount it is taken of.

    An amount that somebody states stays. A line that may be the base must be the only one.

    Args:
        lines: of one bill.
        catalogue: whose rows say what is a percentage of what.
        judge: checks a line by itself: of an overcharge only the allowed amount counts.
    """
    if not catalogue.percentages:
        return tuple(lines)
    return tuple(_with_base(each, lines, catalogue, judge) for each in lines)


def _with_base(asked: Asked, lines: Sequence[Asked], catalogue: Catalogue, judge: Judge) -> Asked:
    wanted = frozenset[str]().union(*(catalogue.percentages.get(n, ()) for n in asked.names))
    if not wanted or asked.facts.base_amount is not None:
        return asked
    places = tuple(
        place
        for place, other in enumerate(lines)
        if wanted.intersection(other.names) and _belongs(asked, other)
    )
    if len(places) != 1:
        return replace(asked, bases=places)
    base = lines[places[0]]
    facts = replace(asked.facts, base_amount=_charged(base, judge(base)))
    return replace(asked, bases=places, facts=facts)


def _belongs(asked: Asked, other: Asked) -> bool:
    """Tell whether nothing that both lines tell is another thing."""
    if other is asked:
        return False
    pairs = [(getattr(asked, key), getattr(other, key)) for key in _SAME]
    pairs.append((asked.line.charged_on, other.line.charged_on))
    return all(one is None or two is None or one == two for one, two in pairs)


def _charged(base: Asked, found: LineCheck) -> Decimal:
    if found.finding is Finding.ABOVE and found.allowed is not None:
        return found.allowed
    return base.line.amount


def base_note(asked: Asked, fitting: Sequence[Candidate]) -> tuple[Sentence, ...]:
    """Return which line a percentage is taken of, or why none is."""
    row = next((each.row for each in fitting if each.row.percent_of), None)
    if row is None:
        return ()
    base = asked.facts.base_amount
    if len(asked.bases) > 1:
        message = N_("同一账单有 %(count)s 行%(item)s，不知道按哪一行的金额计算百分比。")
        return (Sentence(message, {"count": str(len(asked.bases)), "item": row.percent_of}),)
    if base is None:
        message = N_("按%(item)s的百分比计收，同一账单没有这一项，请填写它的金额。")
        return (Sentence(message, {"item": row.percent_of}),)
    if not asked.bases:
        return ()
    params = {"line": str(asked.bases[0] + 1), "item": row.percent_of, "base": money(base)}
    return (Sentence(N_("百分比按同一账单第 %(line)s 行%(item)s的 %(base)s 元计算。"), params),)
