"""Which cases a complaint being filed will become: who handles each, in which time, and why."""

from dataclasses import dataclass
from datetime import date

from marshmallow import ValidationError

from services.complaints.container import Container
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.domain.cases.file_case import RECEIPT
from services.complaints.domain.cases.parts import PRICE_REPORT, Part, parts_of
from services.complaints.domain.clocks.limits import TimeLimit
from services.complaints.domain.parties.routing import RoutingFacts, route
from services.complaints.routes.cases.filing_form import Filing, command_of_filing
from services.complaints.routes.cases.work.clock_view import span_words
from shared.clock import local_date
from shared.principal import Principal
from shared.web.language import say, words


@dataclass(frozen=True, kw_only=True)
class PartView:
    """One case to come, in the language of the request; `limit` is the first duty's name."""

    track: str
    lead: str
    partners: list[str]
    limit: str
    span: str
    why: list[str]
    note: str


def parts_view(filing: Filing, person: Principal | None, c: Container) -> list[PartView]:
    """Return the cases to come, as far as what is typed can be read; none without a city."""
    if filing.fields.get("city", "") not in c.rules.parties.cities:
        return []
    today = local_date(c.now())
    command = _readable(filing, person)
    return [_view(part, command, today, c.rules) for part in _parts(command, today, c.rules)]


def _readable(filing: Filing, person: Principal | None) -> FileComplaint:
    try:
        return command_of_filing(filing, person)
    except ValidationError:
        return command_of_filing(
            Filing(id=filing.id, fields={"city": filing.fields["city"]}), person
        )


def _parts(command: FileComplaint, today: date, rules: CaseRules) -> tuple[Part, ...]:
    return parts_of(command, rules.catalogue) or (Part(track=PRICE_REPORT),)


def _view(part: Part, command: FileComplaint, today: date, rules: CaseRules) -> PartView:
    measure = command.service.measure if command.service else None
    authority = command.service.authority if command.service else ""
    apart = part.track == "service"
    routing = route(
        RoutingFacts(
            city=command.city,
            track=part.track,
            received_on=today,
            respondent_name=(apart and authority) or command.respondent_name or None,
            respondent_uscc=None if apart and authority else command.uscc,
            measures=(measure,) if apart and measure else (),
        ),
        rules.parties,
    )
    track, departments = rules.tracks[part.track].on(today), rules.parties.departments
    limit = _first_limit(part.track, today, command.city, rules)
    return PartView(
        track=words(track.name),
        lead=words(departments[routing.lead]),
        partners=[words(departments[each]) for each in routing.partners],
        limit=words(limit.title),
        span=span_words(limit),
        why=[say(each.text, each.params) for each in part.why],
        note=routing.note,
    )


def _first_limit(track: str, today: date, city: str, rules: CaseRules) -> TimeLimit:
    starts = rules.tracks[track].on(today).actions[RECEIPT].outcome("done").starts
    return rules.limits.in_force(starts[0], today, city=city)
