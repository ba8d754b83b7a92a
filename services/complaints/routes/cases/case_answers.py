"""A case as JSON: what its reporter is told, what an officer sees."""

from collections.abc import Sequence
from typing import Any

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.offers import ActionOffer
from services.complaints.domain.cases.question import Question
from services.complaints.domain.cases.told import told_steps
from services.complaints.domain.cases.worklist import Worklist
from services.complaints.domain.clocks.clock import Clock
from shared.codec import to_json
from shared.web.language import current_language, say, words
from shared.words import N_

HEADING = N_("初步核对，不是行政决定")
_SECRET = ("sealed", "reporter_key", "reporter_firm_key", "receipt", "mailbox")
_KEPT_BACK = (*_SECRET, "lines", "clocks", "routing", "questions")


def receipt(case: Case, rules: CaseRules, linked: Sequence[Case] = ()) -> dict[str, Any]:
    """Return what the reporter is told: number, findings, who handles it, by when."""
    return {
        "id": case.id,
        "submission": case.submission,
        "state": case.state.value,
        "state_name": words(rules.track_of(case).states[case.state.value]),
        "track": case.track,
        "track_name": words(rules.track_of(case).name),
        "filed_at": to_json(case.filed_at),
        "title": case.title,
        "secret": case.secret,
        "heading": say(HEADING),
        "charged": str(case.charged),
        "over": str(case.over),
        "lines": [_line(line) for line in case.lines],
        "routing": _routing(case, rules),
        "clocks": [_clock(clock) for clock in case.clocks],
        "timeline": [
            {"at": to_json(step.at), "action": step.action, "state": step.state.value}
            for step in told_steps(case, rules.track_of(case))
        ],
        "attachments": [to_json(each) for each in case.reporters_files],
        "linked": [_other(each, rules) for each in linked],
        "why_apart": why_apart(case),
        "category": case.origin.category,
        "answers": dict(case.origin.answers),
        "consents": to_json(case.origin.consents),
        "service": to_json(case.origin.service),
        "links": {
            "self": f"/api/complaints/{case.id}",
            "page": f"/complaints/mine/{case.id}",
        },
    }


def officers_case(
    case: Case, rules: CaseRules, offers: list[ActionOffer], reporter: dict[str, str]
) -> dict[str, Any]:
    """Return everything of a case but what is sealed; the reporter masked."""
    plain = {name: each for name, each in to_json(case).items() if name not in _KEPT_BACK}
    return {
        **plain,
        "lines": [_line(line) | {"finding_by_officer": _found(line)} for line in case.lines],
        "routing": _routing(case, rules),
        "clocks": [_clock(clock) for clock in case.clocks],
        "questions": [_question(each) for each in case.questions],
        "reporter": reporter,
        "why_apart": why_apart(case),
        "actions": [_offer(offer) for offer in offers],
        "heading": say(HEADING),
    }


def timeline(case: Case, rules: CaseRules) -> dict[str, Any]:
    """Return every step of a case, oldest first, in codes and in words."""
    track = rules.track_of(case)
    return {
        "id": case.id,
        "version": case.version,
        "state": case.state.value,
        "steps": [
            to_json(step)
            | {
                "action_name": words(track.actions[step.action].label),
                "state_name": words(track.states[step.state.value]),
                "shown_to": list(track.actions[step.action].shown_to),
            }
            for step in case.timeline
        ],
    }


def why_apart(case: Case) -> list[str]:
    """Return why a case stands beside others of its submission, in the language asked."""
    return [say(each.text, each.params) for each in case.origin.why]


def _other(case: Case, rules: CaseRules) -> dict[str, Any]:
    """Return what the reporter is told of another case of the same submission."""
    track = rules.track_of(case)
    return {
        "id": case.id,
        "track": case.track,
        "track_name": words(track.name),
        "state": case.state.value,
        "state_name": words(track.states[case.state.value]),
        "department": words(rules.parties.departments[case.routing.lead]),
        "due_on": case.due_on.isoformat() if case.due_on else None,
        "why_apart": why_apart(case),
    }


def work(worklist: Worklist) -> dict[str, Any]:
    """Return a worklist by group."""
    groups = {
        group.value: [
            {
                "id": listed.item.id,
                "title": listed.item.title,
                "respondent_name": listed.item.respondent.shown,
                "state": listed.item.state.value,
                "due_on": listed.item.due_on.isoformat() if listed.item.due_on else None,
                "over": str(listed.item.over),
                "officers": list(listed.item.officers),
                "task": listed.item.task.no if listed.item.task else None,
            }
            for listed in items
        ]
        for group, items in worklist.groups.items()
    }
    return {"groups": groups, "total": worklist.total, "more": worklist.more}


def _line(line: ChargeLine) -> dict[str, Any]:
    told = to_json(line)
    check = line.check
    return {
        **{name: each for name, each in told.items() if name not in {"check", "finding"}},
        "finding": check.finding.value,
        "reason": "".join(say(each.text, each.params) for each in check.sentences),
        "allowed": told["check"]["allowed"],
        "over": told["check"]["over"],
        "violation": check.violation,
        "rows": told["check"]["rows"],
    }


def _found(line: ChargeLine) -> dict[str, Any] | None:
    return to_json(line.finding) if line.finding else None


def _routing(case: Case, rules: CaseRules) -> dict[str, Any]:
    departments = rules.parties.departments
    partners = [{"id": each, "name": words(departments[each])} for each in case.routing.partners]
    lead = {"id": case.routing.lead, "name": words(departments[case.routing.lead])}
    instead = case.routing.lead_instead
    other = {"id": instead, "name": words(departments[instead])} if instead else None
    return to_json(case.routing) | {"lead": lead, "partners": partners, "lead_instead": other}


def _clock(clock: Clock) -> dict[str, Any]:
    return to_json(clock) | {
        "title": words(clock.title),
        "steps": [say(step.message, step.values(current_language())) for step in clock.steps],
    }


def _question(question: Question) -> dict[str, Any]:
    return {name: each for name, each in to_json(question).items() if name != "code"}


def _offer(offer: ActionOffer) -> dict[str, Any]:
    why = offer.obstacle
    return {
        "action": offer.rule.code,
        "name": words(offer.rule.label),
        "possible": offer.possible,
        "why_not": say(why.message, why.params) if why else None,
    }
