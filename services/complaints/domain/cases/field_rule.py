"""What a step asks to be written down, as data of its track: its fields and what each holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from services.complaints.domain.cases.rule_basis import Reason
from services.complaints.domain.cases.sizes import MOST_AMOUNT, MOST_CHARACTERS
from shared.errors import FieldError
from shared.words import N_


class FieldKind(StrEnum):
    """What a field holds; every value is kept as text."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    REASON = "reason"
    YES_NO = "yes_no"
    AMOUNT = "amount"
    COUNT = "count"
    DEPARTMENT = "department"
    OFFICER = "officer"
    CLOCK = "clock"
    TASK = "task"
    LINES = "lines"
    PAUSED_CLOCK = "paused_clock"
    STOP = "stop"
    REFUND = "refund"


FREE = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT})
YES, NO = "yes", "no"
_SHORT = 200


class DayRange(StrEnum):
    """Where the day of a field may lie, seen from today; today itself is in both."""

    PAST = "past"
    FUTURE = "future"
    ANY = "any"


@dataclass(frozen=True, kw_only=True)
class FieldRule:
    """One field of a step.

    Args:
        label: its name, `{"zh": …, "en": …}`; `hint` says more or is empty.
        reasons: the reason list of a field of kind `reason`.
        days: where a day may lie.
    """

    name: str
    kind: FieldKind
    label: Mapping[str, str]
    hint: Mapping[str, str]
    required: bool
    reasons: str | None = None
    days: DayRange = DayRange.ANY


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a value may name: reasons in force, departments, clocks, tasks, lines, open refunds.

    Why a clock may stand still depends on the clock, so the effect of the step looks at it.
    """

    reasons: Mapping[str, tuple[Reason, ...]]
    departments: frozenset[str]
    clocks: frozenset[str]
    today: date
    tasks: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    paused_clocks: frozenset[str] = frozenset()
    refunds: frozenset[str] = frozenset()


def field_problem(rule: FieldRule, value: str, known: Known) -> FieldError | None:
    """Return what is wrong with a value, None where it can be kept."""
    if not value.strip():
        return FieldError(rule.name, N_("请填写这一项")) if rule.required else None
    if rule.kind in FREE:
        return _long(rule, value)
    if rule.kind is FieldKind.DATE:
        return _day(rule, value, known.today)
    if rule.kind is FieldKind.LINES:
        return _lines(rule.name, value, known.lines)
    number = _NUMBERS.get(rule.kind)
    return number(rule.name, value) if number else _listed(rule, value, known)


def _long(rule: FieldRule, value: str) -> FieldError | None:
    most = _SHORT if rule.kind is FieldKind.TEXT else MOST_CHARACTERS
    if len(value) > most:
        return FieldError(rule.name, N_("最多 %(most)s 个字"), {"most": most})
    return None


def _day(rule: FieldRule, value: str, today: date) -> FieldError | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return FieldError(rule.name, N_("请写成 2026-08-02 这样的日期"))
    if rule.days is DayRange.PAST and day > today:
        return FieldError(rule.name, N_("日期不能晚于 %(latest)s"), {"latest": today.isoformat()})
    if rule.days is DayRange.FUTURE and day < today:
        return FieldError(
            rule.name, N_("日期不能早于 %(earliest)s"), {"earliest": today.isoformat()}
        )
    return None


def _amount(path: str, value: str) -> FieldError | None:
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return FieldError(path, N_("请填写金额，如 1280.00"))
    if not amount.is_finite() or amount < 0:
        return FieldError(path, N_("金额不能小于 0"))
    if amount > MOST_AMOUNT:
        return FieldError(path, N_("金额不能大于 %(most)s"), {"most": str(MOST_AMOUNT)})
    return None


def _count(path: str, value: str) -> FieldError | None:
    if not (value.isascii() and value.isdigit() and 0 < int(value[:9]) <= _SHORT):
        return FieldError(path, N_("请填写 1 至 %(most)s 的整数"), {"most": _SHORT})
    return None


_NUMBERS = {FieldKind.AMOUNT: _amount, FieldKind.COUNT: _count}


def _lines(path: str, value: str, known: frozenset[str]) -> FieldError | None:
    named = value.split(",")
    if len(set(named)) != len(named) or not known.issuperset(named):
        return FieldError(path, N_("请从列表中选择"))
    return None


def _listed(rule: FieldRule, value: str, known: Known) -> FieldError | None:
    listed: Mapping[FieldKind, frozenset[str]] = {
        FieldKind.REASON: _in_force(rule, known),
        FieldKind.YES_NO: frozenset({YES, NO}),
        FieldKind.DEPARTMENT: known.departments,
        FieldKind.CLOCK: known.clocks,
        FieldKind.TASK: known.tasks,
        FieldKind.PAUSED_CLOCK: known.paused_clocks,
        FieldKind.REFUND: known.refunds,
    }
    if rule.kind in listed and value not in listed[rule.kind]:
        return FieldError(rule.name, N_("请从列表中选择"))
    return None


def _in_force(rule: FieldRule, known: Known) -> frozenset[str]:
    rows = known.reasons.get(rule.reasons or "", ())
    return frozenset(row.code for row in rows if row.basis.holds_on(known.today))
