"""What is kept of a case passed on: a forwarding 转送, a dispute of competence 管辖争议."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Forwarding:
    """A case sent to another department that is to report back, as form 3 of order 121 writes it.

    Args:
        by_department: id of the department that sent it and sees what becomes of it.
        report_back_on: the last day for the report.
        attachments, pages: how many went along; None where none did.
        return_asked: why the receiver holds it to be sent wrongly; empty until then.
        reported_on: the day of the report; None while it is owed.
    """

    by_department: str
    forwarded_by: str
    forwarded_at: datetime
    report_back_on: date
    attachments: int | None = None
    pages: int | None = None
    return_asked: str = ""
    reported_on: date | None = None

    @property
    def is_owed(self) -> bool:
        """Whether the report is still to come."""
        return self.reported_on is None


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """Two departments of which each holds the other one, or each itself, to be competent.

    Args:
        raised_by: id of the department that raised it; `other` the one that answers.
        refused: whether the other one has declined, so that the common superior rules.
        claimed: whether who raised it holds itself to be competent; `other` is then in charge.
    """

    raised_by: str
    other: str
    raised_at: datetime
    reason: str
    refused: bool = False
    claimed: bool = False

    @property
    def sides(self) -> tuple[str, str]:
        """Both departments."""
        return self.raised_by, self.other
