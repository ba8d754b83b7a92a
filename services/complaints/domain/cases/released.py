"""What the respondent sees of a case: the officer's words, what it was asked, the lines released.

Source: 市场监督管理投诉举报处理暂行办法 art 33; 价格法 art 38 (the reporter is kept secret).
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from services.complaints.domain.cases.called import called
from services.complaints.domain.cases.case import Case, CaseState, Step
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.handling import Decision, Notice, Service
from services.complaints.domain.cases.question import Question
from services.complaints.domain.cases.told import steps_of_respondent
from services.complaints.domain.cases.track import Track
from shared.clock import local_date


@dataclass(frozen=True, kw_only=True)
class ReleasedLine:
    """An upheld line without the reporter's words around it; amounts in CNY.

    Of a secret case neither day nor amount, as of an `AskedLine`; what was charged above the
    limit is a fact of the breach that the respondent answers to.
    """

    no: int
    item: str
    month: str
    charged_on: date | None
    amount: Decimal | None
    over: Decimal
    violation: str


@dataclass(frozen=True, kw_only=True)
class AskedLine:
    """A line the officer released with a question; of a secret case neither day nor amount.

    A day with an amount tells the payer from all others.

    Args:
        month: "2026-11"; empty where no day was told.
        amount: CNY; None for a secret case, as `charged_on`.
    """

    no: int
    item: str
    month: str
    charged_on: date | None
    amount: Decimal | None


@dataclass(frozen=True, kw_only=True)
class ReleasedQuestion:
    """What the enterprise was asked, and what it said."""

    asked_on: date
    statement: str
    lines: tuple[AskedLine, ...]
    until: date
    answered_on: date | None
    answer: str
    files: int
    silent: bool
    waits: bool


@dataclass(frozen=True, kw_only=True)
class ReleasedCase:
    """A case as its respondent sees it, once an officer has confirmed its code.

    Args:
        state: how far it is; None before the approved decision of a price report, whose handling
            is no matter of the respondent's.
        statement: the officer's notice; never the reporter's narrative; empty before it.
        decision: with its number once it is approved; a draft is not shown.
        questions: what this enterprise was asked, oldest first; without the words of its answer.
        steps: the steps whose rule shows them to the respondent, oldest first.
        called_on: the day it was called to mediation by its checked code; None without.
    """

    id: str
    track: str
    state: CaseState | None
    department: str
    statement: str
    lines: tuple[ReleasedLine, ...]
    notice: Notice | None
    decision: Decision | None
    service: Service | None
    questions: tuple[ReleasedQuestion, ...]
    steps: tuple[Step, ...]
    called_on: date | None = None

    @property
    def question(self) -> ReleasedQuestion | None:
        """The question that waits for an answer, or None."""
        last = self.questions[-1] if self.questions else None
        return last if last and last.waits else None

    @property
    def told_on(self) -> date:
        """The day the enterprise was told last."""
        asked = [question.asked_on for question in self.questions]
        noticed = self.notice.given_on if self.notice else None
        return max(day for day in (*asked, noticed, self.called_on) if day)


def released(case: Case, track: Track) -> ReleasedCase | None:
    """Return what the respondent may see: nothing before its code is confirmed.

    Until an officer has confirmed it, the code is only what the reporter typed, and findings may
    still change; the prior notice reaches the respondent by the way of service on record. Its own
    answer is not handed back: what was taken out of it would tell who reported.
    """
    notice = case.notice if case.respondent.confirmed else None
    asked = (released_question(each, case) for each in case.questions if _its(each, case))
    questions = tuple(replace(each, answer="") for each in asked)
    appointment = called(case)
    if notice is None and not questions and appointment is None:
        return None
    steps = steps_of_respondent(case, track)
    decided = case.decision if notice and case.decision and case.decision.document_no else None
    return ReleasedCase(
        id=case.id,
        track=case.track,
        state=case.state if notice or steps else None,
        department=case.department,
        statement=notice.text if notice else "",
        lines=_lines(case) if notice else (),
        notice=notice,
        decision=decided,
        service=case.service if decided else None,
        questions=questions,
        steps=tuple(steps),
        called_on=local_date(appointment.at) if appointment else None,
    )


def released_question(question: Question, case: Case) -> ReleasedQuestion:
    """Return a question as whoever answers it reads it."""
    answered = question.answered_at
    return ReleasedQuestion(
        asked_on=local_date(question.asked_at),
        statement=question.statement,
        lines=tuple(_asked_line(each, case) for each in case.lines if each.no in question.lines),
        until=question.until,
        answered_on=local_date(answered) if answered else None,
        answer=question.answer,
        files=len(question.files),
        silent=question.silent_on is not None,
        waits=question.waits and case.is_open,
    )


def _its(question: Question, case: Case) -> bool:
    return question.uscc is not None and question.uscc == case.respondent.uscc


def _asked_line(line: ChargeLine, case: Case) -> AskedLine:
    day = line.charged_on
    return AskedLine(
        no=line.no,
        item=line.item,
        month=day.isoformat()[:7] if day else "",
        charged_on=None if case.secret else day,
        amount=None if case.secret else line.amount,
    )


def _lines(case: Case) -> tuple[ReleasedLine, ...]:
    found = ((_asked_line(line, case), line.finding) for line in case.lines)
    return tuple(
        ReleasedLine(
            no=line.no,
            item=line.item,
            month=line.month,
            charged_on=line.charged_on,
            amount=line.amount,
            over=finding.over,
            violation=finding.violation or "",
        )
        for line, finding in found
        if finding and finding.upheld
    )
