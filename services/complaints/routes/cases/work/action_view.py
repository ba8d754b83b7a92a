"""What an action's page says before anybody acts: effects, clocks, who is told, choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change_findings import HEARING_WORKING_DAYS
from services.complaints.domain.cases.change_respondent import possible_corrections
from services.complaints.domain.cases.offers import ActionOffer, obstacle
from services.complaints.domain.cases.track import ActionRule, Outcome, Track
from services.complaints.routes.cases.work.clock_view import span_words
from services.complaints.routes.cases.work.line_view import lines_view
from services.complaints.routes.cases.work.recorded_view import field_views
from services.complaints.usecases.cases.meet_staff import colleagues
from shared.clock import local_date
from shared.principal import Principal
from shared.web.formats import short_date
from shared.web.language import say, words
from shared.words import N_

NOBODY = N_("不通知当事人，只记入办理经过。")
REPORTER = N_("实名举报人收到站内信和邮件，知道是否立案。")
ANONYMOUS = N_("匿名举报，没有联系方式，不另行通知。")
RESPONDENT = N_(
    "告知按记录的方式送达当事人。决定批准以后，被举报单位才能在平台看到告知内容和认定的收费，"
    "看不到举报人和举报原文。"
)
ASKED = N_("被反映单位看到情况说明、公开的收费项目和期限，看不到反映人和原文。")
SERVED = N_("被举报单位收到站内信和邮件。处罚决定同时进入信用记录。")
CORRECTED = N_(
    "换成另一家单位的，已经提出的立案意见、已经作出的告知须重新办理。已经起草的决定一律重新起草。"
    "回避规则、协办部门和收费核对按新的单位重新计算。"
)
MOVES_A_LIMIT = frozenset({"pause_clock", "resume_clock", "decide_extension"})
READERS_OF_STEP: Mapping[str, str] = {
    "reporter": N_("反映人在案件页面看到这一步写下的内容。"),
    "respondent": N_("被反映单位看到这一步写下的内容，看不到反映人和原文。"),
}
SERVED_REPORTER = N_("实名举报人收到站内信和邮件，知道决定已经送达。")


@dataclass(frozen=True, kw_only=True)
class StartedClock:
    """A clock that begins when the action is taken today."""

    title: str
    span: str
    due_on: date
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What one outcome of an action brings; `state` is empty where the state stays.

    Args:
        untold: whether it moves a limit that only its form names.
    """

    state: str
    back: bool
    stops: tuple[str, ...]
    starts: tuple[StartedClock, ...]
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    untold: bool = False


def action_values(case: Case, rule: ActionRule, person: Principal, c: Container) -> dict[str, Any]:
    """Return what the page of an action shows beside its form."""
    track, today = c.rules.track_of(case), local_date(c.now())
    recorded = field_views(case, rule, person, c)
    return {
        "rule": rule,
        "action_name": words(rule.label),
        "does": words(rule.does),
        "effects": list(
            dict.fromkeys(_effect(each, case, rule, c) for each in _outcomes(case, rule))
        ),
        "told": _told(case, rule),
        "extra": _extra(case, rule.code, c),
        "choices": _choices(track, today),
        "violations": [
            (each.code, f"{each.code} {words(each.text)}") for each in track.violations.values()
        ],
        "sanctions": {code: words(each.sanction) for code, each in track.violations.items()},
        "colleagues": colleagues(person, staff=c.cases.staff),
        "shown_lines": lines_view(case, {}, c),
        "recorded": recorded,
        "recorded_words": {field.name: field.label for field in recorded},
    }


def offer_of(case: Case, rule: ActionRule, person: Principal, c: Container) -> ActionOffer:
    """Return whether the person may take the action now, and if not why."""
    track, today = c.rules.track_of(case), local_date(c.now())
    return ActionOffer(rule=rule, obstacle=obstacle(case, rule, person, track=track, today=today))


def _outcomes(case: Case, rule: ActionRule) -> list[Outcome]:
    """Return the outcomes this case can have; a proposal to file does not become a refusal."""
    impossible = set()
    if rule.code == "decide_filing" and case.filing:
        impossible = {"filed", "not_filed"} - {case.filing.outcome.value}
    if rule.code == "approve_decision":
        impossible = {"send_back_unnoticed" if case.notice else "send_back"}
    if rule.code == "correct_respondent":
        impossible = {each.code for each in rule.outcomes} - set(possible_corrections(case))
    return [outcome for outcome in rule.outcomes if outcome.code not in impossible]


def _effect(outcome: Outcome, case: Case, rule: ActionRule, c: Container) -> Effect:
    track = c.rules.track_of(case)
    changes = outcome.to is not None and outcome.to != case.state
    running = {clock.code: words(clock.title) for clock in case.clocks if clock.is_open}
    limits = c.rules.clocks(local_date(case.filed_at), case.city)
    codes = outcome.begun(real_name=case.real_name, is_set=limits.is_set)
    return Effect(
        state=words(track.states[outcome.to]) if changes and outcome.to else "",
        back=outcome.code.startswith("send_back"),
        stops=tuple(running[code] for code in outcome.stops if code in running),
        starts=tuple(_started(code, case, c) for code in codes),
        pauses=tuple(running[code] for code in outcome.pauses if code in running),
        resumes=tuple(running[code] for code in outcome.resumes if code in running),
        untold=rule.code in MOVES_A_LIMIT,
    )


def _started(code: str, case: Case, c: Container) -> StartedClock:
    today, received_on = local_date(c.now()), local_date(case.filed_at)
    clock = c.rules.clocks(received_on, case.city).start(code, today)
    limit = c.rules.limits.in_force(code, received_on, city=case.city)
    return StartedClock(
        title=words(clock.title),
        span=span_words(limit),
        due_on=clock.due_on,
        provisional=clock.provisional,
    )


def _told(case: Case, rule: ActionRule) -> list[str]:
    if rule.shown_to:
        return [say(READERS_OF_STEP[each]) for each in rule.shown_to]
    named = case.real_name
    told: Mapping[str, list[str]] = {
        "decide_filing": [REPORTER if named else ANONYMOUS],
        "give_notice": [RESPONDENT],
        "ask_respondent": [ASKED],
        "record_service": [SERVED, SERVED_REPORTER if named else ANONYMOUS],
    }
    return [say(text) for text in told.get(rule.code, [NOBODY])]


def _extra(case: Case, action: str, c: Container) -> str:
    """Return the respondent's own period, which a notice begins; what a correction undoes."""
    if action == "correct_respondent":
        return say(CORRECTED)
    if action != "give_notice":
        return ""
    today = local_date(c.now())
    clocks = c.rules.clocks(local_date(case.filed_at), case.city)
    until = clocks.working_days_after(today, HEARING_WORKING_DAYS)
    return say(
        N_("当事人可以陈述申辩，%(days)s 个工作日内可以要求听证。今天告知的，到 %(until)s 为止。"),
        {"days": HEARING_WORKING_DAYS, "until": short_date(until)},
    )


def _choices(track: Track, today: date) -> dict[str, list[tuple[str, str]]]:
    """Return the closed lists of the track that are in force today."""
    return {
        name: [(row.code, words(row.text)) for row in rows if row.basis.holds_on(today)]
        for name, rows in track.reasons.items()
    }
