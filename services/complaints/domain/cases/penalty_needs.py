"""What must hold before the steps of a penalty case, as the law on penalties says."""

from collections.abc import Mapping

from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.change_decision import violations_found
from services.complaints.domain.cases.hearings import hearing_owed
from services.complaints.domain.cases.standing import Need, Standing
from shared.errors import FieldError
from shared.words import N_

TELLING = "T-FILE-N"
NO_POWER = N_(
    "本部门没有处罚决定的文书字号，不能作出决定：请报请上一级机关指定由谁查处，再移送给被指定的机关"
)


def _a_letter_book(now: Standing) -> FieldError | None:
    """Refuse a notice of a penalty that the department could then not decide on."""
    return None if now.case.department in now.track.letter_books else FieldError("", NO_POWER)


def _two_officers(now: Standing) -> FieldError | None:
    """Refuse to propose before two officers are named, as after a transfer none is.

    Source: 价格违法行为行政处罚规定 art 15; 程序规定 art 19.
    """
    few = len(now.case.officers) < 2
    return FieldError("", N_("至少指定两名承办人以后，才能提出立案意见")) if few else None


def _findings_to_notify(now: Standing) -> FieldError | None:
    if any(line.finding is None for line in now.case.lines):
        return FieldError("", N_("还有收费没有认定"))
    if not violations_found(now.case):
        return FieldError("", N_("没有认定属实的收费，不需要告知"))
    return None


def _a_hearing_owed(now: Standing) -> FieldError | None:
    if now.case.notice and now.case.notice.hearing:
        return FieldError("", N_("听证已经记录"))
    return (
        None if hearing_owed(now.case) else FieldError("", N_("当事人没有要求听证，或者已经放弃"))
    )


def _ready_for_a_decision(now: Standing) -> FieldError | None:
    if any(line.finding is None for line in now.case.lines):
        return FieldError("", N_("还有收费没有认定"))
    if now.case.state is CaseState.FILED:
        needs = bool(violations_found(now.case))
        return FieldError("", N_("作出处罚决定前须先告知当事人")) if needs else None
    return _defence_open(now)


def _defence_open(now: Standing) -> FieldError | None:
    """Refuse a draft while the respondent may still answer.

    Source: 行政处罚法 arts 45, 64 (from knowledge); that a written waiver of both statement and
    hearing ends the waiting is a rule of the platform, as is that any later answer takes it back.
    """
    notice = now.case.notice
    if notice is None:
        return FieldError("", N_("作出处罚决定前须先告知当事人"))
    if hearing_owed(now.case):
        return FieldError("", N_("当事人要求听证，还没有举行"))
    if now.today <= notice.hearing_until and not notice.given_up:
        until = notice.hearing_until.isoformat()
        return FieldError("", N_("申辩和听证期限到 %(until)s 为止"), {"until": until})
    return None if notice.defences else FieldError("", N_("还没有记录陈述申辩"))


def _reporter_told(now: Standing) -> FieldError | None:
    """Refuse to close a case whose named reporter was not told whether it was filed.

    Source: 市场监督管理投诉举报处理暂行办法 art 31(2) for what was received until 2026-04-14; what
    holds for a later case is the basis of its own clock.
    """
    if not now.case.real_name or now.case.reporter_told_on is not None:
        return None
    telling = now.case.clock(TELLING)
    return FieldError(
        "",
        N_("还没有告知实名举报人是否立案，告知以后才能办结。依据：%(basis)s"),
        {"basis": telling.basis if telling else ""},
    )


def _reporter_to_tell(now: Standing) -> FieldError | None:
    if not now.case.real_name:
        return FieldError("", N_("匿名举报，没有联系方式，不另行告知"))
    if now.case.reporter_told_on is not None:
        return FieldError("", N_("已经告知举报人"))
    telling = now.case.clock(TELLING)
    if now.case.state is CaseState.MERGED and (telling is None or not telling.is_open):
        return FieldError("", N_("一并办理的案件还没有决定是否立案"))
    return None


PENALTY_NEEDS: Mapping[str, Need] = {
    "letter_book": _a_letter_book,
    "two_officers": _two_officers,
    "findings_to_notify": _findings_to_notify,
    "hearing_owed": _a_hearing_owed,
    "ready_for_a_decision": _ready_for_a_decision,
    "reporter_told": _reporter_told,
    "reporter_to_tell": _reporter_to_tell,
}
