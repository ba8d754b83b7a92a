"""What an officer's page shows of a case: dates, actions, findings, parties, decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.actors import may_handle, supervises
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.inner_notes import as_read_by
from services.complaints.domain.cases.mailbox import waits_for_officer
from services.complaints.domain.cases.merging import MOST_FOLLOWERS, misuse_found
from services.complaints.domain.cases.next_step import (
    awaited_offer,
    hindered_offers,
    later_offers,
    next_offer,
)
from services.complaints.domain.cases.offers import ActionOffer, available_actions
from services.complaints.domain.cases.origin import ConsentKind
from services.complaints.domain.cases.released import ReleasedQuestion, released_question
from services.complaints.domain.cases.suspension import suspensions
from services.complaints.domain.cases.track import Track
from services.complaints.routes.cases.alike_view import alike_view
from services.complaints.routes.cases.linked_view import linked_values
from services.complaints.routes.cases.work.clock_view import arithmetic, nearest_dates
from services.complaints.routes.cases.work.history_view import history
from services.complaints.routes.cases.work.late_view import late_sentences
from services.complaints.routes.cases.work.line_view import lines_view
from services.complaints.routes.cases.work.passed_on_view import passed_on_values
from services.complaints.routes.cases.work.refund_view import refund_rows
from services.complaints.routes.cases.work.staff_names import named, names_on
from services.complaints.routes.cases.work.task_view import task_views
from services.complaints.usecases.cases.find_alike import others_alike
from services.complaints.usecases.cases.get_case_for import masked_parties
from services.complaints.usecases.cases.repeats import repeats_of
from shared.clock import local_date
from shared.principal import Principal, Role
from shared.web.language import say, words
from shared.words import N_

COMMON = 4
CONSENT_NAMES = {
    ConsentKind.RESPONDENT_KNOWS: N_("同意让被举报单位知道"),
    ConsentKind.PUBLISH: N_("同意公开处理结果"),
    ConsentKind.DELEGATED_MEDIATION: N_("同意委托调解"),
}


@dataclass(frozen=True, kw_only=True)
class MissingAction:
    """An action that is not possible now, and why."""

    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ActionsView:
    """The actions bar: the next lawful step, the others, and why common ones are missing.

    Args:
        next: code and name of the filled button; None where there is nothing but to wait.
        beside: actions that stand beside the way of handling, offered under the others.
        waiting: what the case waits for where there is no next step; else empty.
    """

    next: tuple[str, str] | None
    others: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str], ...]
    missing: tuple[MissingAction, ...]
    waiting: str


def case_values(case: Case, person: Principal, c: Container) -> dict[str, Any]:
    """Return the values of the officer's page of a case."""
    names = names_on(case, c)
    repeats = repeats_of(case, principal=person, ports=c.cases)
    handles = may_handle(case, person)
    return {
        **heading_values(case, c, names),
        "actions": actions_view(case, person, c),
        "handles": handles,
        "recused": person.sub in case.recused,
        "dates": nearest_dates(case, c),
        "reporter": masked_parties(case, vault=c.cases.vault),
        "asked": _asked(case),
        "repeats": repeats,
        "by_reporter": len(repeats.of_reporter) if handles or supervises(case, person) else 0,
        "followers": c.cases.cases.merged_into(case.id, most=MOST_FOLLOWERS),
        "misuse": misuse_found(case),
        "mailbox_waits": waits_for_officer(case),
        "shown_lines": lines_view(case, names, c),
        "steps": history(as_read_by(case, person), c),
        "names": names,
        "tasks": task_views(case, person, c),
        "refunds": refund_rows(case),
        "late_sums": late_sentences(case, local_date(c.now())),
        "suspensions": suspensions(case),
        "partners": _departments(case.partners, c),
        **passed_on_values(case, person, c),
        "instead": "".join(_departments([case.routing.lead_instead or ""], c)),
        "measures": _measures(case, c),
        "reasons": reason_names(c.rules.track_of(case)),
        **linked_values(case, c),
        "alike": [
            alike_view(each, c) for each in others_alike(case, principal=person, ports=c.cases)
        ],
        "consents": [say(CONSENT_NAMES[each.kind]) for each in case.origin.consents],
        "kilobytes": sum(file.size for file in case.attachments) / 1024,
    }


