"""The respondent is asked and answers first 企业先答; that nothing came is noted as silence.

Source: 市场监督管理投诉举报处理暂行办法 art 33 (who reported is kept from the respondent); that the
respondent is heard first, its term and its one-time code are settings of the platform.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.copied_words import copied_run
from services.complaints.domain.cases.enclosed import AttachmentRef
from services.complaints.domain.cases.field_rule import YES
from services.complaints.domain.cases.problems import raise_if_any
from services.complaints.domain.cases.question import Question
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.standing import Need, Standing
from shared.errors import FieldError, NotNow
from shared.uscc import clean
from shared.words import N_

LONGEST_TERM = timedelta(days=60)
RESPONDENT = "respondent"


def open_question(case: Case) -> Question | None:
    """Return what waits for an answer of the respondent, or None."""
    last = case.questions[-1] if case.questions else None
    return last if last and last.waits else None


def ask_respondent(case: Case, values: Values, act: Act) -> Change:
    """Put the officer's statement and the released lines to the respondent.

    Values: `statement`, `lines` (numbers with commas, may be left out), `until` (last day),
    `uscc` (the respondent's code typed again; left out where it is asked by letter alone),
    `by_letter` (`yes` or `no`).

    Raises:
        Invalid: the code is another one, nobody could answer, the term is above 60 days, or the
            statement repeats the words of who reported this case or one that follows it, where
            that one is secret.
    """
    code, by_letter = clean(values.get("uscc", "")), values["by_letter"] == YES
    until = date.fromisoformat(values["until"])
    raise_if_any(
        _another(code, case),
        _nobody(code, by_letter=by_letter),
        _too_long(until, act),
        _copied(values["statement"], (*kept_words(case), *act.kept_words)),
    )
    question = Question(
        asked_at=act.now,
        statement=values["statement"],
        lines=tuple(int(each) for each in values.get("lines", "").split(",") if each),
        until=until,
        uscc=code or None,
        by_letter=by_letter,
    )
    return Change(case=replace(case, questions=(*case.questions, question)))


def answer_respondent(case: Case, values: Values, act: Act) -> Change:
    """Keep the respondent's answer.

    Values: `text`.

    Raises:
        NotNow: its last day is over.
    """
    asked = case.questions[-1]
    if act.today > asked.until:
        raise NotNow(N_("答复的期限已于 %(day)s 届满"), params={"day": asked.until.isoformat()})
    return Change(case=_with_last(case, replace(asked, answered_at=act.now, answer=values["text"])))


def keep_silence(case: Case, _values: Values, act: Act) -> Change:
    """Note that no answer came within the term.

    Raises:
        NotNow: the term still runs.
    """
    asked = case.questions[-1]
    if act.today <= asked.until:
        raise NotNow(N_("答复的期限还没有届满"))
    return Change(case=_with_last(case, replace(asked, silent_on=act.today)))


def with_code(case: Case, digest: str) -> Case:
    """Return the case with the digest of the code by which its question is answered."""
    return _with_last(case, replace(case.questions[-1], code=digest))


def with_files(case: Case, files: tuple[AttachmentRef, ...]) -> Case:
    """Return the case with the files that came with the respondent's answer."""
    own = tuple(replace(file, of=RESPONDENT) for file in files)
    asked = replace(case.questions[-1], files=tuple(file.id for file in own))
    return replace(_with_last(case, asked), attachments=(*case.attachments, *own))


def kept_words(case: Case) -> tuple[str, ...]:
    """Return what the reporter of a secret case wrote, which is put to nobody word for word."""
    return (f"{case.statement}\n{case.request}",) if case.secret else ()


def withdrawn_for(case: Case, code: str) -> Case:
    """Return the case for another respondent: what the one before was asked waits no more."""
    asked = open_question(case)
    if asked is None or case.respondent.uscc in {None, code}:
        return case
    return _with_last(case, replace(asked, withdrawn=True))


def _asked(now: Standing) -> FieldError | None:
    return None if open_question(now.case) else FieldError("", N_("现在没有在等待被反映单位答复"))


def _not_asked(now: Standing) -> FieldError | None:
    waits = open_question(now.case)
    return FieldError("", N_("已经请被反映单位答复，正在等待")) if waits else None


ASKING_NEEDS: dict[str, Need] = {"respondent_asked": _asked, "respondent_not_asked": _not_asked}


def _with_last(case: Case, question: Question) -> Case:
    return replace(case, questions=(*case.questions[:-1], question))


def _another(code: str, case: Case) -> FieldError | None:
    if not code or code == case.respondent.uscc:
        return None
    return FieldError("uscc", N_("与案件中的统一社会信用代码不一致，请对照营业执照核对"))


def _nobody(code: str, *, by_letter: bool) -> FieldError | None:
    if code or by_letter:
        return None
    return FieldError("uscc", N_("不寄信的，须填写代码，被反映单位才能在平台答复"))


def _too_long(until: date, act: Act) -> FieldError | None:
    latest = act.today + LONGEST_TERM
    if until <= latest:
        return None
    return FieldError("until", N_("日期不能晚于 %(latest)s"), {"latest": latest.isoformat()})


def _copied(statement: str, kept: Iterable[str]) -> FieldError | None:
    run = next(filter(None, (copied_run(statement, each) for each in kept)), "")
    if not run:
        return None
    return FieldError("statement", N_("“%(run)s”是举报人的原话，请改用自己的话"), {"run": run})
