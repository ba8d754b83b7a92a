"""`due --rule …`: the answer on standard output, what is wrong on standard error."""

import json

import pytest

from services.complaints.commands.due import run

ASKED = ["--rule", "T-MED-NEW", "--received", "2026-08-02T16:30+08:00", "--city", "haiyang"]


def answer(capsys, *words):
    assert run([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_rule_is_answered_with_its_ground(capsys):
    found = answer(capsys, *ASKED)
    assert (found["due_on"], found["provisional"], found["rule"]) == (
        "2026-10-08",
        False,
        "T-MED-NEW",
    )
    assert (found["basis_kind"], found["verified"]) == ("law", True)
    assert "总局令第121号" in found["basis"]
    assert found["trigger"] == {"zh": "受理", "en": "Accepted", "on": "2026-08-02"}
    assert found["pauses"] == found["extensions"] == []
    assert len(found["steps"]) == len(found["steps_en"])
    assert "顺延" in found["steps"][-1]
    assert "rest day" in found["steps_en"][-1]


def test_pauses_and_extensions_are_part_of_the_answer(capsys):
    found = answer(
        capsys, "--rule=t-file", "--received=2026-08-03", "--pause", "2026-08-10..2026-08-14:test",
        "--pause", "2026-08-17..2026-08-17:appraisal", "--extend", "15:head",
    )  # fmt: skip
    assert found["due_on"] == "2026-09-21"
    assert [(each["from"], each["to"], each["reason"]) for each in found["pauses"]] == [
        ("2026-08-10", "2026-08-14", "test"),
        ("2026-08-17", "2026-08-17", "appraisal"),
    ]
    [extension] = found["extensions"]
    assert (extension["number"], extension["unit"], extension["approver"]) == (15, "wd", "head")
    assert any("Extended by 15 working days" in step for step in found["steps_en"])


def test_a_family_takes_the_rule_of_the_day_of_receipt_and_counts_from_the_trigger(capsys):
    words = ["--rule", "T-MED", "--received", "2026-04-14", "--from", "2026-04-20"]
    found = answer(capsys, *words)
    assert (found["rule"], found["trigger"]["on"]) == ("T-MED-OLD", "2026-04-20")


def test_a_limit_in_hours_has_an_instant(capsys):
    words = ["--rule", "H-GRADE-1", "--received", "2026-08-02T16:30+08:00", "--city", "beijing"]
    assert answer(capsys, *words)["due_at"] == "2026-08-02T18:30:00+08:00"


def test_text_shows_the_day_then_the_arithmetic(capsys):
    assert run(ASKED) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2026-10-08"
    assert any("2026年8月2日" in line for line in lines[1:])
    assert lines[1].startswith("  T-MED-NEW 调解：60 日")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2026-04-30T16:30+08:00", "0.5h"], ("2026-04-30", "2026-04-30T17:00:00+08:00")),
        (["2026-04-30T22:00", "4h"], ("2026-05-01", "2026-05-01T02:00:00+08:00")),
        (["2026-04-30T14:00Z", "4h"], ("2026-05-01", "2026-05-01T02:00:00+08:00")),
    ],
)
def test_bare_hours_run_from_their_moment(capsys, words, told):
    found = answer(capsys, *words)
    assert (found["due_on"], found["due_at"]) == told


