"""How officers' pages show time limits: what is left, until when, and the arithmetic."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change_findings import HEARING_WORKING_DAYS
from services.complaints.domain.clocks.clock import Clock
from services.complaints.domain.clocks.due import due
from services.complaints.domain.clocks.limits import Span, TimeLimit, Unit
from services.complaints.domain.clocks.remaining import Remaining, Urgency, remaining
from shared.clock import local_date
from shared.web.formats import short_date
from shared.web.language import current_language, say, words
from shared.words import N_

NEAREST = 3
HEARING = N_("当事人申辩、要求听证")
HEARING_BASIS = N_("行政处罚法第六十四条、第八十五条")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, kw_only=True)
class DueView:
    """A date of a case; `left` in working days, 0 on the day, below 0 after it.

    `paused` says since when and why the limit stands still; empty while it runs.
    """

    title: str
    left: int
    due_on: date
    provisional: bool
    basis_kind: str
    basis: str
    steps: tuple[str, ...]
    paused: str = ""


def nearest_dates(case: Case, c: Container) -> list[DueView]:
    """Return the nearest three open dates of a case, the earliest first."""
    today = local_date(c.now())
    dates = [_clock_view(clock, c, today) for clock in case.clocks if clock.is_open]
    dates.extend(_hearing(case, c, today))
    return sorted(dates, key=lambda each: each.due_on)[:NEAREST]


def days_left(left: Remaining) -> int:
    """Return what is left as pages draw it: 0 on the due day, below 0 after it."""
    if left.urgency is Urgency.OVERDUE:
        return -max(1, left.working_days)
    return left.working_days


def arithmetic(message: str, params: Mapping[str, Any]) -> str:
    """Return one sentence of the arithmetic, its days written as pages write days."""
    written = {name: _ISO_DAY.sub(_short, str(value)) for name, value in params.items()}
    return say(message, written)


def paused_words(clock: Clock | None) -> str:
    """Return 暂停中，自 11月24日 起（检测）; empty where the clock runs."""
    if clock is None or not clock.stands_still:
        return ""
    pause = clock.pauses[-1]
    since = short_date(pause.from_on)
    return say(N_("暂停中，自 %(day)s 起（%(why)s）"), {"day": since, "why": words(pause.title)})


def span_words(limit: TimeLimit) -> str:
    """Return 15 个工作日; empty where the law gives no number."""
    return words(limit.span.names) if limit.span else ""


def _clock_view(clock: Clock, c: Container, today: date) -> DueView:
    return DueView(
        title=words(clock.title),
        left=days_left(remaining(today, clock.due_on, c.rules.calendar)),
        due_on=clock.due_on,
        provisional=clock.provisional,
        basis_kind=clock.basis_kind,
        basis=clock.basis,
        steps=tuple(
            arithmetic(step.message, step.values(current_language())) for step in clock.steps
        ),
        paused=paused_words(clock),
    )


def _hearing(case: Case, c: Container, today: date) -> list[DueView]:
    """Return the respondent's own period while it runs; it is no duty of the officer's."""
    notice = case.notice
    if notice is None or notice.given_up or case.state != "noticed":
        return []
    if today > notice.hearing_until:
        return []
    span = Span(HEARING_WORKING_DAYS, Unit.WORKING_DAY)
    counted = due(notice.given_on, span, c.rules.calendar)
    return [
        DueView(
            title=say(HEARING),
            left=days_left(remaining(today, notice.hearing_until, c.rules.calendar)),
            due_on=notice.hearing_until,
            provisional=counted.provisional,
            basis_kind="law",
            basis=say(HEARING_BASIS),
            steps=tuple(arithmetic(step.message, step.params) for step in counted.arithmetic),
        )
    ]


def _short(found: re.Match[str]) -> str:
    return short_date(found[0])
