import json
import subprocess
import sys

import pytest

from services.complaints.commands import check
from services.complaints.commands.check import answer_to

pytestmark = pytest.mark.slow

LINE = {"item": "港务费", "port": "青岛港", "charged_on": "2026-11-12", "quantity": "４",
        "unit": "box", "amount": "320.00", "container": "40", "trade": "foreign",
        "direction": "import", "loaded": True}  # fmt: skip


def run(text):
    code, answer = answer_to(text if isinstance(text, bytes) else text.encode())
    return code, json.dumps(answer)


def test_it_runs_without_any_setting():
    done = subprocess.run(
        [sys.executable, "-m", "services.complaints", "check", "--json"],
        input=json.dumps({"lines": [LINE]}).encode(),
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert json.loads(done.stdout)["lines"][0]["finding"] == "above"


def test_it_answers_in_the_order_asked():
    code, out = run(json.dumps({"lines": [LINE, {**LINE, "amount": 272}]}))
    answers = json.loads(out)["lines"]
    assert code == 0
    assert [(a["finding"], a["allowed"], a["over"], a["violation"]) for a in answers] == [
        ("above", "272.00", "48.00", "V2"),
        ("within", "272.00", "0.00", None),
    ]
    row = answers[0]["rows"][0]
    assert (row["how"], row["matched"]["trade"], row["dates_known"]) == ("synonym", "same", True)
    assert row["source"]
    assert row["basis"]


def test_samples_are_never_used():
    line = {**LINE, "item": "夜间作业附加费", "port": "海阳港"}
    _, out = run(json.dumps({"lines": [line]}))
    assert json.loads(out)["lines"][0]["finding"] == "needs_officer"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("not json", 400),
        (b"\xff\xfe\x00", 400),
        ("[" * 100_000, 400),
        ('{"lines": [{"item": "x", "amount": NaN}]}', 400),
        ('{"lines": 7}', 400),
        ('{"lines": []}', 422),
        (json.dumps({"lines": [{**LINE, "amount": "-1"}]}), 422),
        (json.dumps({"lines": [{**LINE, "item": "费" * 10_000_000}]}), 413),
        ('{"lines": [{"item": "\\ud800", "amount": 1}]}', 422),
    ],
    ids=["text", "bytes", "deep", "nan", "number", "none", "negative", "10 MB", "surrogate"],
)
def test_what_cannot_be_read_is_answered_as_a_problem(text, status):
    code, out = run(text)
    problem = json.loads(out)
    assert code == 2
    assert problem["status"] == status
    assert {"type", "title", "detail", "errors"} <= set(problem)


def test_a_wrong_field_is_named():
    _, out = run(json.dumps({"lines": [LINE, {**LINE, "amount": "-1"}]}))
    assert [error["path"] for error in json.loads(out)["errors"]] == ["lines.1.amount"]


def test_other_arguments_tell_how_to_call_it(capsys):
    assert check.run(["--yaml"]) == 2
    assert "--json" in capsys.readouterr().err


def test_a_fee_without_a_price_of_ours_is_named_with_how_and_how_sure():
    line = {"item": "BAF", "charged_on": "2026-05-01", "amount": "300"}
    [found] = json.loads(run(json.dumps({"lines": [line]}))[1])["lines"]
    assert (found["finding"], found["rows"]) == ("needs_officer", [])
    assert found["match"]["name"] == "燃油附加费"
    assert float(found["match"]["score"]) > 0.9


def test_a_name_that_means_no_fee_is_matched_with_nothing():
    line = {"item": "三号楼盆栽", "charged_on": "2026-05-01", "amount": "300"}
    [found] = json.loads(run(json.dumps({"lines": [line]}))[1])["lines"]
    assert found["match"] is None
