"""Which actions a person may take on a case, and why a common one is missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.cases.actors import SYSTEM_ONLY, made_before, may_take
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.change_decision import violations_found
from services.complaints.domain.cases.hearings import hearing_owed
from services.complaints.domain.cases.needs import first_unmet
from services.complaints.domain.cases.track import ActionRule, Track
from shared.errors import FieldError
from shared.principal import Principal
from shared.words import N_

TELLING = "T-FILE-N"
# A notice of a penalty that the department could then not decide would only bind the respondent.
NEEDS_LETTER_BOOK = frozenset({"give_notice", "draft_decision"})
NO_POWER = N_(
    "本部门没有处罚决定的文书字号，不能作出决定：请报请上一级机关指定由谁查处，再移送给被指定的机关"
)
NOT_IN_CHARGE = N_("只有承办部门的承办人可以办这一步")

Obstacle = FieldError


@dataclass(frozen=True, kw_only=True)
class ActionOffer:
    """One action of the track: possible now where `obstacle` is None."""

    rule: ActionRule
    obstacle: Obstacle | None

    @property
    def possible(self) -> bool:
        """Whether the person may take it now."""
        return self.obstacle is None


def available_actions(
    case: Case, principal: Principal, *, track: Track, today: date
) -> list[ActionOffer]:
    """Return every action of the track that is for this person, in the order of the rules."""
    return [
        ActionOffer(rule=rule, obstacle=obstacle(case, rule, principal, track=track, today=today))
        for rule in track.actions.values()
        if SYSTEM_ONLY not in rule.who and may_take(case, rule, principal)
    ]


def obstacle(
    case: Case, rule: ActionRule, principal: Principal | None, *, track: Track, today: date
) -> Obstacle | None:
    """Return why the action cannot be taken now, or None."""
    if case.state not in rule.from_states:
        return Obstacle("", N_("案件现在的状态不能办这一步"))
    if principal and principal.sub == made_before(case, rule):
        return Obstacle("", N_("上一步由您办理，须由另一名承办人办这一步"))
    if rule.code in NEEDS_LETTER_BOOK and case.department not in track.letter_books:
        return Obstacle("", NO_POWER)
    hindered = _HINDRANCES.get(rule.code)
    return (hindered(case, today) if hindered else None) or first_unmet(rule.needs, case)


def _notice_hindered(case: Case, _today: date) -> Obstacle | None:
    if any(line.finding is None for line in case.lines):
        return Obstacle("", N_("还有收费没有认定"))
    if not violations_found(case):
        return Obstacle("", N_("没有认定属实的收费，不需要告知"))
    return None


def _hearing_hindered(case: Case, _today: date) -> Obstacle | None:
    if case.notice and case.notice.hearing:
        return Obstacle("", N_("听证已经记录"))
    return None if hearing_owed(case) else Obstacle("", N_("当事人没有要求听证，或者已经放弃"))


def _draft_hindered(case: Case, today: date) -> Obstacle | None:
    if any(line.finding is None for line in case.lines):
        return Obstacle("", N_("还有收费没有认定"))
    if case.state is CaseState.FILED:
        needs = bool(violations_found(case))
        return Obstacle("", N_("作出处罚决定前须先告知当事人")) if needs else None
    return _defence_open(case, today)


def _defence_open(case: Case, today: date) -> Obstacle | None:
    """Refuse a draft while the respondent may still answer.

    Source: 行政处罚法 arts 45, 64 (from knowledge); that a written waiver of both statement and
    hearing ends the waiting is a rule of the platform, as is that any later answer takes it back.
    """
    notice = case.notice
    if notice is None:
        return Obstacle("", N_("作出处罚决定前须先告知当事人"))
    if hearing_owed(case):
        return Obstacle("", N_("当事人要求听证，还没有举行"))
    if today <= notice.hearing_until and not notice.given_up:
        until = notice.hearing_until.isoformat()
        return Obstacle("", N_("申辩和听证期限到 %(until)s 为止"), {"until": until})
    return None if notice.defences else Obstacle("", N_("还没有记录陈述申辩"))


def _close_hindered(case: Case, _today: date) -> Obstacle | None:
    """Refuse to close a case whose named reporter was not told whether it was filed.

    Source: 市场监督管理投诉举报处理暂行办法 art 31(2) for what was received until 2026-04-14; what
    holds for a later case is the basis of its own clock.
    """
    if not case.real_name or case.reporter_told_on is not None:
        return None
    telling = case.clock(TELLING)
    return Obstacle(
        "",
        N_("还没有告知实名举报人是否立案，告知以后才能办结。依据：%(basis)s"),
        {"basis": telling.basis if telling else ""},
    )


def _telling_hindered(case: Case, _today: date) -> Obstacle | None:
    if not case.real_name:
        return Obstacle("", N_("匿名举报，没有联系方式，不另行告知"))
    if case.reporter_told_on is not None:
        return Obstacle("", N_("已经告知举报人"))
    return None


_HINDRANCES: Mapping[str, Callable[[Case, date], Obstacle | None]] = {
    "give_notice": _notice_hindered,
    "record_hearing": _hearing_hindered,
    "draft_decision": _draft_hindered,
    "close": _close_hindered,
    "record_told": _telling_hindered,
}
