"""Actions and breaches by the rules of the day a case was received."""

import json
from datetime import UTC, date, datetime, time
from shutil import copytree

import pytest

from services.complaints.adapters.rule_files_cases import CASE_RULES, load_track
from services.complaints.adapters.rule_rows import RuleFileError
from services.complaints.adapters.rule_text import parse_rules
from tests.complaints import a_case, an_act, rules


@pytest.mark.parametrize(
    ("received_on", "kind", "verified"),
    [(date(2026, 4, 14), "law", True), (date(2026, 4, 15), "promise", False)],
)
def test_a_reporter_is_told_by_the_rule_of_the_day_of_receipt(received_on, kind, verified):
    case = a_case(now=datetime.combine(received_on, time(4), tzinfo=UTC))
    basis = an_act(case).track.actions["reporter_told"].basis
    assert (basis.kind, basis.verified) == (kind, verified)
    assert basis.holds_on(received_on)


def test_every_action_holds_for_a_case_received_today_and_for_one_of_last_year():
    track = rules().tracks["price_report"]
    codes = {rule.code for rule in track.dated_actions}
    assert set(track.on(date(2025, 1, 2)).actions) == codes
    assert set(track.on(date(2026, 11, 23)).actions) == codes


@pytest.fixture
def followed(tmp_path):
    """Return the track with every rule ended at the end of the year and followed by the next."""
    copytree(CASE_RULES, tmp_path, dirs_exist_ok=True)
    for name, key in (
        ("tracks/price_report.yaml", "actions"),
        ("shared_actions.yaml", "actions"),
        ("violations.json", "violations"),
    ):
        path = tmp_path / name
        document = parse_rules(path)
        old = [dict(row) for row in document[key] if row["effective_to"] is None]
        kept = [row for row in document[key] if row["effective_to"] is not None]
        document[key] = [*kept, *old, *({**row, "effective_from": "2027-01-01"} for row in old)]
        for row in old:
            row["effective_to"] = "2026-12-31"
        path.write_text(json.dumps(document), "utf-8")
    return load_track("price_report", tmp_path)


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 1, 1)])
def test_a_rule_that_was_ended_and_followed_holds_on_each_day_once(followed, day):
    track = followed.on(day)
    assert set(track.actions) == set(rules().tracks["price_report"].actions)
    assert set(track.violations) == set(rules().tracks["price_report"].violations)
    held = [each.basis for each in (*track.actions.values(), *track.violations.values())]
    assert all(basis.holds_on(day) for basis in held)


def test_two_rules_of_one_action_never_hold_at_once(tmp_path):
    copytree(CASE_RULES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "tracks" / "price_report.yaml"
    path.write_text(path.read_text("utf-8").replace("2026-04-14", "2026-04-15"), "utf-8")
    with pytest.raises(RuleFileError, match="reporter_told"):
        load_track("price_report", tmp_path)
