"""Service by public announcement 公告送达: it takes effect on the day its period ends.

The period is a setting of the platform: the article was not read in its text.
"""

from dataclasses import replace
from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.handling import Service
from services.complaints.domain.cases.problems import need_day, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.serving import served
from services.complaints.domain.cases.standing import Need, Standing
from shared.errors import FieldError
from shared.words import N_

PERIOD, WAY = "P-ANNOUNCE", "announcement"
ANNOUNCED = "announce_service"


def announce_service(case: Case, values: Values, act: Act) -> Change:
    """Keep that the decision was announced; its period runs from the day of publication.

    Values: `on` (day of publication), `place`, `text` (why no other way was possible).

    Raises:
        Invalid: the day lies before the decision or after today.
    """
    on = date.fromisoformat(values["on"])
    decided_on = case.decision.decided_on if case.decision else None
    raise_if_any(need_day("on", on, earliest=decided_on, latest=act.today))
    clocks = (*case.clocks, act.limits.start(PERIOD, on))
    return Change(case=replace(case, clocks=clocks), done_on=on)


def serve_announced(case: Case, _values: Values, act: Act) -> Change:
    """Let an announced decision count as served on the day its period ended."""
    clock, told = case.clock(PERIOD), case.last(ANNOUNCED)
    if clock is None or told is None:
        raise ValueError("a decision that was not announced has no such step")
    service = Service(
        served_on=clock.due_on,
        way=WAY,
        proof=told.values["place"],
        recorded_by=told.actor,
        recorded_at=act.now,
    )
    return Change(case=served(case, service), done_on=clock.due_on)


def _not_announced(now: Standing) -> FieldError | None:
    clock = now.case.clock(PERIOD)
    waits = clock is not None and clock.is_open
    return FieldError("", N_("已经公告送达，期间还没有届满")) if waits else None


ANNOUNCEMENT_NEEDS: dict[str, Need] = {"not_announced": _not_announced}
