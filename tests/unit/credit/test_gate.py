from dataclasses import replace
from datetime import date

import pytest

from services.credit.adapters.gate_rule_files import load_gate_rules
from services.credit.domain.ledger.entry import Document, EntryKind, Level
from services.credit.domain.measures.catalogue import Decision
from services.credit.domain.measures.gate import decide, gate_measures, records_in_force
from tests.unit.credit.examples import (
    LATER,
    PACK,
    TODAY,
    an_ending,
    an_event,
    entries_of,
)

RULES = load_gate_rules()
JIAXING = Document(
    no="嘉市监处罚〔2026〕1号", title="行政处罚决定书", body="jx-market", city="jiaxing"
)


def a_class(standing, **changes):
    return an_event(
        f"关认-{standing}", kind=EntryKind.CUSTOMS_CLASS, level=None, violations=(),
        standing=standing, **changes,
    )  # fmt: skip


def asked(*events, department="hy-customs", purpose="green_lane_hy", rules=RULES, today=TODAY):
    records = records_in_force(entries_of(*events), PACK, today=today, known_at=LATER)
    row = rules.purpose(purpose)
    assert row is not None
    found = gate_measures(records, rules, department=department, purpose=row, today=today)
    return decide(found), [measure.code for measure in found]


def test_nothing_known_is_allowed():
    assert asked() == (Decision.ALLOW, [])


@pytest.mark.parametrize(
    ("changes", "decision"),
    [
        ({}, Decision.DENY),
        ({"level": Level.SERIOUS}, Decision.DENY),
        ({"level": Level.MINOR}, Decision.ALLOW),
        ({"kind": EntryKind.REFUND_ORDER, "level": None}, Decision.ALLOW),
    ],
)
def test_only_what_is_shown_can_hold_up(changes, decision):
    assert asked(an_event(**changes))[0] == decision


def test_a_record_holds_nothing_up_once_it_is_repaired_annulled_or_over():
    no = an_event().document.no
    repair = an_ending(no, date(2026, 10, 1))
    annulment = an_ending(no, date(2026, 10, 1), EntryKind.ANNULMENT)
    assert asked(an_event(), repair)[0] == Decision.ALLOW
    assert asked(an_event(), annulment)[0] == Decision.ALLOW
    assert asked(an_event(), today=date(2027, 5, 18))[0] == Decision.ALLOW


def test_without_a_ground_in_force_the_gate_never_denies():
    lapsed = replace(
        RULES,
        measures=tuple(
            replace(row, ground=replace(row.ground, effective_to=date(2026, 1, 1)))
            for row in RULES.measures
        ),
    )
    assert asked(an_event(), rules=lapsed) == (Decision.ALLOW, [])


def test_every_denial_rests_on_a_law_or_a_published_notice():
    denying = [row for row in RULES.measures if row.decision == Decision.DENY]
    assert denying
    assert all(row.ground.basis_kind in {"law", "promise"} for row in denying)
    assert all(row.ground.verified for row in denying)


def test_an_honour_is_a_reward_unless_a_restriction_holds_for_the_same_purpose():
    assert asked(a_class("customs_certified")) == (Decision.ALLOW, ["SD-26-1"])
    assert asked(an_event(), a_class("customs_certified")) == (Decision.DENY, ["SD-28-1"])


def test_a_city_acts_on_records_of_its_own_province():
    here = an_event(document=JIAXING)
    jiaxing = {"department": "jx-finance", "purpose": "public_money_jx"}
    assert asked(here, **jiaxing) == (Decision.ALLOW_WITH_CONDITION, ["ZJ-23-1"])
    assert asked(an_event(), **jiaxing) == (Decision.ALLOW, [])
    assert asked(here) == (Decision.ALLOW, [])


@pytest.mark.parametrize(
    ("standing", "decision"),
    [
        ("customs_normal", Decision.ALLOW),
        ("customs_failing", Decision.DENY),
        ("customs_serious", Decision.DENY),
    ],
)
def test_duty_guarantee_needs_an_ordinary_customs_class_wherever_it_was_found(standing, decision):
    answer, _ = asked(a_class(standing), department="jx-customs", purpose="duty_guarantee_jx")
    assert answer == decision


def test_only_the_present_customs_class_counts():
    later = {"determined_on": date(2026, 9, 1), "effective_on": date(2026, 9, 1)}
    answer, _ = asked(
        a_class("customs_failing"), a_class("customs_normal", **later),
        department="jx-customs", purpose="duty_guarantee_jx",
    )  # fmt: skip
    assert answer == Decision.ALLOW


def test_a_serious_list_goes_to_an_officer():
    listed = an_event("严重", kind=EntryKind.SERIOUS_LIST, level=None, violations=())
    assert asked(listed)[0] == Decision.MANUAL
    ended = replace(listed, ends_on=date(2026, 10, 31))
    assert asked(ended)[0] == Decision.ALLOW
