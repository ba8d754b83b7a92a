"""Make a complaint ready to be stored: split, redacted, checked, routed, sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.attachment import Attachment, ref_of
from services.complaints.domain.cases.case import Respondent
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.domain.cases.file_case import Intake, title_of
from services.complaints.domain.cases.origin import Consent, Mandate, Origin
from services.complaints.domain.cases.parts import FEE_DISPUTE, SERVICE, Part, parts_of
from services.complaints.domain.cases.routed import Routing
from services.complaints.domain.cases.sealing import originals, redact_for, redacted
from services.complaints.domain.catalogue.check import CheckLine, check_lines
from services.complaints.domain.catalogue.weighing import round_money
from services.complaints.domain.parties.routing import RoutingFacts, route
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.own_keys import firm_key, reporter_key
from shared.clock import local_date


@dataclass(frozen=True, kw_only=True)
class Given:
    """What is handed in: `clean` is the complaint as `written` after redaction.

    `scope` is that of a mandate, redacted; empty without an agent.
    """

    written: FileComplaint
    clean: FileComplaint
    scope: str
    lines: tuple[ChargeLine, ...]
    files: tuple[Attachment, ...]
    names: Mapping[str, str]
    now: datetime


def make_ready(
    command: FileComplaint,
    files: list[Attachment],
    *,
    now: datetime,
    ports: CasePorts,
    rules: CaseRules,
) -> list[tuple[Intake, Act]]:
    """Return what each case of a complaint is made of and the rules of its receipt.

    The files are of the leading case: a file belongs to one case.
    """
    clean = redacted(command, rules.folding)
    given = Given(
        written=command,
        clean=clean,
        scope=_scope(command, rules),
        lines=_lines(clean, rules),
        files=tuple(files),
        names={file.id: ports.attachments.name_of(file.id) for file in files},
        now=now,
    )
    first, *others = parts_of(clean, rules.catalogue)
    alone = replace(given, files=(), names={})
    ready = [_ready(first, given, ports, rules)]
    return ready + [_ready(part, alone, ports, rules) for part in others]


def _scope(command: FileComplaint, rules: CaseRules) -> str:
    agent = command.giver.agent
    return redact_for(agent.scope, command.reporter, rules.folding) if agent else ""


def _ready(part: Part, given: Given, ports: CasePorts, rules: CaseRules) -> tuple[Intake, Act]:
    act = rules.receipt(given.written.city, given.now, part.track)
    routing = _routing(part, given, rules)
    return _intake(part, given, routing, ports), act


def _intake(part: Part, given: Given, routing: Routing, ports: CasePorts) -> Intake:
    clean, reporter = given.clean, given.written.reporter
    lines = [given.lines[place] for place in part.lines]
    return Intake(
        submission="",
        city=clean.city,
        channel=clean.channel,
        title=clean.title.strip() or title_of([line.item for line in lines]),
        statement=clean.narrative,
        request=clean.request,
        respondent=_respondent(part, clean),
        lines=tuple(replace(line, no=number) for number, line in enumerate(lines, start=1)),
        routing=routing,
        sealed=_sealed(part, given, routing.lead, ports),
        language=clean.language,
        bill_no=clean.bill_no or None,
        attachments=tuple(ref_of(file) for file in given.files),
        secret=_is_secret(part, clean),
        real_name=reporter is not None,
        reporter_key=reporter_key(reporter, ports.blind),
        reporter_firm_key=firm_key(reporter.uscc, ports.blind) if reporter else None,
        origin=_origin(part, given),
    )


def _is_secret(part: Part, clean: FileComplaint) -> bool:
    """Tell whether the reporter is kept from the respondent: a mediation has both at one table."""
    return part.track != FEE_DISPUTE and (clean.secret or clean.reporter is None)


def _origin(part: Part, given: Given) -> Origin:
    consents = (Consent(kind=kind, given_at=given.now) for kind in given.clean.consents)
    service = given.clean.service if part.track == SERVICE else None
    return Origin(
        why=part.why,
        consents=tuple(consents),
        service=service,
        registrar=given.clean.registrar,
        mandate=_mandate(given),
        joined=len(given.clean.giver.joined),
        ticket=given.clean.ticket,
        category=given.clean.category,
        answers=given.clean.answers,
    )


def _mandate(given: Given) -> Mandate | None:
    agent = given.clean.giver.agent
    if agent is None or agent.until is None:
        return None
    return Mandate(scope=given.scope, until=agent.until, attachment=agent.mandate)


def _respondent(part: Part, clean: FileComplaint) -> Respondent:
    name = clean.respondent_name.strip()
    authority = _authority(part, clean)
    if authority and authority != name:
        return Respondent(uscc=None, name=authority)
    return Respondent(uscc=clean.uscc, name=name or clean.uscc or "")


def _authority(part: Part, command: FileComplaint) -> str:
    """Return the unit whose service is complained of; empty where the respondent is meant."""
    if part.track != SERVICE or command.service is None:
        return ""
    return command.service.authority.strip()


def _routing(part: Part, given: Given, rules: CaseRules) -> Routing:
    written = given.written
    authority = _authority(part, written)
    service = written.service if part.track == SERVICE else None
    facts = RoutingFacts(
        city=written.city,
        track=part.track,
        received_on=local_date(given.now),
        respondent_name=authority or written.respondent_name or None,
        respondent_uscc=None if authority else written.uscc,
        measures=(service.measure,) if service and service.measure else (),
    )
    return route(facts, rules.parties)


def _sealed(part: Part, given: Given, department: str, ports: CasePorts) -> dict[str, bytes]:
    written = given.written
    own = replace(
        written,
        lines=tuple(written.lines[place] for place in part.lines),
        service=written.service if part.track == SERVICE else None,
    )
    texts = originals(own, given.names)
    return {field: ports.vault.seal(department, text) for field, text in texts.items()}


def _lines(clean: FileComplaint, rules: CaseRules) -> tuple[ChargeLine, ...]:
    """Check the redacted lines, so that no answer can repeat what was taken out.

    An amount is kept with two places, half up, as the check alone reads it.
    """
    written = [replace(line, amount=round_money(line.amount)) for line in clean.lines]
    asked = [CheckLine(**{**vars(line), "body": line.body or _body(clean)}) for line in written]
    checks = check_lines(asked, rules.catalogue)
    return tuple(
        ChargeLine(no=number, check=check, **vars(line))
        for number, (line, check) in enumerate(zip(asked, checks, strict=True), start=1)
    )


def _body(clean: FileComplaint) -> str | None:
    return clean.respondent_name.strip() or clean.uscc
