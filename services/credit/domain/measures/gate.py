"""The gate: what a department hears before it grants or refuses something.

Only a measure of the published catalogue, valid today for this department and purpose and called
for by a record in force, can hold anything up. Without such a ground the answer is ALLOW.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.credit.domain.ledger.entry import BREACH_KINDS, Entry
from services.credit.domain.measures.catalogue import (
    Decision,
    Effect,
    GateRules,
    Measure,
    Purpose,
)
from services.credit.domain.score.deductions import period_for
from services.credit.domain.score.knowledge import Knowledge, knowledge_of
from services.credit.domain.score.pack import RulePack
from services.credit.domain.words import Words

_GRAVITY = tuple(Decision)


@dataclass(frozen=True, kw_only=True)
class MeasureInForce:
    """A measure a department may take today, on which records and until when at the latest."""

    code: str
    title: Words
    effect: Effect
    decision: Decision
    departments: tuple[str, ...]
    basis: str
    basis_kind: str
    version: str
    records: tuple[int, ...]
    until: date | None


@dataclass(frozen=True, kw_only=True)
class RecordInForce:
    """A record that may be shown and used today, and until when at the latest."""

    entry: Entry
    until: date | None


def records_in_force(
    entries: Iterable[Entry], pack: RulePack, *, today: date, known_at: datetime
) -> tuple[RecordInForce, ...]:
    """Return what may be used against or for an enterprise today.

    Left out: what was repaired, annulled, removed, replaced, what has run out, and minor
    breaches, which are not shown in principle.
    """
    known = knowledge_of(entries, today, known_at=known_at)
    candidates = (_in_force(fact, known, pack) for fact in known.facts)
    return tuple(record for record in candidates if record is not None)


def measures_in_force(
    records: Sequence[RecordInForce], measures: Iterable[Measure], version: str
) -> tuple[MeasureInForce, ...]:
    """Return the measures that the records call for, in the order of the catalogue.

    A reward gives way where a restriction holds for all of its purposes.
    """
    called = [
        (measure, fitting)
        for measure in measures
        if (fitting := [record for record in records if measure.fits(record.entry)])
    ]
    restricted = frozenset(
        purpose
        for measure, _ in called
        if measure.effect == Effect.RESTRICT
        for purpose in measure.purposes
    )
    return tuple(
        _measure(measure, fitting, version)
        for measure, fitting in called
        if measure.effect == Effect.RESTRICT or not restricted.issuperset(measure.purposes)
    )


def decide(measures: Sequence[MeasureInForce]) -> Decision:
    """Return the gravest answer of the measures, ALLOW where there are none."""
    return max((row.decision for row in measures), key=_GRAVITY.index, default=Decision.ALLOW)


def gate_measures(
    records: Sequence[RecordInForce],
    rules: GateRules,
    *,
    department: str,
    purpose: Purpose,
    today: date,
) -> tuple[MeasureInForce, ...]:
    """Return the measures this department may take for this purpose today."""
    rows = rules.measures_for(department, purpose.code, today)
    here = (replace(row, purposes=(purpose.code,)) for row in rows)
    return measures_in_force(records, here, rules.version)


def feedback_due(asked_on: date, purpose: Purpose) -> date:
    """Return the last calendar day on which the department tells what it did."""
    return asked_on + timedelta(days=purpose.feedback_days)


def _in_force(fact: Entry, known: Knowledge, pack: RulePack) -> RecordInForce | None:
    if known.ending_of(fact) is not None or known.replacement_of(fact) is not None:
        return None
    if fact.event.kind in BREACH_KINDS:
        return _breach_in_force(fact, known, pack)
    ends_on = fact.event.ends_on
    if ends_on is not None and known.valid_on > ends_on:
        return None
    return RecordInForce(entry=fact, until=ends_on)


def _breach_in_force(fact: Entry, known: Knowledge, pack: RulePack) -> RecordInForce | None:
    period = period_for(fact, pack)
    if period is None or period.is_over(known.valid_on):
        return None
    if period.shortest_until == period.starts_on:
        return None
    return RecordInForce(entry=fact, until=period.longest_until)


def _measure(measure: Measure, records: Sequence[RecordInForce], version: str) -> MeasureInForce:
    ends = [record.until for record in records]
    lasting = [end for end in ends if end is not None]
    return MeasureInForce(
        code=measure.code,
        title=measure.title,
        effect=measure.effect,
        decision=measure.decision,
        departments=measure.departments,
        basis=measure.ground.basis,
        basis_kind=measure.ground.basis_kind,
        version=version,
        records=tuple(record.entry.seq for record in records),
        until=max(lasting) if len(lasting) == len(ends) else None,
    )
