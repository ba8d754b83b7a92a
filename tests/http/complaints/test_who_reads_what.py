"""What officers write down reaches a party only where the rule of the step shows it to it."""

from dataclasses import replace

import pytest

from services.complaints.domain.cases.actors import REPORTER, RESPONDENT
from services.complaints.domain.cases.case import Step
from services.complaints.domain.cases.command import Command
from services.complaints.domain.cases.field_rule import FREE, NO, FieldKind
from services.complaints.domain.cases.question import Question
from services.complaints.usecases.cases.own_keys import firm_key, person_key
from tests.complaints import FORWARDER, NOW, TERMINAL, XUKEXIN, ZHOULAN, a_case, rules
from tests.http.complaints.anonymous import Visitor
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
TRACKS = sorted(rules().tracks)
PLAIN = {FieldKind.DATE: "2026-11-20", FieldKind.YES_NO: NO, FieldKind.AMOUNT: "1.00"}


def words_of(action: str, field: str) -> str:
    """Return words that stand in one field of one step and nowhere else."""
    return f"〔{action}·{field}〕"


def value_of(action, field) -> str:
    if field.kind in FREE:
        return words_of(action, field.name)
    return PLAIN.get(field.kind, "1")


def step_of(rule, case) -> Step:
    return Step(
        at=NOW,
        actor="linzhiyuan",
        actor_name="林致远",
        department="hy-market",
        action=rule.code,
        outcome="done",
        text=words_of(rule.code, "text"),
        legal=rule.legal,
        state=case.state,
        values={field.name: value_of(rule.code, field) for field in rule.fields},
    )


@pytest.fixture(params=TRACKS)
def told(request, c):
    """Return a stored case with every step of its track behind it, and by party what it may read.

    The respondent's code is confirmed by a question, so that it sees its page at all.
    """
    blind = c.cases.blind
    case = a_case(
        track=request.param,
        reporter_key=person_key(ZHOULAN.sub, blind),
        reporter_firm_key=firm_key(FORWARDER, blind),
        receipt=c.cases.receipts.digest("1234567890123456"),
    )
    recorded = [rule for rule in c.rules.track_of(case).actions.values() if rule.is_recorded]
    asked = Question(
        asked_at=NOW, statement="〔asked〕", lines=(1,), until=case.clocks[0].due_on, uscc=TERMINAL
    )
    case = replace(
        case,
        timeline=(*case.timeline, *(step_of(rule, case) for rule in recorded)),
        questions=(asked,),
    )
    c.cases.cases.add(case, [], Command(key="key-of-the-test", fingerprint="x"))
    allowed = {
        party: {
            words_of(rule.code, field.name)
            for rule in recorded
            if party in rule.shown_to
            for field in rule.fields
            if field.kind in FREE
        }
        for party in (REPORTER, RESPONDENT)
    }
    every = {
        words_of(rule.code, name)
        for rule in recorded
        for name in {"text", *(field.name for field in rule.fields if field.kind in FREE)}
    }
    return case, allowed, every


def found_in(page: str, every: set[str]) -> set[str]:
    return {words for words in every if words in page}


def test_a_reporter_reads_what_the_rules_show_to_the_reporter_and_nothing_else(told, app):
    case, allowed, every = told
    client = sign_in(app.test_client(), ZHOULAN)
    page = client.get(f"/complaints/mine/{case.id}").get_data(as_text=True)
    assert found_in(page, every) == allowed[REPORTER]
    assert "〔asked〕" not in page
    api = client.get(f"/api/complaints/{case.id}").get_data(as_text=True)
    assert found_in(api, every) == set()


def test_an_anonymous_reporter_reads_the_same_in_the_mailbox(told, app):
    _, allowed, every = told
    visitor = Visitor(app)
    visitor.open("1234 5678 9012 3456")
    assert found_in(visitor.page, every) == allowed[REPORTER]
    assert "〔asked〕" not in visitor.page


def test_a_respondent_reads_what_the_rules_show_to_the_respondent_and_nothing_else(told, app):
    case, allowed, every = told
    client = sign_in(app.test_client(), XUKEXIN)
    page = client.get(f"/complaints/mine/{case.id}").get_data(as_text=True)
    assert found_in(page, every) == allowed[RESPONDENT]
    assert "〔asked〕" in page
    for secret in ("多收了港务费", "林致远", "周岚", "汐岸"):
        assert secret not in page
