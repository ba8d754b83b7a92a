"""Puts together what the page of an enterprise's credit record shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from services.credit.domain.ledger.entry import BREACH_KINDS, Entry, EntryKind
from services.credit.domain.measures.catalogue import GateRules
from services.credit.domain.measures.gate import (
    MeasureInForce,
    measures_in_force,
    records_in_force,
)
from services.credit.domain.score.choice import pack_on
from services.credit.domain.score.deductions import period_for
from services.credit.domain.score.knowledge import Knowledge, knowledge_of
from services.credit.domain.score.line import Score
from services.credit.domain.score.pack import GradeRule, RulePack
from services.credit.domain.score.periods import Period
from services.credit.domain.score.scoring import score
from services.credit.domain.subjects.subject import Subject
from services.credit.ports import Ledger, SubjectStore
from shared.clock import local_date


@dataclass(frozen=True, kw_only=True)
class Life:
    """The life of one record: its period of publicity and what ended it."""

    entry: Entry
    period: Period | None
    ending: Entry | None
    is_repaired: bool
    is_over: bool
    may_be_repaired: bool
    is_published: bool
    lift: Decimal


@dataclass(frozen=True, kw_only=True)
class Record:
    """All that is shown of an enterprise; `to_next` is what the grade above still wants."""

    uscc: str
    subject: Subject | None
    score: Score
    pack: RulePack
    entries: tuple[Entry, ...]
    lives: tuple[Life, ...]
    measures: tuple[MeasureInForce, ...]
    next_grade: GradeRule | None
    to_next: Decimal


def read_record(
    uscc: str,
    *,
    ledger: Ledger,
    subjects: SubjectStore,
    packs: Sequence[RulePack],
    rules: GateRules,
    now: datetime,
) -> Record:
    """Return the record of an enterprise as of today; one without entries has the start score."""
    today = local_date(now)
    pack = pack_on(packs, today)
    entries = ledger.entries_of(uscc)
    worked_out = score(uscc, entries, pack=pack, valid_on=today, known_at=now)
    known = knowledge_of(entries, today, known_at=now)
    rows = [row for row in rules.measures if row.ground.holds_on(today)]
    in_force = records_in_force(entries, pack, today=today, known_at=now)
    above = pack.next_grade(worked_out.grade)
    return Record(
        uscc=uscc,
        subject=subjects.get(uscc),
        score=worked_out,
        pack=pack,
        entries=tuple(entries),
        lives=_lives(known, pack, worked_out),
        measures=measures_in_force(in_force, rows, rules.version),
        next_grade=above,
        to_next=above.at_least - worked_out.score if above else Decimal(0),
    )


def _lives(known: Knowledge, pack: RulePack, worked_out: Score) -> tuple[Life, ...]:
    facts = [fact for fact in known.facts if fact.event.kind in BREACH_KINDS]
    return tuple(_life(fact, known, pack, worked_out) for fact in reversed(facts))


def _life(fact: Entry, known: Knowledge, pack: RulePack, worked_out: Score) -> Life:
    ending = known.ending_of(fact)
    period = period_for(fact, pack)
    today = known.valid_on
    is_over = period is not None and period.is_over(today)
    stands = ending is None and period is not None and not is_over
    shown = period is not None and period.shortest_until > period.starts_on
    taken = sum((line.points for line in worked_out.lines if line.seq == fact.seq), Decimal(0))
    return Life(
        entry=fact,
        period=period,
        ending=ending,
        is_repaired=ending is not None and ending.event.kind == EntryKind.REPAIR,
        is_over=is_over,
        may_be_repaired=stands and period is not None and today >= period.shortest_until,
        is_published=stands and shown,
        lift=-taken,
    )
