"""What honours and classes add to a score, and what a serious list does to its grade."""

from collections.abc import Iterator

from services.credit.domain.ledger.entry import Entry, EntryKind
from services.credit.domain.score.knowledge import Knowledge
from services.credit.domain.score.line import ZERO, Draft
from services.credit.domain.score.pack import RulePack, ScoreRule


def honours(known: Knowledge, pack: RulePack) -> Iterator[Draft]:
    """Yield the lines of customs classes and red lists, oldest first; ended ones stay with 0.00."""
    for fact in known.facts:
        if fact.event.kind in {EntryKind.CUSTOMS_CLASS, EntryKind.RED_LIST}:
            yield from _honour(fact, known, pack)


def serious_lists(known: Knowledge, pack: RulePack) -> Iterator[Draft]:
    """Yield the lines of serious lists 严重失信主体名单; they carry no points but the grade."""
    for fact in known.facts:
        if fact.event.kind != EntryKind.SERIOUS_LIST:
            continue
        ended_by = _ended_by(fact, known)
        code = "serious_list" if ended_by is None else "serious_list_ended"
        yield _line(fact, pack, pack.rule(code), because=ended_by or ())


def _honour(fact: Entry, known: Knowledge, pack: RulePack) -> Iterator[Draft]:
    ended_by = _ended_by(fact, known)
    if ended_by is not None:
        yield _line(fact, pack, pack.rule("honour_ended"), because=ended_by)
        return
    code = fact.event.standing or ""
    if pack.has_rule(code):
        yield _line(fact, pack, pack.rule(code))


def _ended_by(fact: Entry, known: Knowledge) -> tuple[int, ...] | None:
    """Return the entries that ended an honour, empty where time did, None where it holds."""
    ending = known.ending_of(fact)
    if ending is not None:
        return (ending.seq,)
    if fact.event.ends_on is not None and known.valid_on > fact.event.ends_on:
        return ()
    replacement = known.replacement_of(fact)
    return None if replacement is None else (replacement.seq,)


def _line(fact: Entry, pack: RulePack, rule: ScoreRule, *, because: tuple[int, ...] = ()) -> Draft:
    return Draft(
        rule=rule.rule,
        code=rule.code,
        part=rule.part,
        seq=fact.seq,
        because=because,
        points=rule.points if rule.part else ZERO,
        article=pack.article_of(rule.rule),
        sentence=rule.sentence.filled(points=format(rule.points.normalize(), "f")),
        basis_kind=rule.ground.basis_kind,
    )
