"""Who handles a case: the competent unit that has no interest in it, and why.

A case never goes to its own respondent, nor to a shareholder or a subsidiary of it, neither as
lead nor as partner; an operator never handles a case at all. Somebody is always found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.cases.routed import Routing
from services.complaints.domain.parties.department import Department, Kind
from services.complaints.domain.parties.interest import Choice
from services.complaints.domain.parties.party_rules import (
    Competence,
    DecidesBy,
    Duty,
    PartyRules,
)


@dataclass(frozen=True, kw_only=True)
class RoutingFacts:
    """What routing looks at.

    Args:
        measures: numbers of the measures the reporter cites, `HY-8` or `8`.
        received_on: the legal day of receipt; the rules of that day decide.
    """

    city: str
    track: str
    received_on: date
    respondent_name: str | None = None
    respondent_uscc: str | None = None
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A routing and what follows from it.

    Args:
        may_help: units the measures name that may be asked to co-handle, without interest.
        answers: id of the respondent where it is itself a unit of the notices, else None.
        forwards: whether the city only forwards, tracks and reminds, and makes no finding.
        passed_over: ids of the units left out because of their interest.
    """

    routing: Routing
    may_help: tuple[str, ...]
    answers: str | None
    forwards: bool
    passed_over: tuple[str, ...]


def route(facts: RoutingFacts, rules: PartyRules) -> Routing:
    """Return who handles a case, with the basis and what was passed over."""
    return plan(facts, rules).routing


def plan(facts: RoutingFacts, rules: PartyRules) -> Plan:
    """Return who handles a case, who may help and who answers.

    Raises:
        PartyUnknown: the city is not on the platform, or no rule holds on the day of receipt.
    """
    competence = rules.competence_of(facts.track, facts.city, facts.received_on)
    duties = _duties(facts, competence, rules)
    choice = Choice(
        rules=rules,
        city=rules.city(facts.city),
        on=facts.received_on,
        respondents=tuple(filter(None, (facts.respondent_name, facts.respondent_uscc))),
    )
    competent = _competent(competence, duties)
    listed = [unit for duty in duties for unit in duty.units]
    order = rules.coordinators_of(facts.city, facts.received_on)
    lead = choice.first_free([*competent, *listed, *order.order])
    wanted = rules.department_in_office((*competent, *order.order)[0], facts.received_on)
    partners = _partners(competence, lead, choice)
    found = _Found(
        competence=competence,
        duties=duties,
        listed=frozenset([*competent, *listed]),
        lead=lead,
        passed_over=None if wanted == lead else wanted,
    )
    helpers = choice.free(listed)
    return Plan(
        routing=_routing(found, partners, order.basis, choice, rules.version),
        may_help=tuple(unit for unit in helpers if unit not in (lead.id, *partners)),
        answers=choice.respondent_units[0].id if choice.respondent_units else None,
        forwards=Kind.UPWARD in {unit.kind for unit in (lead, *choice.respondent_units)},
        passed_over=choice.interested_of([*competent, *listed, *order.order]),
    )


@dataclass(frozen=True, kw_only=True)
class _Found:
    competence: Competence | None
    duties: Sequence[Duty]
    listed: frozenset[str]
    lead: Department
    passed_over: Department | None


def _duties(
    facts: RoutingFacts, competence: Competence | None, rules: PartyRules
) -> tuple[Duty, ...]:
    cited = rules.duties_of(facts.measures, facts.city, facts.received_on)
    if cited or competence is None:
        return cited
    return rules.duties_of(competence.measures, facts.city, facts.received_on)


def _competent(competence: Competence | None, duties: Sequence[Duty]) -> tuple[str, ...]:
    """Return the ids of the competent units, the one that should decide first."""
    if competence is None:
        return ()
    if competence.decides_by is DecidesBy.PLACE:
        return (competence.lead,)
    leads = tuple(unit for duty in duties for unit in duty.lead)
    return leads or (competence.lead,)


def _partners(competence: Competence | None, lead: Department, choice: Choice) -> tuple[str, ...]:
    if competence is None:
        return ()
    wanted = list(competence.partners)
    if competence.decides_by is DecidesBy.MEASURE:
        wanted.append(competence.lead)
    return tuple(unit for unit in choice.free(wanted) if unit != lead.id)


def _routing(
    found: _Found, partners: tuple[str, ...], order: str, choice: Choice, version: str
) -> Routing:
    complained_of = found.passed_over in choice.respondent_units
    upward = [unit for unit in choice.respondent_units if unit.kind is Kind.UPWARD]
    return Routing(
        lead=found.lead.id,
        partners=partners,
        basis=_basis(found, order),
        measures=tuple(dict.fromkeys(duty.measure for duty in found.duties)),
        rule_version=version,
        note="".join([*_why_this_lead(found, complained_of), *_why_forwarded(found.lead, upward)]),
    )


def _basis(found: _Found, order: str) -> str:
    named = [] if found.competence is None else found.competence.basis.split("；")
    named += [duty.basis for duty in found.duties]
    if found.lead.id not in found.listed:
        named.append(order)
    return "；".join(dict.fromkeys(named))


def _why_this_lead(found: _Found, complained_of: bool) -> list[str]:
    """Say in Chinese what a reader of the case must know about the choice."""
    said = [found.competence.note] if found.competence and found.competence.note else []
    if found.passed_over is None:
        return said
    name, lead = found.passed_over.zh, found.lead.zh
    if found.passed_over.kind is Kind.OPERATOR:
        return [*said, f"责任单位{name}是经营单位，不承办投诉，由{lead}承办。"]
    why = "是被投诉单位" if complained_of else "与被投诉单位有利害关系"
    said.append(f"{name}{why}，按次序由{lead}承办。")
    if found.competence and found.competence.decides_by is DecidesBy.PLACE:
        said.append(
            "该单位登记、协调；由谁查处，报请共同的上一级机关指定（行政处罚法第二十五条）。"
        )
    return said


def _why_forwarded(lead: Department, upward: Sequence[Department]) -> list[str]:
    if upward:
        return [
            f"{unit.zh}由上级垂直管理：本市转送、跟踪、催办，不作认定；该单位作为被投诉单位答复。"
            for unit in upward
        ]
    if lead.kind is Kind.UPWARD:
        return [f"{lead.zh}由上级垂直管理：本市转送并跟踪，由其依职责处理。"]
    return []
