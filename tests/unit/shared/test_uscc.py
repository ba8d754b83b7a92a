"""The credit code: published codes pass, every single slip is found and named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.uscc import ALPHABET, clean, is_valid, problem_with

PUBLISHED = [
    "91440300618832968J",
    "91310000132207927C",
    "91120118MA0603879K",
    "91310000MA1FL1MMXL",
    "91310000759579978L",
    "91310000132212734C",
    "91110000100005220B",
    "914404001925268319",
    "914505001993009073",
    "1112000030045280XK",
    "12440600MB2C07549J",
    "92141127MA0KD1Y64A",
    "91370687MA3TE5T03T",
    "91330400MA2TE5T01J",
    "91370687300000010P",
    "91330482300000029H",
]


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_published_code_is_valid(code):
    assert is_valid(code)


@given(st.sampled_from(PUBLISHED), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_single_substitution_is_found(code, place, character):
    changed = code[:place] + character + code[place + 1 :]
    assert is_valid(changed) == (changed == code)


@given(st.sampled_from(PUBLISHED), st.integers(8, 16), st.sampled_from("0123456789"))
def test_a_wrong_digit_in_the_organisation_code_is_among_the_named_places(code, place, digit):
    changed = code[:place] + digit + code[place + 1 :]
    problem = problem_with(changed)
    if changed != code and code[place].isdigit():
        assert problem is not None
        named = str(problem.params.get("places", problem.params["place"])).split("、")
        assert str(place + 1) in named


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("9137068730000001OP", 17),
        ("I1370687300000010P", 1),
        ("9137068Z300000010P", 8),
        ("91370687300000010Q", 18),
        ("913706A7300000010P", 7),
    ],
)
def test_the_place_that_cannot_be_right_is_named(code, place):
    problem = problem_with(code)
    assert problem is not None
    assert problem.params["place"] == place


@pytest.mark.parametrize("code", ["", "9137068730000001", "91370687300000010PP"])
def test_the_length_is_told(code):
    problem = problem_with(code)
    assert problem is not None
    assert problem.params["length"] == len(code)


def test_blanks_and_full_width_signs_are_cleaned():
    assert clean(" ９１３７０６８７３０ 000 0010p ") == "91370687300000010P"


def test_a_code_of_no_place_is_none_though_its_check_digits_fit():
    problem = problem_with("0" * 18)
    assert problem is not None
    assert problem.params["place"] == 3
