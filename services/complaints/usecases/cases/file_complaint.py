"""File a complaint: check it, make its cases ready, store them, all or none."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.attachment import Attachment
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.category import category_problems
from services.complaints.domain.cases.command import Command, command_of
from services.complaints.domain.cases.complaint import FileComplaint, check_complaint
from services.complaints.domain.cases.file_case import Intake, file_cases, filed_event
from services.complaints.domain.cases.problems import raise_if_any
from services.complaints.ports.cases import CasePorts
from services.complaints.ports.file_taken import TAKEN, FileTaken
from services.complaints.usecases.cases.make_ready import make_ready
from services.complaints.usecases.cases.open_linked import open_linked
from services.complaints.usecases.cases.own_keys import person_key, report_key
from shared.clock import local_date
from shared.codec import to_json
from shared.errors import FieldError, Invalid
from shared.events.envelope import Event
from shared.words import N_

LATER = ("service", "dispute", "consents", "registrar", "ticket", "category", "answers")
LATER_OF_REPORTER = ("agent", "joined")
NO_FILE = N_("没有这份附件，或者上传已超过 23 小时，请重新上传")


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """Under which command something is handed in; `key` is what its files were uploaded with."""

    asked: Command
    key: str
    receipt: str | None = None


def file_complaint(
    command: FileComplaint,
    *,
    key: str,
    now: datetime,
    ports: CasePorts,
    rules: CaseRules,
    receipt: str | None = None,
) -> Case:
    """Return the leading new case, linked to the others, or the one the same key made before.

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
    asked = command_of(command.by, key, _body(command), hashed=ports.blind.exactly)
    handed = HandedIn(asked=asked, key=key, receipt=receipt)
    return file_under(handed, command, now=now, ports=ports, rules=rules)


def file_under(
    handed: HandedIn, command: FileComplaint, *, now: datetime, ports: CasePorts, rules: CaseRules
) -> Case:
    """Return the leading case that this command makes, or made before; see `file_complaint`."""
    try:
        check_filing(command, now, rules)
        files = own_files(command, handed.key, now, ports)
        ready = make_ready(command, files, now=now, ports=ports, rules=rules)
        case = _filed(_behind(handed.receipt, ready), handed.asked, now, ports=ports, rules=rules)
    except FileTaken:
        own_files(command, handed.key, now, ports)  # says which file the other case has by now
        raise
    except Invalid:
        # What was taken once may not be taken today, yet asking again changes no answer.
        if (earlier := ports.cases.filed_by(handed.asked)) is None:
            raise
        case = earlier
    return _followed_up(case, ports)


def _followed_up(case: Case, ports: CasePorts) -> Case:
    """Do what the stored case asks for; whoever dies before it is done finds it done later."""
    if case.linked:
        open_linked(case.id, ports=ports)
    ids = [file.id for file in case.attachments]
    ports.attachments.adopt(ids, case_id=case.id, department=case.department)
    return case


def _behind(receipt: str | None, ready: list[tuple[Intake, Act]]) -> list[tuple[Intake, Act]]:
    """Return the cases with the receipt on the leading one: it opens the mailbox of them all."""
    (first, act), *others = ready
    return [(replace(first, receipt=receipt), act), *others]


def _body(command: FileComplaint) -> dict[str, Any]:
    """Return what was said, without what an older release did not know and nobody told."""
    body: dict[str, Any] = to_json(command.said)
    if body["reporter"]:
        body["reporter"] = _told(body["reporter"], LATER_OF_REPORTER)
    return _told(body, LATER)


def _told(said: dict[str, Any], later: tuple[str, ...]) -> dict[str, Any]:
    return {name: each for name, each in said.items() if name not in later or each}


def _filed(
    ready: list[tuple[Intake, Act]],
    asked: Command,
    now: datetime,
    *,
    ports: CasePorts,
    rules: CaseRules,
) -> Case:
    city = ready[0][0].city

    def made(submission: str) -> tuple[tuple[Case, ...], list[Event]]:
        cases = file_cases(ready, submission)
        return cases, [filed_event(cases[0])]

    series = f"{rules.parties.city(city).code}-{local_date(now).year}"
    return ports.cases.file(series, made, asked)


def check_filing(command: FileComplaint, now: datetime, rules: CaseRules) -> None:
    """Look at everything that can be seen without a store.

    Raises:
        Invalid: all problems of its fields, each with its path.
    """
    check_complaint(command, cities=frozenset(rules.parties.cities), now=now)
    _check_measure(command, now, rules)
    raise_if_any(
        *category_problems(
            rules.categories, command.category, command.answers, local_date(now), command.city
        )
    )
    track = rules.receipt(command.city, now).track
    if track.reason(("channel",), command.channel, local_date(now)) is None:
        raise_if_any(FieldError("channel", N_("请从列表中选择")))


def _check_measure(command: FileComplaint, now: datetime, rules: CaseRules) -> None:
    measure = command.service.measure if command.service else None
    if measure and not rules.parties.duties_of([measure], command.city, local_date(now)):
        raise_if_any(FieldError("service.measure", N_("这个城市的通知里没有这一项措施")))


def own_files(
    command: FileComplaint, key: str, now: datetime, ports: CasePorts
) -> list[Attachment]:
    """Return the files of a complaint.

    Raises:
        Invalid: one is not of whoever hands it in, too old, or in another case.
    """
    by, blind = command.by, ports.blind
    owner = person_key(by, blind) if by else report_key(key, blind)
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
