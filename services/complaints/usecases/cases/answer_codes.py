"""The one-time code by which a respondent without an account answers: drawn, printed, found again.

It is drawn anew each time its letter is printed, from the case, the instant it was asked and a key
that is no part of the database, and kept as a slow digest alone.
"""

from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.cases.actors import may_handle
from services.complaints.domain.cases.asking import open_question, with_code
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.question import Question
from services.complaints.domain.cases.reading import ReadKind
from services.complaints.domain.cases.receipt import read_receipt
from services.complaints.domain.cases.released import ReleasedQuestion, released_question
from services.complaints.ports.anonymous import Receipts
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.record_look import record_look
from shared.clock import local_date
from shared.errors import FieldError, Forbidden, Invalid, NotFound
from shared.principal import Principal
from shared.words import N_

NOT_SIXTEEN = N_("答复码是 16 位数字，请核对")
NO_SUCH = N_("没有这个答复码，或者答复期限已过，请核对")
ANSWERED = N_("这个答复码已经用过：答复已经收到")


@dataclass(frozen=True, kw_only=True)
class AnswerLetter:
    """What the letter to a respondent prints; `code` stands nowhere else."""

    question: ReleasedQuestion
    code: str


def with_drawn_code(case: Case, receipts: Receipts) -> Case:
    """Return the case with the digest of a code for a question that is asked by letter."""
    asked = open_question(case)
    if asked is None or not asked.by_letter or asked.code:
        return case
    return with_code(case, receipts.digest(_code(case, asked, receipts)))


def answer_letter(
    case: Case, *, principal: Principal, now: datetime, ports: CasePorts
) -> AnswerLetter:
    """Return the letter of the question that waits, for an officer in charge; the look is kept.

    Raises:
        Forbidden: not an officer of the department in charge.
        NotFound: nothing is asked by letter.
    """
    if not may_handle(case, principal):
        raise Forbidden(N_("只有承办部门的承办人可以办这一步"))
    asked = open_question(case)
    if asked is None or not asked.code:
        raise NotFound(N_("没有要寄的答复信"))
    record_look(case.id, ReadKind.ANSWER_LETTER, principal=principal, now=now, trail=ports.trail)
    code = _code(case, asked, ports.receipts)
    return AnswerLetter(question=released_question(asked, case), code=code)


def case_of_code(typed: str, *, now: datetime, ports: CasePorts) -> Case:
    """Return the case whose respondent answers by this code, while it may be answered.

    A wrong code takes as long as a right one, and one whose term is over is told like a wrong one.

    Raises:
        Invalid: no code looks like this, none is this one, or it was used.
    """
    code = read_receipt(typed)
    if code is None:
        raise _wrong(NOT_SIXTEEN)
    digest = ports.receipts.digest(code)
    case = ports.cases.with_answer_code(digest)
    asked = _of_digest(case, digest)
    if case is None or asked is None:
        raise _wrong(NO_SUCH)
    if asked.answered_at is not None:
        raise _wrong(ANSWERED)
    if not asked.waits or not case.is_open or local_date(now) > asked.until:
        raise _wrong(NO_SUCH)
    return case


def _of_digest(case: Case | None, digest: str) -> Question | None:
    return next((each for each in case.questions if each.code == digest), None) if case else None


def _code(case: Case, asked: Question, receipts: Receipts) -> str:
    return receipts.draw(f"answer|{case.id}|{asked.asked_at.isoformat()}", 0)


def _wrong(text: str) -> Invalid:
    return Invalid(text, errors=[FieldError("code", text)])
