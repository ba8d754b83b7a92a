"""Findings per line, prior notice, defence and hearing.

Source: 行政处罚法 arts 44, 45, 63, 64 (from knowledge); five days of its art 64 are working days
by its art 85.
"""

from dataclasses import replace
from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change, change
from services.complaints.domain.cases.charge_line import ChargeLine, LineFinding
from services.complaints.domain.cases.defence_form import defence_problems, told
from services.complaints.domain.cases.forms import (
    GiveNotice,
    LineFindingForm,
    RecordDefence,
    RecordFinding,
    RecordHearing,
)
from services.complaints.domain.cases.handling import Defence, Hearing, Notice
from services.complaints.domain.cases.problems import (
    need_amount,
    need_day,
    need_reason,
    need_text,
    raise_if_any,
    too_long,
)
from services.complaints.domain.cases.superseding import SAME_PARTY, superseded
from services.complaints.domain.catalogue.weighing import NOTHING, round_money
from shared.clock import local_date
from shared.errors import FieldError
from shared.words import N_

HEARING_WORKING_DAYS = 5


@change.register
def record_finding(form: RecordFinding, case: Case, act: Act) -> Change:
    """Put the officer's findings beside the system's check; a notice given before falls."""
    raise_if_any(None if form.findings else FieldError("findings", N_("请至少认定一项")))
    lines = {line.no: line for line in case.lines}
    for index, finding in enumerate(form.findings):
        path = f"findings.{index}"
        line = lines.get(finding.no)
        if line is None:
            raise_if_any(FieldError(f"{path}.no", N_("案件中没有这一项收费")))
        else:
            raise_if_any(*_problems(path, finding, line, act))
            lines[finding.no] = replace(line, finding=_found(finding, act))
    text = "；".join(finding.note for finding in form.findings if finding.note)
    found = replace(case, lines=tuple(lines.values()))
    return Change(case=superseded(found, "findings"), text=text)


def _problems(
    path: str, finding: LineFindingForm, line: ChargeLine, act: Act
) -> tuple[FieldError | None, ...]:
    long = too_long(f"{path}.note", finding.note)
    if not finding.upheld:
        return (long,)
    over = finding.over
    wrong_over = (
        FieldError(f"{path}.over", N_("请填写认定多收的金额"))
        if over is None
        else need_amount(f"{path}.over", over, most=line.amount)
    )
    known = finding.violation in act.track.violations
    unknown = None if known else FieldError(f"{path}.violation", N_("请从列表中选择违法代码"))
    return long, wrong_over, unknown


def _found(finding: LineFindingForm, act: Act) -> LineFinding:
    upheld = finding.upheld
    return LineFinding(
        upheld=upheld,
        violation=finding.violation if upheld else None,
        over=round_money(finding.over or NOTHING) if upheld else NOTHING,
        note=finding.note,
        officer=act.sub,
        found_at=act.now,
    )


@change.register
def give_notice(form: GiveNotice, case: Case, act: Act) -> Change:
    """Record the prior notice and the last day to ask for a hearing.

    It cannot lie before what it tells: the last change of findings or of the respondent.
    """
    raise_if_any(
        need_day("given_on", form.given_on, earliest=_tellable_since(case), latest=act.today),
        need_reason(act, ("notice_way",), form.way, path="way"),
        need_text("text", form.text),
    )
    hearing_until = act.limits.working_days_after(form.given_on, HEARING_WORKING_DAYS)
    notice = Notice(
        given_on=form.given_on,
        way=form.way,
        text=form.text,
        hearing_until=hearing_until,
        given_by=act.sub,
        provisional=not act.limits.is_published(hearing_until),
    )
    return Change(case=replace(case, notices=(*case.notices, notice)), text=form.text)


def _tellable_since(case: Case) -> date | None:
    made = [
        step.at
        for step in case.timeline
        if step.action in {"decide_filing", "record_finding"}
        or (step.action == "correct_respondent" and step.outcome not in SAME_PARTY)
    ]
    return local_date(max(made)) if made else None


@change.register
def record_defence(form: RecordDefence, case: Case, act: Act) -> Change:
    """Record one more answer of the respondent, or after the period that nothing came."""
    notice = _notice(case)
    raise_if_any(*defence_problems(form, notice, act))
    defence = Defence(
        text=form.text,
        received_on=form.received_on,
        hearing_requested=form.hearing_requested,
        waived=form.waived,
        recorded_by=act.sub,
        recorded_at=act.now,
    )
    after = replace(notice, defences=(*notice.defences, defence))
    return Change(case=_with_notice(case, after), text=told(form))


@change.register
def record_hearing(form: RecordHearing, case: Case, act: Act) -> Change:
    """Record the hearing."""
    notice = _notice(case)
    raise_if_any(
        need_day("held_on", form.held_on, earliest=notice.given_on, latest=act.today),
        need_text("text", form.text),
    )
    hearing = Hearing(
        held_on=form.held_on, text=form.text, recorded_by=act.sub, recorded_at=act.now
    )
    return Change(case=_with_notice(case, replace(notice, hearing=hearing)), text=form.text)


def _notice(case: Case) -> Notice:
    if case.notice is None:
        raise ValueError("a case without a notice cannot be in this state")
    return case.notice


def _with_notice(case: Case, notice: Notice) -> Case:
    return replace(case, notices=(*case.notices[:-1], notice))
