"""Times and errors as the clients of a bench see them."""

from itertools import cycle, repeat

from tests.bench.figures import answered
from tests.bench.http_load import closed_loop, open_loop
from tests.unit.bench.slow_server import slow_server

SECONDS = 0.02


def test_an_answer_takes_as_long_as_the_server_needs():
    with slow_server(SECONDS) as target:
        answers = closed_loop(target, repeat(target.request("GET", "/")), clients=1, seconds=0.3)
    values, errors = answered(answers)
    assert errors == 0
    assert all(answer.seconds >= SECONDS for answer in answers)
    assert values["p50_ms"] >= SECONDS * 1000
    assert values["per_second"] <= 1 / SECONDS


def test_clients_wait_side_by_side():
    with slow_server(SECONDS) as target:
        request = target.request("GET", "/")
        answers = open_loop(target, repeat(request), clients=10, at=[0.0] * 10)
    assert len(answers) == 10
    assert sum(answer.seconds for answer in answers) >= 10 * SECONDS


def test_what_the_server_fails_at_is_an_error_and_has_no_part_in_the_times():
    with slow_server(0) as target:
        paths = cycle([target.request("GET", "/"), target.request("GET", "/broken")])
        answers = open_loop(target, paths, clients=1, at=[0.0] * 6)
    _, errors = answered(answers)
    assert errors == 3
    assert sum(answer.is_good for answer in answers) == 3


def test_a_late_server_cannot_hide_it_by_keeping_its_clients_waiting():
    with slow_server(SECONDS) as target:
        request = target.request("GET", "/")
        answers = open_loop(target, repeat(request), clients=1, at=[0.0, 0.0, 0.0])
    assert max(answer.seconds for answer in answers) >= 3 * SECONDS


def test_a_kept_connection_that_was_closed_meanwhile_is_opened_again():
    with slow_server(0, most_per_connection=2) as target:
        request = target.request("GET", "/")
        answers = open_loop(target, repeat(request), clients=1, at=[0.0] * 6)
    assert [answer.status for answer in answers] == [200] * 6


def test_nobody_there_is_an_error_and_no_crash():
    with slow_server(0) as target:
        request = target.request("GET", "/")
    answers = open_loop(target, repeat(request), clients=2, at=[0.0, 0.0])
    assert [answer.status for answer in answers] == [0, 0]
