"""Many officers at once on few cases over HTTP: nothing "done" is lost or done twice.

Who is overtaken reads what changed and keeps what was typed. A short run is part of every test
run; `make crowd` lets 50 people work on 200 cases for two minutes.
"""

import os
import threading
import time
from collections import Counter
from dataclasses import replace

import pytest

from services.complaints.app import create_app
from services.complaints.container import build_container
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.usecases.cases.settle_numbers import book_of_numbers
from tests.browser.serving import served
from tests.complaints import NOW, SETTINGS, a_complaint, rules
from tests.contracts.complaints.crowd import DONE, NOTE, TRIES, Person, Work
from tests.contracts.complaints.desk import filed, staffed

pytestmark = pytest.mark.engines

CROWD = int(os.environ.get("CROWD", "8"))
CASES = int(os.environ.get("CASES", "10"))
SECONDS = float(os.environ.get("SECONDS", "3"))
BOOK = "海市监处罚|2026"


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


@pytest.fixture
def app(ports, mongo_database):
    container = build_container(SETTINGS, database=mongo_database, now=lambda: NOW)
    app = create_app(replace(container, rules=rules()))
    app.testing = True
    return app


@pytest.fixture
def address(app):
    with served(app) as found:
        yield found


@pytest.fixture
def cases(ports) -> list[str]:
    return [
        filed(ports, a_complaint(bill_no=f"YY-{no}"), key=f"key-{no:05d}").id for no in range(CASES)
    ]


def test_a_crowd_loses_nothing_does_nothing_twice_and_leaves_no_hole_in_the_numbers(
    ports, app, address, cases
):
    works = crowd([Person(app, address, number) for number in range(CROWD)], cases)
    assert [problem for work in works for problem in work.wrong] == []
    done = [each for work in works for each in work.done]
    assert len(done) > CASES
    assert sum(work.refused for work in works)
    assert sum(work.overtaken for work in works) >= CROWD - 1  # all wrote at once in the beginning
    stored = [ports.cases.get(case_id) for case_id in cases]
    for case in stored:
        assert taken(case) == sorted(each[1:] for each in done if each[0] == case.id)
        assert case.version == len(case.timeline)
    assert notes(stored) == Counter(text for work in works for text in work.noted)
    entries = list(book_of_numbers(BOOK, ports=ports))
    assert [each.n for each in entries] == list(range(1, len(entries) + 1))
    assert all(each.fate for each in entries)
    given = [case.decision.document_no for case in stored if case.decision]
    numbers = [number for number in given if number]
    assert len(numbers) == len(set(numbers))


def crowd(people: list[Person], cases: list[str]) -> list[Work]:
    """Let everybody work until the time is over."""
    until, start = time.monotonic() + SECONDS, threading.Barrier(len(people))
    threads = [threading.Thread(target=each.work_on, args=(cases, until, start)) for each in people]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return [each.work for each in people]


def taken(case: Case) -> list[tuple[int, str, str]]:
    """Return what officers did, with the version each step made."""
    steps = enumerate(case.timeline, start=1)
    return sorted((version, s.action, s.actor) for version, s in steps if s.actor != "reporter")


def notes(cases: list[Case]) -> "Counter[str]":
    """Return the notes of all cases, each with how often it is there."""
    steps = (step for case in cases for step in case.timeline)
    return Counter(step.values["text"] for step in steps if step.action == NOTE)


def test_the_tries_lead_a_case_to_its_end(ports, app, address, cases):
    lin, su = (Person(app, address, number) for number in (0, 1))
    for place in (0, 1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13):
        who = su if place in {2, 8} else lin
        assert who.take(cases[0], who.seen(cases[0]), TRIES[place]) == DONE
    assert ports.cases.get(cases[0]).state is CaseState.CLOSED
