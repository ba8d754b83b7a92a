"""Promises in figures: at most, at least, a share, a reduction, done or not."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from services.complaints.domain.commitments.circumstances import Circumstances
from services.complaints.domain.commitments.commitment import Kind, Names
from services.complaints.domain.commitments.facts import Figures, Moment
from services.complaints.domain.commitments.office_time import is_weekend
from services.complaints.domain.commitments.verdict import Missing, Quantity, Said, Verdict, Why
from services.complaints.domain.commitments.wording import counted_names, number_text
from shared.words import N_

_HUNDRED = Decimal(100)
_FIGURE = {"zh": "数值", "en": "The figure"}
_BASE = {"zh": "比较基数", "en": "The figure it is compared with"}
_REF = {"zh": "每次到场是哪一次查验的（ref）", "en": "Which clearance each visit was for (ref)"}
_WHOLE = {"zh": "数值，或者分子和分母", "en": "The figure, or part and whole"}


def check_number(c: Circumstances) -> Verdict:
    """Answer for a count, an amount or a percentage."""
    if _cannot_be_counted(c):
        return _without_refs(c)
    value = _value(c)
    if value is None:
        return _lacking(c)
    row, limit = c.commitment, c.commitment.limit or Decimal(0)
    unit = row.unit or ""
    params = {"value": counted_names(value, unit), "limit": counted_names(limit, unit)}
    most = row.kind is Kind.AT_MOST
    text = N_("实际 %(value)s，承诺不多于 %(limit)s")
    steps = (
        *_arithmetic(c),
        Said(text if most else N_("实际 %(value)s，承诺不少于 %(limit)s"), params),
    )
    measured = Quantity(value, unit)
    missed = value - limit if most else limit - value
    if missed <= 0:
        reason = Said(N_("达到承诺的数值，兑现了承诺。"))
        return Verdict(why=Why.KEPT, reason=reason, measured=measured, steps=steps)
    by = Quantity(missed, unit)
    text = N_("超过承诺 %(over)s。") if most else N_("比承诺少 %(over)s。")
    reason = Said(text, {"over": counted_names(missed, unit)})
    return Verdict(why=Why.BROKEN, reason=reason, by=by, measured=measured, steps=steps)


def check_yes_no(c: Circumstances) -> Verdict:
    """Answer whether everything that was promised is done."""
    if (outside := _not_on_its_days(c)) is not None:
        return outside
    if _shown_on_the_weekend(c):
        reason = Said(N_("双休日到港的货物当个双休日办结，兑现了承诺。"))
        return Verdict(why=Why.KEPT, reason=reason)
    answers = c.facts.figures.answers
    undone = [part for part in c.commitment.parts if answers.get(part.id) is False]
    unknown = [part for part in c.commitment.parts if part.id not in answers]
    steps = tuple(
        _step(part.name, answers[part.id]) for part in c.commitment.parts if part not in unknown
    )
    if undone:
        by = Quantity(Decimal(len(undone)), "parts")
        reason = Said(N_("没有做到：%(what)s。"), {"what": _listed([part.name for part in undone])})
        return Verdict(why=Why.BROKEN, reason=reason, by=by, steps=steps)
    if unknown:
        missing = tuple(Missing("answer", part.id, part.name) for part in unknown)
        reason = Said(
            N_("不知道有没有做到：%(what)s。"), {"what": _listed([p.name for p in unknown])}
        )
        return Verdict(why=Why.MISSING_FIGURE, reason=reason, steps=steps, missing=missing)
    return Verdict(why=Why.KEPT, reason=Said(N_("都做到了，兑现了承诺。")), steps=steps)


def _value(c: Circumstances) -> Decimal | None:
    figures = c.facts.figures
    if c.commitment.kind is Kind.REDUCTION:
        return _reduction(figures)
    if c.commitment.kind is Kind.SHARE and figures.value is None:
        return _share(figures)
    if figures.value is None and c.commitment.end:
        counted = Counter(told.ref for told in c.facts.events if told.event == c.commitment.end)
        return Decimal(max(counted.values())) if counted else None
    return figures.value


def _cannot_be_counted(c: Circumstances) -> bool:
    """Entry and exit of a ship count apart; without a ref nobody knows which a visit was for."""
    if c.facts.figures.value is not None or not c.commitment.end:
        return False
    refs = [told.ref for told in c.facts.events if told.event == c.commitment.end]
    return len(refs) > 1 and "" in refs


def _without_refs(c: Circumstances) -> Verdict:
    missing = (Missing("figure", "ref", _REF),)
    reason = Said(N_("几次到场要用 ref 写明各是哪一次查验的（如入境、出境），不能判断。"))
    return Verdict(why=Why.MISSING_FIGURE, reason=reason, missing=missing)


def _share(figures: Figures) -> Decimal | None:
    if figures.part is None or figures.whole is None:
        return None
    counted = figures.whole - (figures.excepted or Decimal(0))
    return None if counted <= 0 else figures.part * _HUNDRED / counted


def _reduction(figures: Figures) -> Decimal | None:
    if figures.value is None or not figures.base:
        return None
    return (figures.base - figures.value) * _HUNDRED / figures.base


def _arithmetic(c: Circumstances) -> tuple[Said, ...]:
    figures = c.facts.figures
    if c.commitment.kind is Kind.REDUCTION and figures.base and figures.value is not None:
        params = {"base": number_text(figures.base), "value": number_text(figures.value)}
        return (Said(N_("从 %(base)s 降到 %(value)s：(%(base)s − %(value)s) ÷ %(base)s"), params),)
    if c.commitment.kind is Kind.SHARE and figures.value is None and figures.part is not None:
        params = {
            "part": number_text(figures.part),
            "whole": number_text(figures.whole or Decimal(0)),
            "excepted": number_text(figures.excepted or Decimal(0)),
        }
        return (Said(N_("%(part)s ÷ (%(whole)s − %(excepted)s)，除外的不计入分母"), params),)
    return ()


def _lacking(c: Circumstances) -> Verdict:
    names = {"value": _FIGURE}
    if c.commitment.kind is Kind.REDUCTION:
        names = {"value": _FIGURE, "base": _BASE}
    elif c.commitment.kind is Kind.SHARE:
        names = {"value": _WHOLE}
    told = {"value": c.facts.figures.value, "base": c.facts.figures.base or None}
    missing = tuple(Missing("figure", k, name) for k, name in names.items() if told[k] is None)
    return Verdict(why=Why.MISSING_FIGURE, reason=Said(N_("没有数值，不能判断。")), missing=missing)


def _step(name: Names, done: bool) -> Said:
    return Said(N_("%(what)s：是") if done else N_("%(what)s：否"), {"what": name})


def _listed(names: Sequence[Names]) -> Names:
    return {"zh": "、".join(each["zh"] for each in names), "en": ", ".join(e["en"] for e in names)}


def _not_on_its_days(c: Circumstances) -> Verdict | None:
    """Answer for goods the promise does not mean, since they did not arrive at a weekend."""
    start = c.facts.moment(c.commitment.start)
    if c.commitment.only_on is None:
        return None
    if start is None:
        told = c.facts.figures.answers.get(c.commitment.parts[0].id)
        return None if told is not False else c.lacking(c.commitment.start)
    if is_weekend(start.first_on, c.calendar):
        return None
    params = {"day": start.first_on.isoformat()}
    reason = Said(N_("货物 %(day)s 到港，不是双休日，这项承诺不包括它。"), params)
    return Verdict(why=Why.NOT_COVERED, reason=reason)


def _shown_on_the_weekend(c: Circumstances) -> bool:
    start, end = c.facts.moment(c.commitment.start), c.facts.moment(c.commitment.end)
    if c.commitment.only_on is None or start is None or end is None:
        return False
    return _same_weekend(start, end, c)


def _same_weekend(start: Moment, end: Moment, c: Circumstances) -> bool:
    if end.last_on is None or end.earliest < start.earliest:
        return False
    days = (end.last_on - start.first_on).days
    return 0 <= days <= 1 and is_weekend(end.last_on, c.calendar)
