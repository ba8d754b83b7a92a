"""`catalogue match`: names in, fees out; no engine, no setting."""

import json
import subprocess
import sys

import pytest

from services.complaints.commands import catalogue


def answers(capfd, *names):
    assert catalogue.run(["match", "--json", *names]) == 0
    return json.loads(capfd.readouterr().out)


def test_it_runs_without_any_setting():
    done = subprocess.run(
        [sys.executable, "-m", "services.complaints", "catalogue", "match", "--json", "THC"],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert json.loads(done.stdout) == [
        {"name": "THC", "item": "码头操作费", "method": "synonym", "score": 1.0}
    ]


def test_answers_come_in_the_order_of_the_names(capfd):
    found = answers(capfd, "鉛封費", "杂费", "THC/DOC", "  电放费 ", "")
    assert [each["name"] for each in found] == ["鉛封費", "杂费", "THC/DOC", "  电放费 ", ""]
    assert [each["item"] for each in found] == ["铅封费", None, None, "电放费", None]
    assert [each["method"] for each in found[1:3]] == ["too_general", "several"]


def test_a_name_with_several_meanings_lists_them_for_a_person(capfd):
    assert catalogue.run(["match", "超期费", "THC"]) == 0
    told = capfd.readouterr().out.splitlines()
    assert told[1].endswith("可能是 may mean: 集装箱堆存保管费、滞箱费")
    assert "may mean" not in told[2]


def test_json_has_exactly_four_keys_for_every_name(capfd):
    found = answers(capfd, "超期费", "THC", "杂费", "滞箱费", "")
    assert {tuple(each) for each in found} == {("name", "item", "method", "score")}


def test_a_name_that_looks_like_an_option_can_be_asked(capfd):
    assert answers(capfd, "--", "--help")[0]["item"] is None


def test_without_json_it_is_a_table(capfd):
    assert catalogue.run(["match", "THC", "杂费"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[1].split() == ["THC", "码头操作费", "synonym", "1.00"]
    assert lines[2].split() == ["杂费", "—", "too_general", "0.00"]


@pytest.mark.parametrize(
    "words", [[], ["match"], ["match", "--json"], ["match", "--jsn", "THC"], ["mach", "THC"]]
)
def test_wrong_use_is_told(capfd, words):
    assert catalogue.run(words) == 2
    assert "用法 usage" in capfd.readouterr().err


@pytest.mark.parametrize("words", [["--help"], ["match", "-h"], ["import", "--help"]])
def test_help_is_an_answer(capfd, words):
    assert catalogue.run(words) == 0
    assert "usage" in capfd.readouterr().out
