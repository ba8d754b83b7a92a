"""Report on a measure, accept or return the report, remind: once per command."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.cases.command import Hashed, command_of
from services.complaints.domain.commitments.measure import (
    Act,
    Acting,
    Changed,
    Measure,
    accept,
    remind,
    report_on,
    send_back,
    untouched,
)
from services.complaints.domain.commitments.report import Report
from services.complaints.domain.parties.party_rules import Duty, PartyRules
from services.complaints.ports.measures import MeasureStore
from shared.clock import local_date
from shared.errors import Conflict, FieldError, Invalid, NotFound
from shared.principal import Principal
from shared.words import N_

UNKNOWN = N_("没有这项措施")
_DECISIONS: dict[Act, Callable[[Measure, str, Acting], Changed]] = {
    Act.ACCEPTED: accept,
    Act.RETURNED: send_back,
    Act.REMINDED: remind,
}


@dataclass(frozen=True, kw_only=True)
class ChangeMeasure:
    """What somebody does to a row of the board, under a key of the form.

    Args:
        row: key of the duty, `JX-2-7#2`.
        act: what.
        version: the version the person has seen; 0 where nobody had acted.
        words: reason or remark, inside.
        report: for a report.
    """

    row: str
    act: Act
    version: int
    key: str
    words: str = ""
    report: Report | None = None


def change_measure(
    change: ChangeMeasure,
    *,
    actor: Principal,
    now: datetime,
    parties: PartyRules,
    measures: MeasureStore,
    hashed: Hashed,
) -> Measure:
    """Return the measure after a change, or as it stands if the same form came before.

    Raises:
        NotFound: there is no such row.
        Forbidden: the person may not do this.
        Conflict: somebody changed it since it was looked at, or its state does not allow this.
        Invalid: something is missing or too long.
    """
    duty = duty_of(change.row, parties)
    body = [change.act, change.words, change.report]
    command = command_of(actor.sub, f"{change.row}|{change.key}", body, hashed=hashed)
    found, again = measures.get_for(duty.key, command)
    measure = found or untouched(duty)
    if again:
        return measure
    if measure.version != change.version:
        raise Conflict(N_("别人刚改过这一项，请刷新后再试"))
    acting = Acting(
        actor=actor, duty=duty, now=now, port_office=parties.city(duty.city).port_office
    )
    after, events = _changed(measure, change, acting)
    measures.save(after, events, command)
    return after


def duty_of(row: str, parties: PartyRules) -> Duty:
    """Return a row of the duties.

    Raises:
        NotFound: there is none.
    """
    found = next((duty for duty in parties.duties if duty.key == row), None)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def _changed(measure: Measure, change: ChangeMeasure, acting: Acting) -> Changed:
    if change.report is None:
        return _DECISIONS[change.act](measure, change.words, acting)
    if change.report.on > local_date(acting.now):
        error = FieldError("values.on", N_("日期不能晚于今天"))
        raise Invalid(N_("填报的内容要修改。"), errors=[error])
    return report_on(measure, change.report, acting)
