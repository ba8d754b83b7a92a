"""What the form of an action holds when it is opened: what the case already tells."""

from collections.abc import Callable, Mapping
from datetime import date

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change_decision import found_over, violations_found
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.field_rule import DayRange, FieldKind
from services.complaints.domain.cases.handling import Decision
from shared.clock import local_date

Values = dict[str, str]


def first_values(action: str, case: Case, c: Container) -> Values:
    """Return the values of an action's fields by path; a day that is past begins as today."""
    if fill := _FILLED.get(action):
        return fill(case, c)
    today = local_date(c.now()).isoformat()
    fields = c.rules.track_of(case).actions[action].fields
    past = (each for each in fields if each.days is DayRange.PAST)
    return {each.name: today for each in past if each.kind is FieldKind.DATE and each.required}


def _today(name: str) -> Callable[[Case, Container], Values]:
    return lambda _case, c: {name: local_date(c.now()).isoformat()}


def _findings(case: Case, _c: Container) -> Values:
    values: Values = {}
    for place, line in enumerate(case.lines):
        values |= {f"findings.{place}.{name}": told for name, told in _finding(line).items()}
    return values


def _finding(line: ChargeLine) -> Values:
    """Return what the officer found, else what the check suggests.

    Nothing is chosen: a line that nobody decides on again stays as it was.
    """
    found, check = line.finding, line.check
    violation, over = (found.violation, found.over) if found else (check.violation, check.over)
    return {
        "violation": violation or check.violation or "",
        "over": f"{over:.2f}" if over else "",
        "note": found.note if found else "",
    }


def _draft(case: Case, c: Container) -> Values:
    codes = violations_found(case)
    violations = c.rules.track_of(case).violations
    articles = dict.fromkeys(
        article for code in codes for article in violations[code].basis.text.split("；")
    )
    if case.returned and case.returned.violations == codes:
        return _returned(case, case.returned)
    return {
        "respondent_name": case.respondent.registered_name or "",
        "kind": "" if codes else "no_penalty",
        "fine": "0.00",
        "confiscation": "0.00",
        "refund": f"{found_over(case):.2f}",
        "legal_basis": "\n".join(articles),
        "facts": "\n".join(_fact(line) for line in case.lines if _upheld(line)),
    }


def _returned(case: Case, draft: Decision) -> Values:
    """Return the draft that went back; its code is typed again."""
    return {
        "respondent_name": case.respondent.registered_name or "",
        "kind": draft.kind,
        "level": draft.level,
        "fine": f"{draft.fine:.2f}",
        "confiscation": f"{draft.confiscation:.2f}",
        "refund": f"{draft.refund:.2f}",
        "legal_basis": "\n".join(draft.legal_basis),
        "facts": draft.facts,
    }


def _upheld(line: ChargeLine) -> bool:
    return line.finding is not None and line.finding.upheld


def _fact(line: ChargeLine) -> str:
    """Return one sentence of the facts; a decision is written in Chinese in every language."""
    day = _written(line.charged_on) if line.charged_on else ""
    found = line.finding
    over = f"，多收 {found.over:,.2f} 元（{found.violation}）" if found else ""
    return f"{day}收取{line.item} {line.amount:,.2f} 元{over}。"


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _routed(case: Case, _c: Container) -> Values:
    """Return where the rules of routing send the case since its respondent was named."""
    instead = case.routing.lead_instead
    return {"department": instead, "ground": "X2"} if instead else {}


_FILLED: Mapping[str, Callable[[Case, Container], Values]] = {
    "record_finding": _findings,
    "give_notice": _today("given_on"),
    "record_hearing": _today("held_on"),
    "draft_decision": _draft,
    "record_service": _today("served_on"),
    "record_told": _today("told_on"),
    "transfer": _routed,
}
