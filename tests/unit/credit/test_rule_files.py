import json

import pytest
from marshmallow import ValidationError

from services.credit.adapters.gate_rule_files import GATE_FOLDER, load_gate_rules
from services.credit.adapters.receiver_files import RECEIVERS_FILE, load_receivers
from services.credit.adapters.rule_pack_files import PACKS_FOLDER, load_rule_packs

PACK = json.loads((PACKS_FOLDER / "port-credit-2026.2.json").read_text(encoding="utf-8"))


def refused(tmp_path, **changes):
    (tmp_path / "pack.json").write_text(json.dumps({**PACK, **changes}), encoding="utf-8")
    with pytest.raises(ValidationError) as error:
        load_rule_packs(tmp_path)
    return str(error.value)


def test_the_rules_of_the_repository_load():
    assert load_rule_packs()[0].id == "port-credit@2026.2"
    assert load_gate_rules().version
    assert load_receivers()


def test_a_pack_starts_at_900_of_1000():
    pack = load_rule_packs()[0]
    assert sum(part.start for part in pack.parts) == 900
    assert sum(part.full for part in pack.parts) == pack.full == 1000


def test_a_pack_without_a_rule_it_needs_names_it(tmp_path):
    rules = [rule for rule in PACK["rules"] if rule["code"] != "serious"]
    assert "serious" in refused(tmp_path, rules=rules)


def test_a_pack_whose_grades_do_not_reach_zero_is_refused(tmp_path):
    assert "grades" in refused(tmp_path, grades=PACK["grades"][:-1])


def test_a_pack_without_a_period_for_a_level_is_refused(tmp_path):
    assert "periods" in refused(tmp_path, periods=PACK["periods"][:2])


def test_a_rule_for_an_unknown_part_is_refused(tmp_path):
    rules = [{**PACK["rules"][0], "part": "moon"}, *PACK["rules"][1:]]
    assert "moon" in refused(tmp_path, rules=rules)


def test_a_rule_without_ground_is_refused(tmp_path):
    rules = [{**PACK["rules"][0], "basis": ""}, *PACK["rules"][1:]]
    assert "basis" in refused(tmp_path, rules=rules)


def test_a_rule_that_ends_before_it_begins_is_refused(tmp_path):
    assert "effective_to" in refused(tmp_path, effective_to="2001-01-01")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("purposes", {"departments": ["nowhere"]}),
        ("measures", {"departments": ["nowhere"]}),
        ("measures", {"purposes": ["nothing"]}),
        ("purposes", {"fields": ["narrative"]}),
    ],
)
def test_gate_rules_name_only_what_there_is(tmp_path, name, change):
    for path in GATE_FOLDER.glob("*.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        if path.stem == name:
            data[name][0].update(change)
        (tmp_path / path.name).write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ValidationError):
        load_gate_rules(tmp_path)


def test_a_receiver_of_an_unknown_field_is_refused(tmp_path):
    data = json.loads(RECEIVERS_FILE.read_text(encoding="utf-8"))
    data["receivers"][0]["fields"].append("actor")
    path = tmp_path / "receivers.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ValidationError):
        load_receivers(path)
