"""Open what was sealed of a case, for a reason that is kept."""

import json
from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.cases.actors import may_handle
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.complaint import Reporter
from services.complaints.domain.cases.file_case import REPORTER
from services.complaints.domain.cases.problems import need_reason, need_text, raise_if_any
from services.complaints.domain.cases.reading import Originals, ReadKind
from services.complaints.domain.cases.sealing import redact_for
from services.complaints.domain.search.visibility import may_see
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.get_case_for import UNKNOWN
from services.complaints.usecases.cases.record_look import record_look
from shared.codec import from_json
from shared.errors import Forbidden, NotFound
from shared.principal import Principal
from shared.words import N_


@dataclass(frozen=True, kw_only=True)
class RevealIdentity:
    """Whose identity, and why: a code of the list `reveal` and words."""

    case_id: str
    reason: str
    text: str


def reveal_identity(
    asked: RevealIdentity,
    *,
    principal: Principal,
    now: datetime,
    ports: CasePorts,
    rules: CaseRules,
) -> Originals:
    """Return reporter and originals to an officer of the department in charge.

    The look is kept before anything is handed out; a refused try is kept as well.

    Raises:
        NotFound: there is no such case, or not for this person.
        Forbidden: the person may see the case, but handles it not.
        Invalid: no reason is given.
    """
    case = ports.cases.get(asked.case_id)
    if case is None or not may_see(principal, case):
        raise NotFound(UNKNOWN)
    if not may_handle(case, principal):
        record_look(case.id, ReadKind.REFUSED, principal=principal, now=now, trail=ports.trail)
        raise Forbidden(N_("只有承办部门的承办人可以查看身份，这次尝试已经留痕"))
    raise_if_any(
        need_reason(rules.act_on(case, principal, now), ("reveal",), asked.reason, path="reason"),
        need_text("text", asked.text),
    )
    opened = {name: json.loads(ports.vault.open(each)) for name, each in case.sealed.items()}
    reporter = from_json(Reporter, opened["reporter"]) if "reporter" in opened else None
    record_look(
        case.id,
        ReadKind.IDENTITY,
        principal=principal,
        now=now,
        trail=ports.trail,
        why=(asked.reason, redact_for(asked.text, reporter, rules.folding)),
    )
    return Originals(**opened, mailbox=_written(case, ports))


def _written(case: Case, ports: CasePorts) -> tuple[str, ...]:
    """Return the reporter's messages as written."""
    return tuple(ports.vault.open(each.sealed) for each in case.mailbox if each.by == REPORTER)
