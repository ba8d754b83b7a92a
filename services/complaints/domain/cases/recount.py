"""Counts days of a case again, once an official calendar is loaded that they depend on."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.change_findings import HEARING_WORKING_DAYS
from services.complaints.domain.cases.handling import Notice
from services.complaints.domain.cases.schedule import overdue_at, scheduled
from services.complaints.domain.cases.system_step import system_step
from services.complaints.domain.clocks.clock import Clock
from services.complaints.domain.clocks.limits import LimitMissing
from shared.events.case_events import CaseChanged, DeadlinesRecounted
from shared.events.envelope import Event

RECOUNT = "recount"
NO_DAYS: frozenset[date] = frozenset()
HEARING = "T-HEAR"
HEARING_TITLE: Mapping[str, str] = {"zh": "当事人要求听证", "en": "Hearing request of the party"}


@dataclass(frozen=True)
class Recounted:
    """A day that was counted again; it may be the same day, now final."""

    code: str
    title: Mapping[str, str]
    before: date
    after: date


def recount(case: Case, act: Act, changed: AbstractSet[date] = NO_DAYS) -> tuple[Case, list[Event]]:
    """Return the case with its days counted again, and what is told of it.

    These are the provisional ones, and those counted through a day that became one off or worked
    (`changed`). Clocks that are met, other final ones, and those whose rule is no longer there,
    stay as they are. A limit that was noted as overdue and now ends later is noted anew when its
    time comes. Without anything to change the case itself comes back, and no event.
    """
    clocks = tuple(_anew(clock, act, changed) for clock in case.clocks)
    notices = _notices(case.notices, act, changed)
    moved = _moved(case, clocks, notices)
    after = scheduled(
        replace(case, clocks=clocks, notices=notices, overdue=_late(case, clocks, act))
    )
    if not moved and after.provisional_due == case.provisional_due:
        return case, []
    after = replace(
        after,
        timeline=(*case.timeline, *(_step(case, each, act) for each in moved)),
        changed_at=act.now,
        version=case.version + 1,
    )
    return after, [_event(after, moved, act)]


def _anew(clock: Clock, act: Act, changed: AbstractSet[date]) -> Clock:
    through = any(clock.started_on < day <= clock.due_on for day in changed)
    if not (clock.is_open and (clock.provisional or through)):
        return clock
    try:
        counted = act.limits.again(clock)
    except LimitMissing:
        return clock
    moved = (counted.due_on, counted.provisional) != (clock.due_on, clock.provisional)
    return counted if moved else clock


def _notices(
    notices: tuple[Notice, ...], act: Act, changed: AbstractSet[date]
) -> tuple[Notice, ...]:
    if not notices or not notices[-1].stands:
        return notices
    last = notices[-1]
    through = any(last.given_on < day <= last.hearing_until for day in changed)
    if not (last.provisional or through):
        return notices
    until = act.limits.working_days_after(last.given_on, HEARING_WORKING_DAYS)
    provisional = not act.limits.is_published(until)
    return (*notices[:-1], replace(last, hearing_until=until, provisional=provisional))


def _moved(case: Case, clocks: Sequence[Clock], notices: Sequence[Notice]) -> list[Recounted]:
    moved = [
        Recounted(before.code, after.title, before.due_on, after.due_on)
        for before, after in zip(case.clocks, clocks, strict=True)
        if before is not after
    ]
    if notices and notices[-1] != case.notices[-1]:
        days = case.notices[-1].hearing_until, notices[-1].hearing_until
        moved.append(Recounted(HEARING, HEARING_TITLE, *days))
    return sorted(moved, key=lambda each: each.after)


def _late(case: Case, clocks: Sequence[Clock], act: Act) -> tuple[str, ...]:
    again = {
        after.code
        for before, after in zip(case.clocks, clocks, strict=True)
        if before is not after and overdue_at(after.due_on) > act.now
    }
    return tuple(code for code in case.overdue if code not in again)


def _step(case: Case, each: Recounted, act: Act) -> Step:
    days = f"{each.before.isoformat()} {each.after.isoformat()}"
    return system_step(RECOUNT, f"{each.code} {days}", case, act)


def _event(case: Case, moved: Sequence[Recounted], act: Act) -> Event:
    if not moved:
        return CaseChanged(
            key=case.id,
            version=case.version,
            occurred_at=act.now,
            action=RECOUNT,
            state=case.state.value,
        )
    first = moved[0]
    return DeadlinesRecounted(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        city=case.city,
        department=case.department,
        limit=first.code,
        title_zh=first.title["zh"],
        title_en=first.title["en"],
        was_due_on=first.before,
        due_on=first.after,
        count=len(moved),
    )
