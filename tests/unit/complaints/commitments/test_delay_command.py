import json
import subprocess
import sys

import pytest

from services.complaints.commands.delay import answer_to

pytestmark = pytest.mark.slow

EVENTS = [
    {"event": "declared", "at": "2026-08-03T10:20+08:00"},
    {"event": "processed", "at": "2026-08-04T07:05Z"},
]
BODY = {
    "measure": "jiaxing/2-7",
    "events": EVENTS,
    "conditions": {"releasable": True},
}


def run(**changes):
    return answer_to(json.dumps({**BODY, **changes}).encode())


def test_it_runs_without_any_setting():
    done = subprocess.run(
        [sys.executable, "-m", "services.complaints", "delay", "--json"],
        input=json.dumps(BODY).encode(),
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=120,
        check=True,
    )
    answer = json.loads(done.stdout)
    assert (answer["finding"], answer["by"]["value"]) == ("broken", "1")


@pytest.mark.parametrize(
    ("measure", "values", "said"),
    [
        ("haiyang/11", {"value": 2}, "1 visit above the promise."),
        ("haiyang/11", {"value": 3}, "2 visits above the promise."),
        ("jiaxing/T-5", {"value": 49}, "1 kind above the promise."),
    ],
)
def test_english_tells_one_from_several(measure, values, said):
    body = {"measure": measure, "values": {**values, "on": "2026-08-02"}}
    _, answer = answer_to(json.dumps(body).encode())
    assert answer["reason"]["en"] == said
    assert "(s)" not in str(answer["steps"])


def test_the_answer_comes_in_both_languages_with_its_source():
    code, answer = run()
    assert code == 0
    assert answer["reason"]["zh"] == "没有当日完成，晚 1 日。"
    assert answer["reason"]["en"] == "Not done the same day; late by 1 day."
    assert answer["steps"][0]["en"] == "“Declaration lodged”: 2026-08-03 10:20"
    assert answer["source"] == "嘉政办发〔2018〕62号"
    assert answer["text"] == "海关对具备放行条件的报关单，当日处理完毕"
    assert answer["due_at"] == "2026-08-03T23:59:59+08:00"


def test_events_of_another_promise_are_named_and_not_used():
    _, answer = run(events=[*EVENTS, {"event": "visit", "at": "2026-08-03"}])
    assert answer["unused"] == ["visit"]


@pytest.mark.parametrize(
    ("text", "status"),
    [(b"not json", 400), (b"[]", 400), (b"7", 400), (b"{}", 422), (b"\xff\xfe", 400)],
)
def test_what_cannot_be_read_is_a_problem(text, status):
    code, problem = answer_to(text)
    assert (code, problem["status"]) == (2, status)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"measure": "jiaxing/9-9"}, "measure"),
        ({"measure": 7}, "measure"),
        ({"measure": None}, "measure"),
        ({"city": "haiyang"}, "city"),
        ({"events": {}}, "events"),
        ({"events": [7]}, "events.0"),
        ({"events": [{"event": "tea", "at": "2026-08-03"}]}, "events.0.event"),
        ({"events": [{"event": "declared"}]}, "events.0.at"),
        ({"events": [{"event": "declared", "at": "2026-02-30"}]}, "events.0.at"),
        ({"events": [{"event": "declared", "at": "2026-08-03T25:00"}]}, "events.0.at"),
        ({"events": [{"event": "declared", "at": 1754179200}]}, "events.0.at"),
        ({"events": [{"event": "declared", "at": "0001-01-01"}]}, "events.0.at"),
        (
            {"events": [{"event": "declared", "at": "2026-08-03", "not_yet_at": "2026-08-04"}]},
            "events.0.at",
        ),
        ({"events": [EVENTS[0], EVENTS[0]]}, "events.1.event"),
        ({"events": [EVENTS[0]] * 2001}, "events"),
        ({"conditions": []}, "conditions"),
        ({"conditions": {"releasable": "maybe"}}, "conditions.releasable"),
        ({"conditions": {"sunny": True}}, "conditions.sunny"),
        ({"values": {"value": "many"}}, "values.value"),
        ({"values": {"value": -1}}, "values.value"),
        ({"values": {"value": True}}, "values.value"),
        ({"values": {"part": 3, "whole": 2}}, "values.part"),
        ({"values": {"on": "yesterday"}}, "values.on"),
        ({"values": {"mailbox": True}}, "values.mailbox"),
    ],
)
def test_a_wrong_field_is_named(changes, path):
    code, problem = run(**changes)
    assert (code, problem["status"]) == (2, 422)
    assert path in [error["path"] for error in problem["errors"]]


def test_a_coming_time_is_no_fact():
    events = [EVENTS[0], {"event": "processed", "at": "2099-01-01"}]
    _, answer = run(events=events)
    assert (answer["finding"], answer["why"]) == ("cannot_tell", "in_future")