@pytest.mark.parametrize(("limit", "due_on"), [("3m", "2026-07-30"), ("2y", "2028-05-03")])
def test_bare_months_and_years_end_on_the_matching_day(capsys, limit, due_on):
    assert answer(capsys, "2026-04-30", limit)["due_on"] == due_on


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--rule", "T-X", "--received", "2026-08-03"], "已知：H-ASK"),
        (["--rule", "", "--received", "2026-08-03"], "已知：H-ASK"),
        (["--rule", "T-MED-NEW", "--received", "2026-04-03"], "这一天适用 T-MED-OLD"),
        (["--rule", "P-FIRST", "--received", "2026-04-03"], "2020年11月2日..（haiyang）"),
        (["--rule", "P-FIRST", "--received", "2026-04-03", "--city", "jiaxing"], "（jiaxing）没有"),
        (["--rule", "T-ACC", "--received", "2026-04-03", "--city", "mars"], "beijing、haiyang"),
        (["--rule", "T-ACC", "--received", "soon"], "看不懂日期"),
        (["--rule", "T-ACC", "--received", "2026-08-02T25:30+08:00"], "看不懂时刻"),
        (["--rule", "T-ACC", "--received", "0001-01-01T00:00+08:00"], "看不懂时刻"),
        (["--rule", "T-ACC", "--received", "2026-08-02", "--from", "2026-08-01"], "早于收到"),
        (["--rule", "T-FILE", "--received", "2026-08-03", "--pause", "x"], "起..止:事由"),
        (["--rule", "T-FILE", "--received", "2026-08-03", "--pause", "a..b:test"], "看不懂日期"),
        (["--rule", "T-FILE", "--received", "2026-08-03", "--pause",
          "2026-08-10..2026-08-14:rain"], "列明的事由：test"),
        (["--rule", "T-FILE", "--received", "2026-08-03", "--extend", "x"], "数字:批准人"),
        (["--rule", "T-FILE", "--received", "2026-08-03", "--extend", "5:x"], "head"),
        (["--rule", "T-RESULT-N", "--received", "2026-08-03"], "没有期限数字"),
        (["--rule", "H-GRADE-1", "--received", "2026-08-03", "--city", "beijing"], "写明时刻"),
        (["--rule", "T-ACC"], "--received"),
        (["--rules"], "--rule"),
        (["2026-08-03", "--rule", "T-ACC", "--received", "2026-08-03"], "unrecognized"),
        (["--rule", "T-ACC", "--received", "2017-12-29"], "没有有效的 T-ACC"),
        (["2026-08-03", "4h"], "起算的时刻"),
        (["2026-08-03T10:00", "0h"], "1 至 3660"),
        (["9999-12-31T23:00+08:00", "4h"], "没有 9999 年"),
        (["2026-08-03T10:00", "0.0001h"], "看不懂时限"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_with_what_is_known(capsys, words, told):
    assert run(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert told in printed.err
    assert "--rule" in printed.err


def test_an_answer_is_as_unverified_as_the_least_of_what_it_rests_on(capsys):
    filed = ["--rule", "T-CASE", "--received", "2026-05-01"]
    assert answer(capsys, *filed)["verified"] is True
    for more in (["--extend", "30:head"], ["--pause", "2026-05-10..2026-05-12:hearing"]):
        assert answer(capsys, *filed, *more)["verified"] is False


@pytest.mark.parametrize(
    ("rule", "due_on"),
    [("T-STALE", "2026-06-01"), ("T-LIMIT", "2025-06-03"), ("T-LIMIT-5", "2028-06-01")],
)
def test_a_bar_begins_before_anybody_complains(capsys, rule, due_on):
    words = ["--rule", rule, "--received", "2026-05-01", "--from", "2023-06-01"]
    assert answer(capsys, *words)["due_on"] == due_on


def test_another_limit_does_not_begin_before_the_receipt():
    assert run(["--rule", "T-FILE", "--received", "2026-05-01", "--from", "2026-04-30"]) == 2


@pytest.mark.parametrize("received", ["2026-08-02T08:30:00.000Z", "2026-08-02T08:30:00.123456789Z"])
def test_a_moment_may_hold_parts_of_a_second(capsys, received):
    words = ["--rule", "H-GRADE-1", "--received", received, "--city", "beijing"]
    assert answer(capsys, *words)["due_at"] == "2026-08-02T18:30:00+08:00"
    assert run([*words[:3], "2026-08-02T08:30.5Z", *words[4:]]) == 2


@pytest.mark.parametrize("words", [["2026-04-30"], ["--rule", "T-NO", "--received", "2026-04-30"]])
def test_what_cannot_be_used_is_answered_in_json_where_json_is_asked_for(capsys, words):
    assert run([*words, "--json"]) == 2
    problem = json.loads(capsys.readouterr().out)
    assert (problem["status"], bool(problem["detail"])) == (422, True)
    assert run(words) == 2
    assert capsys.readouterr().out == ""
