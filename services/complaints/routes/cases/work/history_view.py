"""The history of a case as officers read it, newest first, with what is expected on top."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.complaints.container import Container
from services.complaints.domain.cases.act import SYSTEM
from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.moving import is_move
from services.complaints.domain.cases.next_step import next_step
from services.complaints.domain.cases.overdue import OVERDUE
from services.complaints.domain.cases.pressing import PRESSED
from services.complaints.domain.cases.pressing_tasks import TASK
from services.complaints.domain.cases.recount import HEARING, HEARING_TITLE, RECOUNT
from services.complaints.domain.cases.track import ActionRule, Track
from services.complaints.routes.cases.work.clock_view import arithmetic
from services.complaints.routes.cases.work.recorded_view import written
from shared.clock import local_date
from shared.web.formats import full_date
from shared.web.language import say, words
from shared.words import N_

OTHERS: Mapping[str, str] = {
    SYSTEM: N_("系统"),
    "reporter": N_("举报人"),
    "respondent": N_("被举报单位"),
}
SENT_BACK = N_("退回")
FILED = "file"


@dataclass(frozen=True, kw_only=True)
class HistoryStep:
    """One line: `kind` is `key` for a legal act, `next` for what is expected.

    Args:
        facts: what was written down field by field, name and value in words.
    """

    text: str
    note: str
    at: datetime | date | None
    by: str
    kind: str
    facts: tuple[tuple[str, str], ...] = ()


def history(case: Case, c: Container) -> list[HistoryStep]:
    """Return the steps of a case, newest first, the next expected one on top."""
    done = [history_step(step, case, c) for step in reversed(case.timeline)]
    return [*_expected(case, c), *done]


def history_step(step: Step, case: Case, c: Container) -> HistoryStep:
    """Return what was done, by whom and in which words."""
    track = c.rules.track_of(case)
    return HistoryStep(
        text=_text(step, track),
        note="" if step.values else _note(step, case, c),
        facts=tuple(written(step, case, c)) if step.values else (),
        at=step.at,
        by=actor(step, c),
        kind="key" if step.legal else "",
    )


def actor(step: Step, c: Container) -> str:
    """Return an officer with the department, or who else acted."""
    if step.actor in OTHERS:
        return say(OTHERS[step.actor])
    department = c.rules.parties.departments.get(step.department or "")
    by = f"{words(department)} {step.actor_name}".strip()
    if not step.stands_for:
        return by
    return say(N_("%(by)s（代%(absent)s）"), {"by": by, "absent": step.stands_for})


def _text(step: Step, track: Track) -> str:
    rule = track.actions[step.action]
    if step.outcome.startswith("send_back"):
        told = say(SENT_BACK)
    elif len(rule.outcomes) > 1 and not _says_itself(rule, step):
        told = words(track.states[step.state.value])
    else:
        return words(rule.label)
    return say(N_("%(action)s：%(outcome)s"), {"action": words(rule.label), "outcome": told})


def _says_itself(rule: ActionRule, step: Step) -> bool:
    """Tell whether the fields of a step say what came of it better than the state does."""
    return is_move(step.outcome) or (rule.is_recorded and rule.outcome(step.outcome).to is None)


def _note(step: Step, case: Case, c: Container) -> str:
    if step.action == OVERDUE:
        clock = case.clock(step.text)
        return words(clock.title) if clock else step.text
    if step.action == PRESSED:
        return _pressed(step, case, c)
    if step.action == RECOUNT:
        return _recounted(step, case)
    if step.action == FILED:
        first = case.routing.first_lead or case.routing.lead
        lead = words(c.rules.parties.departments[first])
        return say(
            N_("登记编号 %(number)s，按职责分派%(lead)s"),
            {"number": case.submission, "lead": lead},
        )
    return step.text


def _pressed(step: Step, case: Case, c: Container) -> str:
    code, rung_code = step.text.split()
    clock = case.clock(code)
    name = words(clock.title) if clock else code
    if code.startswith(TASK):
        name = say(N_("协办第 %(no)s 项"), {"no": code.removeprefix(TASK)})
    rung = c.rules.supervision.rung(rung_code, local_date(case.filed_at))
    return say(
        N_("%(limit)s：%(rung)s"),
        {
            "limit": name,
            "rung": words(rung.title) if rung else rung_code,
        },
    )


def _expected(case: Case, c: Container) -> list[HistoryStep]:
    step = next_step(case, c.rules.track_of(case), local_date(c.now()))
    if step is None:
        return []
    why, clock = step.obstacle, step.clock
    return [
        HistoryStep(
            text=words(step.rule.label),
            note=arithmetic(why.message, why.params) if why else "",
            at=clock.due_on if clock and clock.is_running else None,
            by="",
            kind="next",
        )
    ]


def _recounted(step: Step, case: Case) -> str:
    code, before, after = step.text.split()
    clock = case.clock(code)
    title = HEARING_TITLE if code == HEARING else clock.title if clock else code
    params = {"title": words(title), "before": full_date(before), "after": full_date(after)}
    return say(N_("%(title)s：原为暂定的 %(before)s，现为 %(after)s"), params)
