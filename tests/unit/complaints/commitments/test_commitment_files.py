import json
from decimal import Decimal

import pytest

from services.complaints.adapters.rule_files_commitments import COMMITMENT_RULES, load_commitments
from services.complaints.adapters.rule_files_parties import load_party_rules
from services.complaints.adapters.rule_rows import RuleFileError
from services.complaints.domain.commitments.commitment import Kind
from tests.unit.complaints.commitments.asking import commitments

FILES = ("commitments.json", "events.json", "settings.json")


def test_every_duty_with_a_commitment_has_a_promise_and_no_other():
    duties = {duty.key for duty in load_party_rules().duties if duty.commitment}
    assert {row.duty for row in commitments().rows} == duties


def test_limits_and_deadlines_are_those_of_the_duties():
    duties = {duty.key: duty for duty in load_party_rules().duties}
    for row in commitments().rows:
        duty = duties[row.duty]
        assert duty.commitment is not None
        limit = duty.commitment.limit
        assert row.limit == (None if limit is None else Decimal(limit)), row.id
        assert (row.deadline, row.basis) == (duty.deadline, duty.basis), row.id


def test_what_the_notice_leaves_open_is_a_setting_of_ours_and_never_called_verified():
    for settings in commitments().settings.values():
        assert (settings.basis_kind, settings.verified) == ("design", False)


def test_a_promise_is_a_promise_and_not_law():
    assert {row.basis_kind for row in commitments().rows} == {"promise"}


@pytest.mark.parametrize(
    ("measure", "city", "found"),
    [
        ("jiaxing/2-7", None, "jiaxing/2-7"),
        ("JX-2-7#2", None, "jiaxing/2-7#2"),
        ("jx-t-1", None, "jiaxing/T-1"),
        ("８", "haiyang", "haiyang/8"),
        ("Haiyang / 20#2", None, "haiyang/20#2"),
        ("2-7", "haiyang", None),
        ("2-7", None, None),
        ("", None, None),
    ],
)
def test_a_measure_is_found_as_people_write_it(measure, city, found):
    row = commitments().find(measure, city=city)
    assert (row.id if row else None) == found


def test_the_events_say_which_promise_of_a_measure_is_meant():
    row = commitments().find("jiaxing/2-7", events=["inspection_ordered", "inspection_done"])
    assert row is not None
    assert row.id == "jiaxing/2-7#2"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"duty": "JX-9-9"}, "no duty JX-9-9"),
        ({"start": "launched"}, "no event launched"),
        ({"limit": None}, "has a limit and a unit"),
        ({"kind": "yes_no"}, "parts are for yes or no"),
        ({"starts_until": "tea_time"}, "starts_until"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_wrong_row_stops_the_service_by_name(tmp_path, change, told):
    for name in FILES:
        (tmp_path / name).write_bytes((COMMITMENT_RULES / name).read_bytes())
    path = tmp_path / "commitments.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    row = next(each for each in document["commitments"] if each["kind"] == Kind.SAME_DAY)
    row.update(change)
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(RuleFileError, match=told):
        load_commitments(load_party_rules(), tmp_path)
