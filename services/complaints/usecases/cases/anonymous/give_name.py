"""Give an anonymous report the name of its reporter, in every case of the submission."""

from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.command import command_of
from services.complaints.domain.cases.file_case import REPORTER
from services.complaints.domain.cases.origin import Consent, ConsentKind
from services.complaints.domain.cases.own_name import GivenName, check_name, named_by_reporter
from services.complaints.domain.cases.reporter import Reporter
from services.complaints.domain.cases.sealing import identities_of, sealed_text
from services.complaints.domain.parties.redaction import held_redactor
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.get_case_for import UNKNOWN, sealed_reporter
from services.complaints.usecases.cases.open_linked import open_linked
from services.complaints.usecases.cases.own_keys import firm_key, reporter_key
from shared.clock import local_date
from shared.errors import Conflict, NotFound, NotNow, Unavailable
from shared.events.envelope import Event
from shared.words import N_

TRIES = 5


@dataclass(frozen=True, kw_only=True)
class OwnName:
    """Who an anonymous reporter says to be, under the key of the form.

    Args:
        publish: whether the outcome may be published (form 1 of order 121).
        understood: whether the reporter confirmed to know that this is not taken back.
    """

    case_id: str
    reporter: Reporter
    publish: bool
    understood: bool
    key: str


@dataclass(frozen=True, kw_only=True)
class _Who:
    """Who the reporter is and what it agreed to."""

    reporter: Reporter
    consents: tuple[Consent, ...]


def give_name(asked: OwnName, *, now: datetime, ports: CasePorts, rules: CaseRules) -> Case:
    """Return the case with its reporter named, or as it stands if the same form came before.

    Raises:
        NotFound: no such case is anonymous.
        Invalid: something is missing or wrong, each with the field of the form.
        NotNow: the reporter has been named already, or is of the enterprise complained of.
    """
    check_name(asked.reporter, understood=asked.understood, today=local_date(now))
    key = f"{asked.case_id}|{asked.key}"
    body = [asked.reporter, asked.publish]
    command = command_of(REPORTER, key, body, hashed=ports.blind.exactly)
    who = _Who(reporter=asked.reporter, consents=_consents(asked, now))
    for _ in range(TRIES):
        found = ports.cases.get_for(asked.case_id, command)
        if found is None or found[0].receipt is None:
            raise NotFound(UNKNOWN)
        case, applied = found
        if not applied:
            _refuse_own_firm(case, asked.reporter)
            case, events = _named(case, who, now, ports, rules)
            try:
                ports.cases.save(case, events, command)
            except Conflict:
                continue
        name_linked(case.id, now=now, ports=ports, rules=rules)
        return case
    raise Unavailable(N_("系统暂时无法使用，请稍后再试"))


def name_linked(case_id: str, *, now: datetime, ports: CasePorts, rules: CaseRules) -> int:
    """Give the name of a case to the other cases of its submission; return to how many.

    It may be asked again at any time: what has the name stays as it is.

    Raises:
        Unavailable: others kept changing a case; the message comes again.
    """
    first = ports.cases.get(case_id)
    reporter = sealed_reporter(first, vault=ports.vault) if first else None
    if first is None or reporter is None or first.receipt is None:
        return 0
    if first.linked:
        open_linked(first.id, ports=ports)
    who = _Who(reporter=reporter, consents=first.origin.consents)
    return sum(_follows(each, who, now, ports, rules) for each in first.linked)


def _follows(case_id: str, who: _Who, now: datetime, ports: CasePorts, rules: CaseRules) -> bool:
    for _ in range(TRIES):
        case = ports.cases.get(case_id)
        if case is None or case.real_name:
            return False
        try:
            ports.cases.save(*_named(case, who, now, ports, rules))
        except Conflict:
            continue
        return True
    raise Unavailable(N_("系统暂时无法使用，请稍后再试"))


def _named(
    case: Case, who: _Who, now: datetime, ports: CasePorts, rules: CaseRules
) -> tuple[Case, list[Event]]:
    reporter = who.reporter
    given = GivenName(
        sealed=ports.vault.seal(case.department, sealed_text(reporter)),
        reporter_key=reporter_key(reporter, ports.blind),
        firm_key=firm_key(reporter.uscc, ports.blind),
        consents=who.consents,
    )
    without = held_redactor(identities_of(reporter), rules.folding)
    return named_by_reporter(case, given, without, rules.act_on(case, None, now))


def _consents(asked: OwnName, now: datetime) -> tuple[Consent, ...]:
    return (Consent(kind=ConsentKind.PUBLISH, given_at=now),) if asked.publish else ()


def _refuse_own_firm(case: Case, reporter: Reporter) -> None:
    """Keep a report from the enterprise it is about: an account shares its cases with its firm."""
    if reporter.uscc and reporter.uscc == case.respondent.uscc:
        raise NotNow(
            N_("被举报的就是您所在的单位，关联账号会让单位看到。请在信箱里只留姓名和联系方式")
        )
