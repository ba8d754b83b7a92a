"""Tell the notify service where a reporter or an officer can be reached, when it sends."""

from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.cases.masking import masked_name
from services.complaints.domain.cases.officer import who_handles
from services.complaints.domain.cases.reading import ReadKind
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.get_case_for import sealed_reporter
from services.complaints.usecases.cases.record_look import record_look
from shared.clock import local_date
from shared.errors import NotFound
from shared.mail_address import masked_address
from shared.principal import Principal
from shared.words import N_

REPORTER, OFFICER = "reporter", "officer"


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """An address for one message.

    Args:
        inbox_owner: the credit code of the reporter's firm, else the reporter's `sub`.
        masked: what a log may show.
    """

    language: str
    email: str
    inbox_owner: str
    masked: str


def resolve_recipient(
    reference: str, *, asker: Principal, now: datetime, ports: CasePorts
) -> Recipient:
    """Return the recipient a reference stands for, e.g. `HY-2026-04172-1/reporter`.

    `…/officer` is who handles the case now, or stands in for who is away; only a look for a
    reporter is kept in its trail.

    Raises:
        NotFound: the reference stands for nobody.
    """
    case_id, _, role = reference.rpartition("/")
    if role == OFFICER:
        return _officer(case_id, now, ports)
    case = ports.cases.get(case_id) if role == REPORTER else None
    reporter = sealed_reporter(case, vault=ports.vault) if case else None
    if case is None or reporter is None:
        raise NotFound(N_("没有找到"))
    record_look(case.id, ReadKind.ADDRESS, principal=asker, now=now, trail=ports.trail)
    return Recipient(
        language=case.language,
        email=reporter.email,
        inbox_owner=reporter.uscc or reporter.sub,
        masked=masked_address(reporter.email) or masked_name(reporter.name),
    )


def _officer(case_id: str, now: datetime, ports: CasePorts) -> Recipient:
    """Return who handles a case, or stands in; officers are reached in their inbox alone."""
    case = ports.cases.get(case_id)
    if case is None or not case.officers:
        raise NotFound(N_("没有找到"))
    owner = who_handles(case, ports.staff.of_department(case.department), local_date(now))
    return Recipient(language="zh", email="", inbox_owner=owner, masked="***")
