"""Works out the scores of enterprises anew and tells others when their lines changed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from services.credit.domain.ledger.entry import Entry
from services.credit.domain.score.choice import pack_on
from services.credit.domain.score.line import Score
from services.credit.domain.score.pack import RulePack
from services.credit.domain.score.scoring import score
from services.credit.domain.subjects.subject import Subject, may_change_with_time, names_of
from services.credit.ports import Ledger, SubjectStore
from shared.clock import SHANGHAI, local_date
from shared.errors import Conflict
from shared.events.credit_events import ScoreChanged

_TRIES = 10


def project_scores(
    usccs: Sequence[str],
    *,
    ledger: Ledger,
    subjects: SubjectStore,
    packs: Sequence[RulePack],
    now: datetime,
) -> None:
    """Bring the stored score of each enterprise up to its entries and to the day.

    An event goes out only when lines or grade changed, not when a deduction merely faded.

    Raises:
        Conflict: one enterprise was changed by somebody else ten times in a row.
    """
    for uscc in usccs:
        for attempt in range(1, _TRIES + 1):
            try:
                _project(uscc, ledger=ledger, subjects=subjects, packs=packs, now=now)
                break
            except Conflict:
                if attempt == _TRIES:
                    raise


def _project(
    uscc: str,
    *,
    ledger: Ledger,
    subjects: SubjectStore,
    packs: Sequence[RulePack],
    now: datetime,
) -> None:
    stored = subjects.get(uscc)
    entries = ledger.entries_of(uscc)
    known_at = max([now, *(entry.recorded_at for entry in entries)])
    day = _not_before(stored, local_date(known_at))
    pack = pack_on(packs, day)
    worked_out = score(uscc, entries, pack=pack, valid_on=day, known_at=known_at)
    fresh = _subject(worked_out, entries, stored, now)
    if stored is not None and fresh.applied_to < stored.applied_to:
        return
    before = stored or _at_start(uscc, pack, now)
    events = [_changed(before, fresh, now)] if _differs(before, fresh) else []
    if stored is None or fresh != stored:
        subjects.save(fresh, events, at=now)


def _subject(
    worked_out: Score, entries: Sequence[Entry], stored: Subject | None, now: datetime
) -> Subject:
    name, former = names_of(entries, stored.name if stored else "")
    kept = stored.former_names if stored else ()
    return Subject(
        uscc=worked_out.subject,
        name=name,
        former_names=tuple(dict.fromkeys(each for each in (*kept, *former) if each != name)),
        score=worked_out.score,
        grade=worked_out.grade,
        pack=worked_out.pack,
        marks=worked_out.marks,
        as_of=worked_out.valid_on,
        applied_to=entries[-1].seq if entries else 0,
        due_at=_tomorrow(now) if may_change_with_time(entries, worked_out) else None,
        version=stored.version if stored else 0,
    )


def _not_before(stored: Subject | None, day: date) -> date:
    """Return the day to work out; a clock that was set back takes nobody's entries away."""
    return max(day, stored.as_of) if stored else day


def _at_start(uscc: str, pack: RulePack, now: datetime) -> Subject:
    start = score(uscc, [], pack=pack, valid_on=local_date(now), known_at=now)
    return _subject(start, [], None, now)


def _differs(before: Subject, after: Subject) -> bool:
    return (before.marks, before.grade) != (after.marks, after.grade)


def _changed(before: Subject, after: Subject, now: datetime) -> ScoreChanged:
    return ScoreChanged(
        key=after.uscc,
        version=after.version + 1,
        occurred_at=now,
        score=after.score,
        grade=after.grade,
        previous_score=Decimal(before.score),
        previous_grade=before.grade,
        pack=after.pack,
        line_codes=after.marks,
        as_of=after.as_of,
    )


def _tomorrow(now: datetime) -> datetime:
    """Return the beginning of the next legal day."""
    following = local_date(now) + timedelta(days=1)
    return datetime.combine(following, time(), SHANGHAI).astimezone(UTC)
