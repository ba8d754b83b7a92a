"""Actions by the rules of the day a case was received."""

from datetime import UTC, date, datetime, time
from shutil import copytree

import pytest

from services.complaints.adapters.rule_files_cases import CASE_RULES, load_track
from services.complaints.adapters.rule_rows import RuleFileError
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


def test_two_rules_of_one_action_never_hold_at_once(tmp_path):
    copytree(CASE_RULES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "price_report.json"
    path.write_text(path.read_text("utf-8").replace('"2026-04-14"', '"2026-04-15"'), "utf-8")
    with pytest.raises(RuleFileError, match="reporter_told"):
        load_track("price_report", tmp_path)
