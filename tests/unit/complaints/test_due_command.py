"""The command `due`: the answer on standard output, what is wrong on standard error."""

import json

import pytest

from services.complaints.commands.due import run


def test_the_date_comes_first_then_the_arithmetic(capsys):
    assert run(["2026-04-30", "5wd"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2026-05-11"
    assert "调休上班" in "".join(lines[1:])


def test_json_has_exactly_three_keys(capsys):
    assert run(["2026-08-02", "60d", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["due_on", "provisional", "steps"]
    assert (answer["due_on"], answer["provisional"]) == ("2026-10-08", False)
    assert all(isinstance(step, str) for step in answer["steps"])


def test_a_provisional_date_says_so(capsys):
    assert run(["2026-12-28", "5wd"]) == 0
    assert "暂定" in capsys.readouterr().out.splitlines()[0]


def test_full_width_writing_is_read(capsys):
    assert run(["２０２６－０４－３０", "５ｗｄ"]) == 0
    assert capsys.readouterr().out.startswith("2026-05-11")


def test_help_is_an_answer(capsys):
    assert run(["--help"]) == 0
    assert "5wd" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2026-04-30", "0wd"], "1 至 3660"),
        (["2026-04-30", "10000wd"], "1 至 3660"),
        (["2026-04-30", "-1d"], "看不懂时限"),
        (["2026-04-30", "5"], "看不懂时限"),
        (["2026-04-30", "5wk"], "看不懂时限"),
        (["2026-04-30", "5.5wd"], "看不懂时限"),
        (["2026-04-30", "٥wd"], "看不懂时限"),
        (["2026-04-30", "9" * 5000 + "d"], "看不懂时限"),
        (["2026-02-30", "5wd"], "看不懂日期"),
        (["tomorrow", "5wd"], "看不懂日期"),
        (["2017-06-01", "5wd"], "没有 2017 年的放假安排"),
        (["9999-12-31", "5wd"], "没有 9999 年的放假安排"),
        (["2026-04-30"], "要给一个日期和一个时限"),
        ([], "要给一个日期和一个时限"),
        (["2026-04-30", "5wd", "60d"], "要给一个日期和一个时限"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_to_do(capsys, words, told):
    assert run(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert told in printed.err
    assert "5wd" in printed.err
