"""When a case is due next: kept beside its clocks for worklists and the clock process."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.asking import open_question
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.duties import beside_the_lead
from services.complaints.domain.cases.track import Outcome
from services.complaints.domain.cases.waiting import waits_until
from services.complaints.domain.clocks.clock import Clock
from shared.clock import SHANGHAI

NO_LIMIT = datetime(2999, 1, 1, tzinfo=UTC)
WHILE_MERGED = frozenset({"T-FILE-N"})


def overdue_at(due_on: date) -> datetime:
    """Return the instant a due day ends: the next midnight at +08:00, in UTC."""
    midnight = datetime.combine(due_on + timedelta(days=1), time.min, tzinfo=SHANGHAI)
    return midnight.astimezone(UTC)


def scheduled(case: Case) -> Case:
    """Return the case with what is kept of its clocks and tasks for worklists and processes."""
    waits = case.merged_into is not None
    running = [clock for clock in case.clocks if counts(clock, case)]
    due_on = min((clock.due_on for clock in running), default=None)
    tasks = case.tasks if case.is_open and not waits else ()
    rungs = [clock.next_rung.at for clock in running if clock.next_rung]
    rungs += [task.next_rung.at for task in tasks if task.next_rung]
    return replace(
        case,
        due_on=due_on,
        open_due=_open_due(case, due_on),
        next_due=min((*_unnoted_ends(case), *rungs), default=None),
        provisional_due=_provisional_due(case),
        asked_departments=beside_the_lead(case) if case.is_open else (),
    )


def counts(clock: Clock, case: Case) -> bool:
    """Tell whether the due day of a clock can pass: of a case that follows another, few do."""
    return clock.is_due and (case.merged_into is None or clock.code in WHILE_MERGED)


def look_again_at(case: Case, work_begins: datetime) -> datetime:
    """Return when to look at a case again whose reminder waits until somebody is at work.

    A limit that runs out meanwhile is noted at once all the same.
    """
    return min((*_unnoted_ends(case), work_begins))


def _unnoted_ends(case: Case) -> list[datetime]:
    """Return when limits run out that nobody noted, and the terms of what was asked for."""
    days = [
        clock.due_on
        for clock in case.clocks
        if counts(clock, case) and clock.code not in case.overdue
    ]
    asked = None if case.merged_into else open_question(case)
    if asked is not None and case.is_open:
        days.append(asked.until)
    material = None if case.merged_into else waits_until(case)
    if material is not None:
        days.append(material)
    return [overdue_at(day) for day in days]


def _open_due(case: Case, due_on: date | None) -> datetime | None:
    if not case.is_open or (case.merged_into and due_on is None):
        return None
    return overdue_at(due_on) if due_on else NO_LIMIT


def _provisional_due(case: Case) -> datetime | None:
    days = [clock.due_on for clock in case.clocks if counts(clock, case) and clock.provisional]
    if case.notice is not None and case.notice.provisional:
        days.append(case.notice.hearing_until)
    return overdue_at(min(days)) if days and case.is_open else None


def with_clocks(
    case: Case, outcome: Outcome, act: Act, met_on: date, started_on: date
) -> tuple[Clock, ...]:
    """Return the clocks after an outcome: ended, standing still, running again, begun.

    `met_on` is the day of the act itself and `started_on` that of what begins a limit, which may
    both lie before the day it is recorded. No other clock is touched, and one that ran out before
    stands still no more.
    """
    kept = tuple(_after(clock, outcome, act, met_on) for clock in case.clocks)
    codes = outcome.begun(real_name=case.real_name, is_set=act.limits.is_set)
    return kept + tuple(act.limits.start(code, started_on) for code in codes)


def _after(clock: Clock, outcome: Outcome, act: Act, on: date) -> Clock:
    if not clock.is_open:
        return clock
    if clock.code in outcome.stops:
        return replace(clock, met_on=min(on, clock.due_on) if clock.is_right else on)
    if clock.code in outcome.pauses and not clock.stands_still and on <= clock.due_on:
        return act.limits.pause(clock, outcome.pauses[clock.code], on)
    if clock.code in outcome.resumes and clock.stands_still:
        return act.limits.resume(clock, on)
    return clock
