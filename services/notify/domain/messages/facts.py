"""What a message may say of an event: a closed list per event type, formatted in both languages.

No fact names a reporter, and none is taken over without cleaning, so a text that somebody typed
can neither add a line, a header, a link nor a placeholder.
"""

from collections.abc import Callable, Mapping
from typing import Any

from services.notify.domain.messages.fact_words import (
    UNKNOWN,
    clean,
    day_words,
    money_words,
    points,
    same,
)
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

Facts = Mapping[str, Words]


def facts_of(event: Event) -> dict[str, Words]:
    """Return the facts of an event by placeholder; an event nobody is told of has none."""
    tell = _TELL.get(type(event))
    return tell(event) if tell else {}


def placeholders_of(event_type: str) -> frozenset[str]:
    """Return the placeholders that a template for this event may use."""
    return _PLACEHOLDERS.get(event_type, frozenset())


def _filed(event: CaseFiled) -> dict[str, Words]:
    return {
        "case_no": same(event.key),
        "department": same(event.department),
        "received_on": day_words(local_date(event.occurred_at)),
        "due_on": day_words(event.due_on),
        "title": same(event.title),
        "charged": money_words(event.charged),
        "over": money_words(event.over),
    }


def _transferred(event: CaseTransferred) -> dict[str, Words]:
    return {
        "case_no": same(event.key),
        "department": same(event.department),
        "transferred_on": day_words(local_date(event.occurred_at)),
        "due_on": day_words(event.due_on),
    }


def _decided(event: FilingDecided) -> dict[str, Words]:
    return {
        "case_no": same(event.key),
        "department": same(event.department),
        "decided_on": day_words(local_date(event.occurred_at)),
        "due_on": day_words(event.due_on),
        "decision_due_on": day_words(event.decision_due_on),
    }


def _wrote(event: ReporterWrote) -> dict[str, Words]:
    return {
        "case_no": same(event.key),
        "department": same(event.department),
        "written_on": day_words(local_date(event.occurred_at)),
    }


def _asked(event: RespondentAsked) -> dict[str, Words]:
    return {
        "case_no": same(event.key),
        "department": same(event.department),
        "until": day_words(event.until),
    }


def _recounted(event: DeadlinesRecounted) -> dict[str, Words]:
    return {
        "case_no": same(event.key),
        "department": same(event.department),
        "limit": Words(zh=clean(event.title_zh), en=clean(event.title_en)),
        "was_due_on": day_words(event.was_due_on),
        "due_on": day_words(event.due_on),
        "count": same(event.count),
    }


def _pressed(event: CasePressed) -> dict[str, Words]:
    return {
        "case_no": same(event.key),
        "department": same(event.department),
        "limit": Words(zh=clean(event.title_zh), en=clean(event.title_en)),
        "rung": Words(zh=clean(event.rung_zh), en=clean(event.rung_en)),
        "due_on": day_words(event.due_on),
    }


def _served(event: DecisionServed) -> dict[str, Words]:
    return {
        "case_no": same(event.key),
        "department": same(event.department),
        "document_no": same(event.document_no),
        "served_on": day_words(event.served_on),
    }


def _decision_changed(event: DecisionChanged) -> dict[str, Words]:
    return {
        "case_no": same(event.key),
        "department": same(event.department),
        "document_no": same(event.document_no),
        "change": _CHANGED.get(event.change, UNKNOWN),
        "changed_by_no": same(event.changed_by_no),
        "effective_on": day_words(event.effective_on),
    }


def _closed(event: CaseClosed) -> dict[str, Words]:
    return {
        "case_no": same(event.key),
        "department": same(event.department),
        "closed_on": day_words(local_date(event.occurred_at)),
    }


def _task(event: CaseTaskTold | CaseTaskPressed) -> dict[str, Words]:
    return {
        "case_no": same(event.key),
        "department": same(event.department),
        "task": same(event.task),
        "due_on": day_words(event.due_on),
    }


def _task_pressed(event: CaseTaskPressed) -> dict[str, Words]:
    rung = Words(zh=clean(event.rung_zh), en=clean(event.rung_en))
    return {**_task(event), "rung": rung, "asked": same(event.department_told)}


def _scored(event: ScoreChanged) -> dict[str, Words]:
    return {
        "uscc": same(event.key),
        "score": points(event.score),
        "grade": same(event.grade),
        "previous_score": points(event.previous_score),
        "previous_grade": same(event.previous_grade),
        "pack": same(event.pack),
        "as_of": day_words(event.as_of),
    }


def _measure(event: MeasureTold) -> dict[str, Words]:
    return {
        "measure": same(event.measure),
        "title": Words(zh=clean(event.title_zh), en=clean(event.title_en)),
        "told_on": day_words(local_date(event.occurred_at)),
    }


def _list(event: ListTold) -> dict[str, Words]:
    return {
        "list": same(event.key),
        "body": same(clean(event.body)),
        "port": same(clean(event.port)),
        "edition": same(clean(event.edition)),
        "effective_from": day_words(event.effective_from),
        "told_on": day_words(local_date(event.occurred_at)),
    }


_CHANGED = {
    "annulled": Words(zh="撤销", en="annulled"),
    "altered": Words(zh="变更", en="altered"),
}
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
