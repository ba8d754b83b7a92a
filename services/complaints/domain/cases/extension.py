"""An extension 延长期限: one officer asks, another decides, as the rule of the limit allows."""

from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.field_rule import YES
from services.complaints.domain.cases.handling import AskedExtension
from services.complaints.domain.cases.problems import need_text, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.clocks.clock import Clock, ClockExtension
from services.complaints.domain.clocks.extensions import ExtensionRefused
from services.complaints.domain.clocks.limits import Extension
from shared.errors import FieldError, Forbidden, Invalid
from shared.principal import Role
from shared.words import N_


def ask_extension(case: Case, values: Values, act: Act) -> Change:
    """Keep what is asked for; a limit whose rule knows no extension is refused at once.

    Values: `clock` (code of an open limit), `number` (in its unit), `text` (why).

    Raises:
        Invalid: the limit has no further extension, or the number is above what its rule allows.
    """
    asked = AskedExtension(
        clock=values["clock"],
        number=int(values["number"]),
        reason=values["text"],
        asked_by=act.sub,
        asked_at=act.now,
    )
    clock = _clock(case, asked)
    _extended(clock, asked, act)
    return Change(case=replace(case, asked_extension=asked))


def decide_extension(case: Case, values: Values, act: Act) -> Change:
    """Extend the limit as its rule says who approves it, or refuse.

    Values: `approve` (`yes` or `no`), `approver` (who approved, and the number of the approval),
    `text` (why, which the reporter is told: 信访工作条例 art 34).

    Raises:
        Forbidden: the port office approves this limit, and an officer would grant it.
        Invalid: somebody else approves it, and the approval is not named.
    """
    asked = case.asked_extension
    if asked is None:
        raise ValueError("no extension was asked for")
    decided = replace(case, asked_extension=None)
    if values["approve"] != YES:
        return Change(case=decided)
    clock = _clock(case, asked)
    after = _extended(clock, asked, act)
    _need_approval(clock, values, act)
    clocks = tuple(after if clock is case.clock(asked.clock) else clock for clock in case.clocks)
    late = tuple(code for code in case.overdue if code != asked.clock or after.due_on < act.today)
    return Change(case=replace(decided, clocks=clocks, overdue=late))


def _clock(case: Case, asked: AskedExtension) -> Clock:
    clock = case.clock(asked.clock)
    if clock is None or not clock.is_running:
        raise _refused("clock", N_("这个期限现在不在计算"))
    return clock


def _extended(clock: Clock, asked: AskedExtension, act: Act) -> Clock:
    row = act.limits.extension_row(clock)
    if row is None:
        raise _refused("clock", N_("这个期限没有可以再延长的规定"))
    try:
        return act.limits.extend(clock, _granted(asked, row, act))
    except ExtensionRefused as error:
        raise Invalid(
            N_("有内容需要修改"), errors=[FieldError("number", error.detail, error.params)]
        ) from error


def _need_approval(clock: Clock, values: Values, act: Act) -> None:
    """Refuse a grant by somebody who may not, or without the approval of whoever may.

    Only the port office decides here itself; a head or a meeting of heads approves elsewhere.
    """
    row = act.limits.extension_row(clock)
    if row is None or row.approver != Role.SUPERVISOR:
        raise_if_any(need_text("approver", values.get("approver", "")))
    elif act.actor is None or act.actor.role is not Role.SUPERVISOR:
        raise Forbidden(N_("这个期限的延长由口岸办批复，承办部门不能自己批复"))


def _granted(asked: AskedExtension, row: Extension, act: Act) -> ClockExtension:
    return ClockExtension(
        number=asked.number,
        approver=row.approver,
        approval=row.approval,
        approved_on=act.today,
        by=act.sub,
    )


def _refused(path: str, message: str) -> Invalid:
    return Invalid(N_("有内容需要修改"), errors=[FieldError(path, message)])
