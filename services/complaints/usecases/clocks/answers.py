"""Deadlines as plain values for programs: dates in ISO, sentences in both languages."""

from collections.abc import Callable
from typing import Any

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.clock_rules import ClockRules
from services.complaints.domain.clocks.deadline import Deadline, hours_after
from services.complaints.domain.clocks.due import due
from services.complaints.domain.clocks.extensions import Extended
from services.complaints.domain.clocks.limits import Span
from services.complaints.domain.clocks.office import Receipt
from services.complaints.domain.clocks.pauses import Paused
from services.complaints.domain.clocks.supervision import pressed_on
from shared.clock import local_date


def span_answer(receipt: Receipt, span: Span, calendar: Calendar) -> dict[str, Any]:
    """Return when a bare span ends: `due_on`, `provisional`, `steps`; for hours `due_at` as well.

    Raises:
        Invalid: the span or the receipt cannot be used.
    """
    if span.unit.by_the_clock and receipt.at is not None:
        until, step = hours_after(receipt.at, span, calendar)
        return {
            "due_on": local_date(until).isoformat(),
            "provisional": False,
            "steps": [step.sentence],
            "due_at": until.isoformat(),
        }
    found = due(receipt.on, span, calendar)
    return {
        "due_on": found.due_on.isoformat(),
        "provisional": found.provisional,
        "steps": list(found.steps),
    }


def deadline_answer(
    found: Deadline,
    receipt: Receipt,
    *,
    rules: ClockRules,
    english: Callable[[str], str],
) -> dict[str, Any]:
    """Return a deadline by a rule with its ground, its pauses and extensions."""
    limit = found.limit
    return {
        "due_on": found.due_on.isoformat(),
        "due_at": found.due_at.isoformat() if found.due_at else None,
        "provisional": found.provisional,
        "steps": [step.sentence for step in found.arithmetic],
        "steps_en": [step.in_english(english) for step in found.arithmetic],
        "rule": limit.code,
        "title": dict(limit.title),
        "limit": limit.span.code if limit.span else None,
        "basis": limit.basis,
        "basis_kind": limit.basis_kind,
        "verified": found.verified,
        "note": limit.note,
        "trigger": {**limit.trigger, "on": found.started_on.isoformat()},
        "received": receipt.at.isoformat() if receipt.at else receipt.on.isoformat(),
        "pauses": [_paused(each) for each in found.pauses],
        "extensions": [_extended(each) for each in found.extensions],
        "supervision": [
            {"code": each.rung.code, "on": each.on.isoformat(), "title": dict(each.rung.title)}
            for each in pressed_on(found, rules.rungs, rules.calendar)
        ],
    }


def _paused(each: Paused) -> dict[str, Any]:
    return {
        "from": each.pause.from_on.isoformat(),
        "to": each.pause.to_on.isoformat(),
        "reason": each.stop.code,
        "title": dict(each.stop.title),
        "basis": each.stop.basis,
        "verified": each.stop.verified,
    }


def _extended(each: Extended) -> dict[str, Any]:
    return {
        "number": each.number,
        "unit": each.row.unit.value,
        "approver": each.row.approver,
        "approval": dict(each.row.approval),
        "basis": each.row.basis,
        "verified": each.row.verified,
    }
