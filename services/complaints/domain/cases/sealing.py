"""What of a complaint may never stand in plain text, and the texts without it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from itertools import chain

from services.complaints.domain.cases.complaint import FileComplaint, Reporter
from services.complaints.domain.cases.reporter import Agent
from services.complaints.domain.parties.folding import Folding
from services.complaints.domain.parties.identities import Identities
from services.complaints.domain.parties.redaction import holds_identity, redact, redactor
from shared.codec import to_json


def identities_of(reporter: Reporter) -> Identities:
    """Return the identity values a reporter gave."""
    agent, joined = reporter.agent or Agent(name=""), reporter.joined
    return Identities(
        names=_all((reporter.name, agent.name, *(each.name for each in joined))),
        phones=_all((reporter.phone, agent.phone, *(each.phone for each in joined))),
        emails=_given(reporter.email),
        companies=_given(reporter.company),
        documents=_given(agent.id_no),
        codes=_given(reporter.uscc or ""),
        addresses=_all((reporter.address, *(each.address for each in joined))),
        accounts=_given(reporter.sub),
    )


def redacted(command: FileComplaint, folding: Folding) -> FileComplaint:
    """Return the complaint with every free text redacted; the reporter stays as it is."""
    without = redactor(identities_of(command.giver), folding)
    lines = tuple(
        replace(
            line,
            item=without(line.item),
            body=without(line.body) if line.body else None,
            port=without(line.port) if line.port else None,
            unit=without(line.unit) if line.unit else None,
        )
        for line in command.lines
    )
    return replace(
        command,
        respondent_name=without(command.respondent_name),
        narrative=without(command.narrative),
        request=without(command.request),
        title=without(command.title),
        bill_no=without(command.bill_no),
        lines=lines,
        answers={name: without(text) for name, text in command.answers.items()},
        ticket={name: without(text) for name, text in command.ticket.items()},
        service=command.service.with_texts(without) if command.service else None,
    )


def originals(command: FileComplaint, attachment_names: Mapping[str, str]) -> dict[str, str]:
    """Return what is to be sealed, as JSON text by field of the case; no reporter without one."""
    as_written = {
        "respondent_name": command.respondent_name,
        "title": command.title,
        "bill_no": command.bill_no,
        "service": to_json(command.service),
        "answers": dict(command.answers),
        "lines": [
            {"item": line.item, "body": line.body, "port": line.port, "unit": line.unit}
            for line in command.lines
        ],
    }
    reporter = {"reporter": sealed_text(command.reporter)} if command.reporter else {}
    return reporter | {
        "narrative": _text(command.narrative),
        "request": _text(command.request),
        "as_written": _text(as_written),
        "attachment_names": _text(dict(attachment_names)),
    }


def sealed_text(reporter: Reporter) -> str:
    """Return who reports as the text that is sealed under `reporter`; `reporter_of` reads it."""
    return _text(to_json(reporter))


def redact_for(text: str, reporter: Reporter | None, folding: Folding) -> str:
    """Return an officer's text without the identity values this case holds."""
    identities = identities_of(reporter) if reporter else Identities()
    return redact(text, identities, folding)


def redactor_for(reporters: Iterable[Reporter], folding: Folding) -> Callable[[str], str]:
    """Return what takes the identity values of several people out of many texts."""
    return redactor(_joint(reporters), folding)


def identity_in(text: str, reporters: Iterable[Reporter], folding: Folding) -> bool:
    """Tell whether a text holds an identity value of one of them."""
    return holds_identity(text, _joint(reporters), folding)


def _joint(reporters: Iterable[Reporter]) -> Identities:
    each = [identities_of(reporter) for reporter in reporters]
    names = (field.name for field in fields(Identities))
    return Identities(
        **{name: tuple(chain.from_iterable(getattr(one, name) for one in each)) for name in names}
    )


def _all(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value in values if value.strip())


def _given(value: str) -> tuple[str, ...]:
    return (value,) if value.strip() else ()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
