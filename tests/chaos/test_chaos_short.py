"""Each of our processes and each engine is killed once while complaints are filed and handled."""

import sys
from dataclasses import dataclass

import pytest

from tests.chaos.chaos import Chaos
from tests.chaos.course import Course, course_of
from tests.chaos.fleet import Fleet
from tests.chaos.table import table
from tests.engines import kind_of_run

pytestmark = pytest.mark.engines
COMPLAINTS, SEED = 30, 20261128
# What nobody asks here is not started; `work` is consume, relay and clock in one process.
ROLES = {
    "complaints": ("serve", "consume", "relay", "clock"),
    "credit": ("work",),
    "notify": ("work",),
}
BROKER = "engine: broker"
PAUSES_SECONDS = (0.3, 1.2)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a run came to."""

    run: Chaos
    rested: bool
    wrong: dict[str, list[str]]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory) -> Outcome:
    fleet = Fleet(tmp_path_factory.mktemp("chaos"), roles=ROLES, kind=kind_of_run().name)
    run = Chaos(fleet, seed=SEED, complaints=COMPLAINTS, pace_seconds=0.2)
    try:
        fleet.start()
        with run.working():
            kill_each_once(run)
            rested = run.afterwards()
            outcome = Outcome(run=run, rested=rested, wrong=run.check())
    finally:
        fleet.stop()
    sys.stdout.write(table(run, outcome.wrong))
    return outcome


def kill_each_once(run: Chaos) -> None:
    run.fleet.tend_until(lambda: run.journal.acknowledged, seconds=60)
    broker = next(each for each in run.fleet.targets if each.name == BROKER)
    others = [each for each in run.fleet.targets if each.name != BROKER]
    # Alone: the embedded broker keeps a place for ever for who is killed while it joins a group.
    run.kill(broker)
    run.fleet.tend_until(lambda: run.recovery.is_over, seconds=120)
    for target in run.dice.sample(others, len(others)):
        run.fleet.tend(run.dice.uniform(*PAUSES_SECONDS))
        run.kill(target)


def test_all_were_killed_and_all_came_back(outcome):
    killed = sorted(kill.target.name for kill in outcome.run.recovery.kills)
    assert killed == sorted(target.name for target in outcome.run.fleet.targets)
    assert all(kill.ready is not None for kill in outcome.run.recovery.kills)
    assert outcome.rested


def test_every_complaint_and_every_step_was_acknowledged_in_the_end(outcome):
    journal = outcome.run.journal
    assert sorted(journal.filed) == list(range(COMPLAINTS))
    served = [steps for steps in journal.steps.values() if steps[-1:] == ["record_service"]]
    penalties = [n for n in range(COMPLAINTS) if course_of(n) is Course.PENALTY]
    assert len(served) == len(penalties)


def test_nothing_is_lost_nothing_is_there_twice_and_every_answer_was_clear(outcome):
    assert {name: found for name, found in outcome.wrong.items() if found} == {}
