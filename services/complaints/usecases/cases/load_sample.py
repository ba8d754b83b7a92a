"""Tell sample cases their whole story, each step at its own time, through the use cases."""

from datetime import datetime

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.domain.cases.forms import DecideFiling, Form
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.linked_cases import linked_cases
from services.complaints.usecases.cases.note_reporter_told import note_reporter_told
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.errors import Outdated, Unavailable
from shared.principal import Principal
from shared.words import N_

TRIES = 10


def load_case(
    complaint: FileComplaint, *, key: str, filed_at: datetime, ports: CasePorts, rules: CaseRules
) -> dict[str, str]:
    """File a sample complaint once, whoever asks again; return its cases by track.

    The leading one stands under an empty name too.
    """
    case = file_complaint(complaint, key=key, now=filed_at, ports=ports, rules=rules)
    cases = (case, *linked_cases(case, ports=ports))
    return {"": case.id, **{each.track: each.id for each in cases}}


def load_step(
    case_id: str,
    form: Form,
    *,
    by: Principal,
    at: datetime,
    ports: CasePorts,
    rules: CaseRules,
) -> None:
    """Take a sample action once; a filing decision is told to the reporter at the same time.

    Raises:
        Conflict: the state of the case does not allow it; asking again would not help.
        Unavailable: the running product kept changing the case meanwhile.
    """
    key = f"sample-{case_id}-{form.ACTION}-{at.isoformat()}"
    for _ in range(TRIES):
        case = ports.cases.get(case_id)
        if case and _is_taken(form, by, at, case):
            break
        seen = case.version if case else None
        asked = TakeAction(case_id=case_id, form=form, key=key, seen=seen)
        try:
            take_action(asked, actor=by, now=at, ports=ports, rules=rules)
            break
        except Outdated:
            continue
    else:
        raise Unavailable(N_("系统暂时无法使用，请稍后再试"))
    if isinstance(form, DecideFiling) and form.confirm:
        note_reporter_told(case_id, at, now=at, ports=ports, rules=rules)


def _is_taken(form: Form, by: Principal, at: datetime, case: Case) -> bool:
    """Tell whether an earlier load took the step: whoever took it may not see the case any more."""
    return any((s.action, s.actor, s.at) == (form.ACTION, by.sub, at) for s in case.timeline)
