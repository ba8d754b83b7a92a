"""What becomes of a case that follows another one 并案, and what its reporter is told of it.

Filing, service, closing and a transfer: the reporter is told by the number of the own case and
learns of no other.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.announce import closed
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.merging import MERGE
from services.complaints.domain.cases.moving import moved
from services.complaints.domain.cases.penalty_needs import TELLING
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.schedule import scheduled
from services.complaints.domain.cases.take import take
from services.complaints.domain.clocks.clock import Clock
from shared.clock import local_date
from shared.events.case_events import DecisionServed, FilingDecided
from shared.events.envelope import Event


def tell_together(case: Case, master: Case, act: Act) -> tuple[Case, list[Event]] | None:
    """Return a case that follows another one after its next news, and what is told of it.

    None where nothing is new: each decision, service and closing is told once. An anonymous
    reporter reads it in the mailbox; whether it was filed is told to named ones alone, and the
    case of a named one is closed no earlier than it was told that.
    """
    waiting = (news for news in _NEWS if _is_new(news, case, master))
    first = next(waiting, None)
    if first is None:
        return None
    after, _ = take(case, RecordedStep(action=first.action, values={}), act)
    dated = scheduled(replace(after, clocks=_dated(after, case, master, act)))
    return dated, [first.event(dated, master, act)]


def move_along(case: Case, master: Case, act: Act) -> tuple[Case, list[Event]] | None:
    """Return a case in the hands of the department that has the leading one; None if it is."""
    if case.department == master.department:
        return None
    given = moved(case, master.department).case
    return take(given, RecordedStep(action=MOVED_TOGETHER, values={}), act)


@dataclass(frozen=True)
class _News:
    action: str
    happened_at: Callable[[Case], datetime | None]
    event: Callable[[Case, Case, Act], Event]


def _is_new(news: _News, case: Case, master: Case) -> bool:
    at, last = news.happened_at(master), case.last(news.action)
    if at is None or (news.action == TOGETHER and not case.real_name):
        return False
    if news.action == CLOSED and case.real_name and case.reporter_told_on is None:
        return False
    merged = case.last(MERGE)
    if last is None or (merged is not None and last.at < merged.at):
        return True
    return last.at < at


def _dated(after: Case, before: Case, master: Case, act: Act) -> tuple[Clock, ...]:
    """Return the clocks by the day the leading case was decided on, not that of this message.

    Telling counts from then, or from the day of the merger where that came later; whether to
    file was decided then.
    """
    decided, merged = _decided_at(master), before.last(MERGE)
    if decided is None or merged is None:
        return after.clocks
    on = local_date(decided)
    told_from = max(on, local_date(merged.at))
    begun = len(before.clocks)
    ended = {c.code for c in before.clocks if c.is_open} & {FILING}
    return tuple(
        act.limits.start(clock.code, told_from)
        if place >= begun
        else replace(clock, met_on=on)
        if clock.code in ended and clock.met_on == act.today
        else clock
        for place, clock in enumerate(after.clocks)
    )


def _decided_at(master: Case) -> datetime | None:
    return master.filing.decided_at if master.filing else None


def _served_at(master: Case) -> datetime | None:
    return master.service.recorded_at if master.service else None


def _closed_at(master: Case) -> datetime | None:
    step = master.last("close") if master.state is CaseState.CLOSED else None
    return step.at if step else None


def _filing_decided(case: Case, master: Case, act: Act) -> FilingDecided:
    telling, filing = case.clock(TELLING), master.filing
    return FilingDecided(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        outcome=filing.outcome.value if filing else "",
        ground=filing.ground if filing else "",
        department=case.department,
        respondent_uscc=case.respondent.uscc,
        reporter_ref=case.reporter_ref,
        due_on=telling.due_on if telling else None,
    )


def _served(case: Case, master: Case, act: Act) -> DecisionServed:
    decision, service = master.decision, master.service
    return DecisionServed(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        document_no=(decision.document_no if decision else "") or "",
        department=case.department,
        respondent_uscc="",
        served_on=service.served_on if service else act.today,
        reporter_ref=case.reporter_ref if case.real_name else None,
    )


def _closed(case: Case, _master: Case, act: Act) -> Event:
    return closed(case, act)


TOGETHER, SERVED, CLOSED = "together_decided", "together_served", "together_closed"
MOVED_TOGETHER, FILING = "moved_together", "T-FILE"
_NEWS = (
    _News(TOGETHER, _decided_at, _filing_decided),
    _News(SERVED, _served_at, _served),
    _News(CLOSED, _closed_at, _closed),
)
