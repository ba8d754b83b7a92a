"""File a complaint: check its lines, route it, date it, seal the reporter, store the case."""

from dataclasses import replace
from datetime import datetime

from services.complaints.domain.cases.attachment import Attachment, ref_of
from services.complaints.domain.cases.case import Case, Respondent, Routing
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.command import Command, command_of
from services.complaints.domain.cases.complaint import FileComplaint, check_complaint
from services.complaints.domain.cases.file_case import Intake, file_case, title_of
from services.complaints.domain.cases.problems import raise_if_any
from services.complaints.domain.cases.sealing import originals, redacted
from services.complaints.domain.catalogue.check import CheckLine, check_lines
from services.complaints.domain.catalogue.weighing import round_money
from services.complaints.domain.parties.routing import RoutingFacts, route
from services.complaints.ports.cases import CasePorts
from services.complaints.ports.file_taken import TAKEN, FileTaken
from services.complaints.usecases.cases.own_keys import firm_key, person_key, report_key
from shared.clock import local_date
from shared.errors import FieldError, Invalid
from shared.words import N_

NO_FILE = N_("没有这份附件，或者上传已超过 23 小时，请重新上传")


def file_complaint(
    command: FileComplaint,
    *,
    key: str,
    now: datetime,
    ports: CasePorts,
    rules: CaseRules,
    receipt: str | None = None,
) -> Case:
    """Return the new case, or the one the same key made before.

    Args:
        command: what was handed in.
        key: of whoever hands it in; for an anonymous report a secret of that report.
        now: the instant of receipt.
        ports: the stores.
        rules: what holds on the day.
        receipt: digest of the receipt of an anonymous report.

    Raises:
        Conflict: another case has that receipt.
        Invalid: something in it is wrong, or the key came before with another body.
        Unavailable: a store is away; nothing is lost by asking again with the same key.
    """
    asked = command_of(command.giver.sub, key, command.said, hashed=ports.blind.exactly)
    try:
        _check(command, now, rules)
        files = _files(command, key, now, ports)
        intake = replace(_intake(command, files, now, ports=ports, rules=rules), receipt=receipt)
        case = _filed(intake, asked, now, ports=ports, rules=rules)
    except FileTaken:
        _files(command, key, now, ports)  # says which file the other case has by now
        raise
    except Invalid:
        # What was taken once may not be taken today, yet asking again changes no answer.
        if (earlier := ports.cases.filed_by(asked)) is None:
            raise
        case = earlier
    _adopt(case, ports)
    return case


def _filed(
    intake: Intake, asked: Command, now: datetime, *, ports: CasePorts, rules: CaseRules
) -> Case:
    act = rules.receipt(intake.city, now)
    return ports.cases.file(
        f"{rules.parties.city(intake.city).code}-{local_date(now).year}",
        lambda submission: file_case(replace(intake, submission=submission), act),
        asked,
    )


def _adopt(case: Case, ports: CasePorts) -> None:
    ids = [file.id for file in case.attachments]
    ports.attachments.adopt(ids, case_id=case.id, department=case.department)


def _check(command: FileComplaint, now: datetime, rules: CaseRules) -> None:
    today = local_date(now)
    check_complaint(command, cities=frozenset(rules.parties.cities), today=today)
    track = rules.receipt(command.city, now).track
    if track.reason(("channel",), command.channel, today) is None:
        raise_if_any(FieldError("channel", N_("请从列表中选择")))


def _files(command: FileComplaint, key: str, now: datetime, ports: CasePorts) -> list[Attachment]:
    reporter = command.reporter
    owner = person_key(reporter.sub, ports.blind) if reporter else report_key(key, ports.blind)
    found = [ports.attachments.get(attachment_id) for attachment_id in command.attachments]
    problems = (_file_problem(file, owner, now, ports) for file in found)
    wrong = [
        FieldError(f"attachments.{index}", problem)
        for index, problem in enumerate(problems)
        if problem
    ]
    raise_if_any(*wrong)
    return [file for file in found if file is not None]


def _file_problem(
    file: Attachment | None, owner: str, now: datetime, ports: CasePorts
) -> str | None:
    """Return why a case may not take the file; a case may have it and not be noted with it yet."""
    if file is None or file.owner != owner:
        return NO_FILE
    if file.case_id or ports.cases.naming_attachment(file.id):
        return TAKEN
    return None if file.may_be_referenced(now) else NO_FILE


def _intake(
    command: FileComplaint,
    files: list[Attachment],
    now: datetime,
    *,
    ports: CasePorts,
    rules: CaseRules,
) -> Intake:
    clean = redacted(command, rules.folding)
    routing = _routing(command, now, rules)
    reporter = command.reporter
    lines = _lines(clean, rules)
    return Intake(
        submission="",
        city=command.city,
        channel=command.channel,
        title=clean.title.strip() or title_of([line.item for line in lines]),
        statement=clean.narrative,
        request=clean.request,
        respondent=Respondent(
            uscc=command.uscc, name=clean.respondent_name.strip() or command.uscc or ""
        ),
        lines=lines,
        routing=routing,
        sealed=_sealed(command, files, routing.lead, ports),
        language=command.language,
        bill_no=clean.bill_no or None,
        attachments=tuple(ref_of(file) for file in files),
        secret=command.secret or reporter is None,
        real_name=reporter is not None,
        reporter_key=person_key(reporter.sub, ports.blind) if reporter else None,
        reporter_firm_key=firm_key(reporter.uscc, ports.blind) if reporter else None,
    )


def _routing(command: FileComplaint, now: datetime, rules: CaseRules) -> Routing:
    facts = RoutingFacts(
        city=command.city,
        track=rules.receipt(command.city, now).track.code,
        received_on=local_date(now),
        respondent_name=command.respondent_name or None,
        respondent_uscc=command.uscc,
    )
    return route(facts, rules.parties)


def _sealed(
    command: FileComplaint, files: list[Attachment], department: str, ports: CasePorts
) -> dict[str, bytes]:
    names = {file.id: ports.attachments.name_of(file.id) for file in files}
    texts = originals(command, names)
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
