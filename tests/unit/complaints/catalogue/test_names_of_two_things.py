"""Names that mean two things: decided by the bill where it says which, else by nobody."""

import pytest

from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher, Method
from tests.unit.complaints.catalogue.lines import a_line, at_wuhan, check, facts, official, told

OFFICER = ("needs_officer", None, None, None)


def test_no_synonym_of_the_check_means_something_else_to_the_dictionary():
    names, matcher = official().names, FeeMatcher(names=load_fee_names())
    told_by_the_bill = {*names.only_of_boxes, *names.ambiguous}
    wrong = {
        (name, found.method)
        for each in names.items
        for name in each.synonyms
        if name not in told_by_the_bill
        for found in [matcher.match(name)]
        if found.method is Method.AMBIGUOUS or found.item not in (each.zh, None)
    }
    assert wrong == set()
    assert {matcher.match(name).method for name in names.only_of_boxes} == {Method.AMBIGUOUS}


@pytest.mark.parametrize("name", ["港务费", "港务管理费"])
def test_port_dues_are_of_cargo_where_the_charge_is_of_boxes_alone(name):
    known = {"port": "青岛港", "trade": "foreign", "direction": "import", "loaded": True}
    of_box = check(a_line(name, "40", container="20", **known))
    assert told(of_box) == ("above", "34.00", "6.00", "V2")
    of_ship = check(a_line(name, "40", unit="call", **known))
    assert (told(of_ship), of_ship.ask) == (OFFICER, ("item",))


def test_demurrage_may_be_of_the_box_or_of_its_place():
    known = facts(days="20", container_type="GP")
    found = check(at_wuhan("滞期费", "9000", unit="box", container="20", facts=known))
    assert (told(found), found.ask) == (OFFICER, ("item",))


@pytest.mark.parametrize("name", ["吊机费", "滞期费"])
def test_a_name_of_two_fees_is_matched_with_neither(name):
    found = FeeMatcher(names=load_fee_names()).match(name)
    assert (found.item, found.method, len(found.may_mean)) == (None, Method.AMBIGUOUS, 2)
