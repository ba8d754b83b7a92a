"""The board of measures: every duty of a notice, what was reported, what stands out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.commitments.check import check_commitment
from services.complaints.domain.commitments.commitment import Commitment, Kind
from services.complaints.domain.commitments.commitments import Commitments
from services.complaints.domain.commitments.facts import Facts, Figures
from services.complaints.domain.commitments.measure import Measure, State, untouched
from services.complaints.domain.commitments.report import Report
from services.complaints.domain.commitments.verdict import Finding, Verdict
from services.complaints.domain.parties.party_rules import Duty, PartyRules
from shared.clock import local_date

PER_CASE = frozenset({Kind.SAME_DAY, Kind.HOURS, Kind.INSTANT})
"""Promises of each single case; their indicator is the share that was in time."""


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """One row of the board.

    Args:
        commitment: None where the notice promises nothing that is measured.
        shown: the report to show: the accepted one to the public, else the latest.
        verdict: what the reported figure says of the promise; None without one.
        overdue: the deadline is over and nothing accepted says that it is done.
        contradicts: reported as done, while the figure says the promise is broken.
        conflict_on: another day the same notice sets for the same thing.
        inside: whether an official looks, who sees what waits for acceptance.
    """

    duty: Duty
    commitment: Commitment | None
    measure: Measure
    shown: Report | None
    verdict: Verdict | None
    overdue: bool
    contradicts: bool
    conflict_on: date | None
    inside: bool = False

    @property
    def stands_out(self) -> bool:
        """Whether a supervisor should look at it first."""
        waiting = self.inside and self.measure.state is State.REPORTED
        return self.overdue or self.contradicts or waiting or self.conflict_on is not None


@dataclass(frozen=True, kw_only=True)
class BoardRules:
    """The rules a board is made from."""

    parties: PartyRules
    commitments: Commitments
    calendar: Calendar


def board(
    duties: Iterable[Duty],
    measures: Iterable[Measure],
    *,
    rules: BoardRules,
    now: datetime,
    inside: bool,
) -> list[BoardRow]:
    """Return the rows in the order of the notice.

    Args:
        duties: the rows wanted.
        measures: those somebody has acted on.
        rules: promises and calendar.
        now: what is overdue is overdue then.
        inside: for officials, who see what has not been accepted as well.
    """
    acted = {measure.id: measure for measure in measures}
    promises = {row.duty: row for row in rules.commitments.rows}
    return [
        _row(duty, acted.get(duty.key) or untouched(duty), promises, rules, (now, inside))
        for duty in duties
    ]


def _row(
    duty: Duty,
    measure: Measure,
    promises: Mapping[str, Commitment],
    rules: BoardRules,
    seen: tuple[datetime, bool],
) -> BoardRow:
    now, inside = seen
    commitment = promises.get(duty.key)
    shown = (measure.report if inside else None) or measure.accepted
    verdict = judged(commitment, shown, rules, now) if commitment and shown else None
    broken = verdict is not None and verdict.finding is Finding.BROKEN
    done = measure.accepted is not None and measure.accepted.done
    return BoardRow(
        duty=duty,
        commitment=commitment,
        measure=measure,
        shown=shown,
        verdict=verdict,
        overdue=duty.deadline is not None and duty.deadline < local_date(now) and not done,
        contradicts=shown is not None and shown.done and broken,
        conflict_on=commitment.conflict_on if commitment else None,
        inside=inside,
    )


def judged(
    commitment: Commitment, report: Report, rules: BoardRules, now: datetime
) -> Verdict | None:
    """Return what a reported figure says of a promise; None where it says nothing."""
    if commitment.kind in PER_CASE or commitment.kind is Kind.NO_NUMBER:
        return None
    if report.value is None and not report.answers:
        return None
    figures = Figures(
        value=report.value, base=report.base, answers=dict(report.answers), on=report.on
    )
    facts = Facts(figures=figures)
    return check_commitment(
        commitment, facts, rules=rules.commitments, calendar=rules.calendar, now=now
    )
