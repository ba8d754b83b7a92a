"""Name one officer on several cases at once, each by itself: what cannot be is told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.cases.actors import may_handle
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.search.visibility import may_see
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.errors import AppError, FieldError, Invalid
from shared.principal import Principal
from shared.words import N_

MOST = 50
ASSIGN = "assign_officer"


@dataclass(frozen=True, kw_only=True)
class AssignSeveral:
    """Whom to name on which cases; `versions` are those that were seen, by case number."""

    versions: dict[str, int]
    officer: str
    key: str


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """What came of one case; `why_not` is None where the officer was named."""

    case_id: str
    why_not: FieldError | None = None


def cases_to_assign(
    case_ids: Sequence[str], *, principal: Principal, ports: CasePorts
) -> list[Case]:
    """Return those of the cases that the person handles and that are open, each once.

    Raises:
        Invalid: there are more than fifty.
    """
    chosen = list(dict.fromkeys(case_ids))
    if len(chosen) > MOST:
        wrong = FieldError("cases", N_("一次最多 %(most)s 件"), {"most": MOST})
        raise Invalid(N_("有内容需要修改"), errors=[wrong])
    found = (ports.cases.get(case_id) for case_id in chosen)
    return [
        case
        for case in found
        if case and case.is_open and may_see(principal, case) and may_handle(case, principal)
    ]


def assign_several(
    asked: AssignSeveral,
    *,
    actor: Principal,
    now: datetime,
    ports: CasePorts,
    rules: CaseRules,
) -> list[Assigned]:
    """Return what came of each case; the same request again changes nothing.

    Raises:
        Invalid: there are more than fifty.
    """
    cases = cases_to_assign(list(asked.versions), principal=actor, ports=ports)
    done = []
    for case in cases:
        one = TakeAction(
            case_id=case.id,
            form=RecordedStep(action=ASSIGN, values={"officer": asked.officer}),
            key=f"{asked.key}/{case.id}",
            seen=asked.versions[case.id],
        )
        try:
            take_action(one, actor=actor, now=now, ports=ports, rules=rules)
        except AppError as error:
            why = error.errors[0] if error.errors else FieldError("", error.detail, error.params)
            done.append(Assigned(case_id=case.id, why_not=why))
        else:
            done.append(Assigned(case_id=case.id))
    return done