def _asked(case: Case) -> list[ReleasedQuestion]:
    """Return what the respondent was asked, the last first."""
    return [released_question(each, case) for each in reversed(case.questions)]


def heading_values(case: Case, c: Container, names: Mapping[str, str]) -> dict[str, Any]:
    """Return what every page about a case shows on top."""
    track = c.rules.track_of(case)
    channel = next((r for r in track.reasons["channel"] if r.code == case.channel), None)
    return {
        "case": case,
        "track": words(track.name),
        "state": words(track.states[case.state.value]),
        "channel": words(channel.text) if channel else case.channel,
        "lead": words(c.rules.parties.departments[case.department]),
        "officers": named(case.officers, names),
    }


def actions_view(case: Case, person: Principal, c: Container) -> ActionsView | None:
    """Return the actions that are for this person, None where there is none at all."""
    track = c.rules.track_of(case)
    offers = available_actions(case, person, track=track, today=local_date(c.now()))
    if not any(offer.possible or _is_missed(offer) for offer in offers):
        return None
    leading = next_offer(case, offers, track)
    hindered = hindered_offers(case, offers)
    awaited = awaited_offer(case, offers, track)
    others = [offer for offer in offers if offer.possible and offer is not leading]
    missing = [
        *(MissingAction(name=words(each.rule.label), why=why_not(each)) for each in hindered),
        *(_later(each, track) for each in later_offers(case, offers, track)[:COMMON]),
    ]
    return ActionsView(
        next=_button(leading) if leading else None,
        others=tuple(_button(offer) for offer in others if not offer.rule.beside),
        beside=tuple(_button(offer) for offer in others if offer.rule.beside),
        missing=tuple(missing),
        waiting="" if leading or not awaited else why_not(awaited),
    )


def _is_missed(offer: ActionOffer) -> bool:
    """Tell whether the person would look for an action that is not possible now."""
    return offer.rule.is_missed


def crumb_root(person: Principal) -> tuple[str, str]:
    """Return name and address of the list a person comes to cases from."""
    if person.role is Role.AUDITOR:
        return say(N_("检索")), "/complaints/search"
    return say(N_("工作台")), "/complaints/work"


def reason_names(track: Track) -> dict[str, str]:
    """Return the texts of all reason codes; a code means the same in every list it is in."""
    return {row.code: words(row.text) for rows in track.reasons.values() for row in rows}


def why_not(offer: ActionOffer) -> str:
    """Return why an action is not possible; empty where it is."""
    why = offer.obstacle
    return arithmetic(why.message, why.params) if why else ""


def states_needed(offer: ActionOffer, track: Track) -> str:
    """Return in which states an action is possible."""
    names = say(N_("、")).join(
        say(N_("“%(state)s”"), {"state": words(track.states[state])})
        for state in offer.rule.from_states
    )
    return say(N_("案件为%(states)s时可以办"), {"states": names})


def _later(offer: ActionOffer, track: Track) -> MissingAction:
    return MissingAction(name=words(offer.rule.label), why=states_needed(offer, track))


def _button(offer: ActionOffer) -> tuple[str, str]:
    return offer.rule.code, words(offer.rule.label)


def _departments(ids: Sequence[str], c: Container) -> list[str]:
    departments = c.rules.parties.departments
    return [words(departments[each]) for each in ids if each in departments]


def _measures(case: Case, c: Container) -> list[str]:
    """Return number and title of the notices' measures the routing rests on."""
    titles = {duty.measure: words(duty.title) for duty in c.rules.parties.duties}
    return [f"{key} {titles.get(key, '')}".strip() for key in case.routing.measures]
