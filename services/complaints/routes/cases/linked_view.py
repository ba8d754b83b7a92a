"""What pages show of the other cases of a submission and of a service matter."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.service_matter import ServiceMatter
from services.complaints.routes.cases.category_view import category_facts
from services.complaints.usecases.cases.linked_cases import linked_cases, with_mailbox
from shared.clock import SHANGHAI
from shared.web.language import say, words
from shared.words import N_

SERVICE_NAMES = {
    "measure": N_("通知里的措施"),
    "authority": N_("办事单位"),
    "promised": N_("承诺的时限"),
    "started_at": N_("实际开始时间"),
    "ended_at": N_("实际结束时间"),
    "reference": N_("报关单号或船舶航次"),
    "window": N_("窗口或经办人"),
}


@dataclass(frozen=True, kw_only=True)
class LinkedView:
    """Another case of the submission, in the language of the request."""

    id: str
    track: str
    state: str
    lead: str
    due_on: date | None
    why: list[str]


def linked_values(case: Case, c: Container) -> dict[str, Any]:
    """Return why a case stands apart, the others, and the matter of a service complaint."""
    others = linked_cases(case, ports=c.cases)
    return {
        "why_apart": _why(case),
        "linked": [_linked(each, c) for each in others],
        "service_facts": service_facts(case.origin.service),
        "category_facts": category_facts(case, c.rules),
        "has_mailbox": with_mailbox(case, ports=c.cases) is not None,
        "files_of": next((each.id for each in others if each.attachments), ""),
    }


def service_facts(matter: ServiceMatter | None) -> list[tuple[str, str]]:
    """Return what is told of a service, by name; nothing of what is not told."""
    if matter is None:
        return []
    told = ((name, getattr(matter, name)) for name in SERVICE_NAMES)
    return [(say(SERVICE_NAMES[name]), _text(value)) for name, value in told if value]


def _text(value: str | datetime) -> str:
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return value


def _why(case: Case) -> list[str]:
    return [say(each.text, each.params) for each in case.origin.why]


def _linked(case: Case, c: Container) -> LinkedView:
    track = c.rules.track_of(case)
    return LinkedView(
        id=case.id,
        track=words(track.name),
        state=words(track.states[case.state.value]),
        lead=words(c.rules.parties.departments[case.department]),
        due_on=case.due_on,
        why=_why(case),
    )
