"""The score of an enterprise: a pure function of entries, rule pack and two dates."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain

from services.credit.domain.ledger.entry import Entry
from services.credit.domain.score.deductions import deductions
from services.credit.domain.score.honours import honours, serious_lists
from services.credit.domain.score.knowledge import knowledge_of
from services.credit.domain.score.line import ZERO, Draft, Line, PartScore, Score, rounded
from services.credit.domain.score.pack import GradeRule, PartRule, RulePack


def score(
    subject: str,
    entries: Iterable[Entry],
    *,
    pack: RulePack,
    valid_on: date,
    known_at: datetime,
) -> Score:
    """Return the score of an enterprise on a legal day, from what was recorded by an instant.

    `known_at` leaves out what was recorded later; `valid_on` decides what is in force and how
    far it has faded. Entries may come in any order; those of other subjects are left out.

    Source: D8 default model, as the pack states it.
    """
    own = [entry for entry in entries if entry.event.subject == subject]
    known = knowledge_of(own, valid_on, known_at=known_at)
    listed = tuple(serious_lists(known, pack))
    drafts = (*deductions(known, pack), *honours(known, pack), *listed)
    limits = tuple(chain.from_iterable(_limits(part, drafts, pack) for part in pack.parts))
    lines = _balanced((_start(pack), *drafts, *limits))
    grade = _grade(lines[-1].balance_to, listed, pack)
    return Score(
        subject=subject,
        score=lines[-1].balance_to,
        grade=grade.grade,
        grade_title=grade.title,
        pack=pack.id,
        valid_on=valid_on,
        known_at=known_at,
        parts=tuple(_part(part, (*drafts, *limits)) for part in pack.parts),
        lines=lines,
    )


def _start(pack: RulePack) -> Draft:
    rule = pack.rule("start")
    return Draft(
        rule=rule.rule,
        code=rule.code,
        part=None,
        points=rounded(sum((part.start for part in pack.parts), ZERO)),
        article=pack.article_of(rule.rule),
        sentence=rule.sentence,
        basis_kind=rule.ground.basis_kind,
    )


def _limits(part: PartRule, drafts: Sequence[Draft], pack: RulePack) -> Iterable[Draft]:
    """Yield the line that keeps a part between 0 and its maximum, citing all that moved it."""
    moving = [draft for draft in drafts if draft.part == part.code and draft.points]
    total = part.start + sum((draft.points for draft in moving), ZERO)
    kept = min(max(total, ZERO), part.full)
    if kept == total:
        return
    rule = pack.rule("cap" if kept < total else "floor")
    yield Draft(
        rule=rule.rule,
        code=rule.code,
        part=part.code,
        points=rounded(kept - total),
        article=pack.article_of(rule.rule),
        sentence=rule.sentence.filled(full=format(part.full.normalize(), "f")),
        because=tuple(sorted({draft.seq for draft in moving if draft.seq is not None})),
        basis_kind=rule.ground.basis_kind,
    )


def _balanced(drafts: Iterable[Draft]) -> tuple[Line, ...]:
    balance = ZERO
    lines = []
    for draft in drafts:
        lines.append(_line(draft, balance))
        balance = lines[-1].balance_to
    return tuple(lines)


def _line(draft: Draft, balance: Decimal) -> Line:
    return Line(
        rule=draft.rule,
        code=draft.code,
        part=draft.part,
        seq=draft.seq,
        because=draft.because,
        points=rounded(draft.points),
        balance_from=balance,
        balance_to=rounded(balance + draft.points),
        article=draft.article,
        sentence=draft.sentence,
        basis_kind=draft.basis_kind,
    )


def _part(part: PartRule, drafts: Sequence[Draft]) -> PartScore:
    moved = sum((draft.points for draft in drafts if draft.part == part.code), ZERO)
    return PartScore(
        code=part.code, title=part.title, points=rounded(part.start + moved), full=part.full
    )


def _grade(points: Decimal, listed: Sequence[Draft], pack: RulePack) -> GradeRule:
    if any(draft.code == "serious_list" for draft in listed):
        return pack.lowest_grade
    return pack.grade_for(points)
