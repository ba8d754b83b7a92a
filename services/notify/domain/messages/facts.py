"""What a message may say of an event: a closed list per event type, formatted in both languages.

No fact names a reporter, and none is taken over without cleaning, so a text that somebody typed
can neither add a line, a header, a link nor a placeholder.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from services.notify.domain.messages.words import Words
from shared.clock import local_date
from shared.events.case_events import (
    CaseClosed,
    CaseFiled,
    CasePressed,
    CaseTransferred,
    DeadlinesRecounted,
    DecisionChanged,
    DecisionServed,
    FilingDecided,
    ReporterWrote,
    RespondentAsked,
)
from shared.events.credit_events import ScoreChanged
from shared.events.envelope import Event
from shared.events.list_events import ListTold
from shared.events.measure_events import MeasureTold
from shared.events.task_events import CaseTaskPressed, CaseTaskTold

LONGEST = 200
UNKNOWN = Words(zh="—", en="—")
_SCHEME_END = re.compile(":/+")
_HOST_DOT = re.compile(r"(?i)(?<=[^\s.])[.](?=[a-z])")
Facts = Mapping[str, Words]


def clean(text: str) -> str:
    """Return text that stays on one line, hides nothing and holds no address to follow."""
    visible = (" " if _is_hidden(character) else character for character in text)
    line = " ".join("".join(visible).split())
    return _HOST_DOT.sub("．", _SCHEME_END.sub(" ", line))[:LONGEST]


def facts_of(event: Event) -> dict[str, Words]:
    """Return the facts of an event by placeholder; an event nobody is told of has none."""
    tell = _TELL.get(type(event))
    return tell(event) if tell else {}


def placeholders_of(event_type: str) -> frozenset[str]:
    """Return the placeholders that a template for this event may use."""
    return _PLACEHOLDERS.get(event_type, frozenset())


def day_words(day: date | None) -> Words:
    """Return a date as it is written in both languages."""
    if day is None:
        return UNKNOWN
    month = _MONTHS[day.month - 1]
    return Words(zh=f"{day.year}年{day.month}月{day.day}日", en=f"{day.day} {month} {day.year}")


def money_words(amount: Decimal) -> Words:
    """Return an amount in CNY with sign, thousands and two places."""
    sign = "−" if amount < 0 else ""
    written = f"{sign}¥{abs(amount):,.2f}"
    return Words(zh=written, en=written)


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def _same(value: Any) -> Words:
    if value is None:
        return UNKNOWN
    written = clean(str(value))
    return Words(zh=written, en=written)


def _filed(event: CaseFiled) -> dict[str, Words]:
    return {
        "case_no": _same(event.key),
        "department": _same(event.department),
        "received_on": day_words(local_date(event.occurred_at)),
        "due_on": day_words(event.due_on),
        "title": _same(event.title),
        "charged": money_words(event.charged),
        "over": money_words(event.over),
    }


def _transferred(event: CaseTransferred) -> dict[str, Words]:
    return {
        "case_no": _same(event.key),
        "department": _same(event.department),
        "transferred_on": day_words(local_date(event.occurred_at)),
        "due_on": day_words(event.due_on),
    }


def _decided(event: FilingDecided) -> dict[str, Words]:
    return {
        "case_no": _same(event.key),
        "department": _same(event.department),
        "decided_on": day_words(local_date(event.occurred_at)),
        "due_on": day_words(event.due_on),
        "decision_due_on": day_words(event.decision_due_on),
    }


def _wrote(event: ReporterWrote) -> dict[str, Words]:
    return {
        "case_no": _same(event.key),
        "department": _same(event.department),
        "written_on": day_words(local_date(event.occurred_at)),
    }


def _asked(event: RespondentAsked) -> dict[str, Words]:
    return {
        "case_no": _same(event.key),
        "department": _same(event.department),
        "until": day_words(event.until),
    }


def _recounted(event: DeadlinesRecounted) -> dict[str, Words]:
    return {
        "case_no": _same(event.key),
        "department": _same(event.department),
        "limit": Words(zh=clean(event.title_zh), en=clean(event.title_en)),
        "was_due_on": day_words(event.was_due_on),
        "due_on": day_words(event.due_on),
        "count": _same(event.count),
    }


def _pressed(event: CasePressed) -> dict[str, Words]:
    return {
        "case_no": _same(event.key),
        "department": _same(event.department),
        "limit": Words(zh=clean(event.title_zh), en=clean(event.title_en)),
        "rung": Words(zh=clean(event.rung_zh), en=clean(event.rung_en)),
        "due_on": day_words(event.due_on),
    }


def _served(event: DecisionServed) -> dict[str, Words]:
    return {
        "case_no": _same(event.key),
        "department": _same(event.department),
        "document_no": _same(event.document_no),
        "served_on": day_words(event.served_on),
    }


def _decision_changed(event: DecisionChanged) -> dict[str, Words]:
    return {
        "case_no": _same(event.key),
        "department": _same(event.department),
        "document_no": _same(event.document_no),
        "change": _CHANGED.get(event.change, UNKNOWN),
        "changed_by_no": _same(event.changed_by_no),
        "effective_on": day_words(event.effective_on),
    }


def _closed(event: CaseClosed) -> dict[str, Words]:
    return {
        "case_no": _same(event.key),
        "department": _same(event.department),
        "closed_on": day_words(local_date(event.occurred_at)),
    }


def _task(event: CaseTaskTold | CaseTaskPressed) -> dict[str, Words]:
    return {
        "case_no": _same(event.key),
        "department": _same(event.department),
        "task": _same(event.task),
        "due_on": day_words(event.due_on),
    }


def _task_pressed(event: CaseTaskPressed) -> dict[str, Words]:
    rung = Words(zh=clean(event.rung_zh), en=clean(event.rung_en))
    return {**_task(event), "rung": rung, "asked": _same(event.department_told)}


def _scored(event: ScoreChanged) -> dict[str, Words]:
    return {
        "uscc": _same(event.key),
        "score": _points(event.score),
        "grade": _same(event.grade),
        "previous_score": _points(event.previous_score),
        "previous_grade": _same(event.previous_grade),
        "pack": _same(event.pack),
        "as_of": day_words(event.as_of),
    }


def _measure(event: MeasureTold) -> dict[str, Words]:
    return {
        "measure": _same(event.measure),
        "title": Words(zh=clean(event.title_zh), en=clean(event.title_en)),
        "told_on": day_words(local_date(event.occurred_at)),
    }


def _list(event: ListTold) -> dict[str, Words]:
    return {
        "list": _same(event.key),
        "body": _same(clean(event.body)),
        "port": _same(clean(event.port)),
        "edition": _same(clean(event.edition)),
        "effective_from": day_words(event.effective_from),
        "told_on": day_words(local_date(event.occurred_at)),
    }


def _points(score: Decimal | None) -> Words:
    return UNKNOWN if score is None else _same(f"{score:.2f}")


_CHANGED = {
    "annulled": Words(zh="撤销", en="annulled"),
    "altered": Words(zh="变更", en="altered"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TELL: Mapping[type[Event], Callable[[Any], dict[str, Words]]] = {
    CaseFiled: _filed,
    CaseTransferred: _transferred,
    FilingDecided: _decided,
    ReporterWrote: _wrote,
    RespondentAsked: _asked,
    DeadlinesRecounted: _recounted,
    CasePressed: _pressed,
    DecisionServed: _served,
    DecisionChanged: _decision_changed,
    CaseClosed: _closed,
    CaseTaskTold: _task,
    CaseTaskPressed: _task_pressed,
    ScoreChanged: _scored,
    MeasureTold: _measure,
    ListTold: _list,
}
_CASE = {"case_no", "department"}
_PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    CaseFiled.TYPE: frozenset(
        {*_CASE, "received_on", "due_on", "title", "charged", "over"},
    ),
    CaseTransferred.TYPE: frozenset({*_CASE, "transferred_on", "due_on"}),
    FilingDecided.TYPE: frozenset({*_CASE, "decided_on", "due_on", "decision_due_on"}),
    ReporterWrote.TYPE: frozenset({*_CASE, "written_on"}),
    RespondentAsked.TYPE: frozenset({*_CASE, "until"}),
    DeadlinesRecounted.TYPE: frozenset({*_CASE, "limit", "was_due_on", "due_on", "count"}),
    CasePressed.TYPE: frozenset({*_CASE, "limit", "rung", "due_on"}),
    DecisionServed.TYPE: frozenset({*_CASE, "document_no", "served_on"}),
    CaseClosed.TYPE: frozenset({*_CASE, "closed_on"}),
    CaseTaskTold.TYPE: frozenset({*_CASE, "task", "due_on"}),
    CaseTaskPressed.TYPE: frozenset({*_CASE, "task", "due_on", "rung", "asked"}),
    DecisionChanged.TYPE: frozenset(
        {*_CASE, "document_no", "change", "changed_by_no", "effective_on"},
    ),
    ScoreChanged.TYPE: frozenset(
        {"uscc", "score", "grade", "previous_score", "previous_grade", "pack", "as_of"},
    ),
    MeasureTold.TYPE: frozenset({"measure", "title", "told_on"}),
    ListTold.TYPE: frozenset({"list", "body", "port", "edition", "effective_from", "told_on"}),
}
