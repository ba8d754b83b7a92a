"""What may happen to a run beside kills at random: engines away or emptied, clocks, disks."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

from shared.local.engines import Engine
from tests.chaos.chaos import Chaos, Seen
from tests.chaos.disks import SmallDisk, lose, stutter
from tests.chaos.honest_client import AsSystem, HonestClient
from tests.chaos.journal import Journal

Scenario = Callable[[Chaos, float], None]
_BACK = timedelta(hours=26)


def broker_away(run: Chaos, seconds: float) -> None:
    """The broker is down for a while and comes back with what it had saved."""
    with run.scenario("broker away") as seen:
        _away(run, run.fleet.engines.broker, seen, seconds)


def index_away(run: Chaos, seconds: float) -> None:
    """The index is down for a while; search says so and answers from the store."""
    with run.scenario("index away") as seen:
        _away(run, run.fleet.engines.search, seen, seconds)


def broker_lost(run: Chaos, _seconds: float) -> None:
    """The broker comes back empty: the relays send the day's events again."""
    with run.scenario("broker data lost") as seen:
        _lost(run, run.fleet.engines.broker, seen)


def index_lost(run: Chaos, _seconds: float) -> None:
    """The index comes back empty and is built again from the store."""
    with run.scenario("index lost") as seen:
        _lost(run, run.fleet.engines.search, seen)
        c = time.monotonic()
        run.fleet.tend_until(lambda: _finds_something(run), seconds=120)
        seen.notes.append(f"search whole again after {time.monotonic() - c:.0f} s")


def clock_forward(run: Chaos, _seconds: float) -> None:
    """The clocks of all processes jump days ahead while they run."""
    with run.scenario("clock jumps ahead") as seen:
        before = run.fleet.clock.seconds_off
        run.next_period()
        days = (run.fleet.clock.seconds_off - before) / 86_400
        seen.notes.append(f"by {days:.0f} days")
        run.watch(seen, 5)


def clock_back(run: Chaos, seconds: float) -> None:
    """The clocks of all processes jump back over a midnight, and return."""
    with run.scenario("clock jumps back") as seen:
        run.fleet.clock.move(-_BACK)
        for name in ("complaints relay", "notify relay", "notify clock", "complaints consume"):
            for target in run.fleet.ours:
                if target.name == name:
                    run.kill(target)
        run.watch(seen, seconds / 3)
        run.fleet.clock.move(_BACK)
        seen.notes.append("by 26 hours, relays killed meanwhile")
        # What was refused for its day is asked again.
        run.watch(seen, 8)


def disk_full(run: Chaos, seconds: float, disks: Mapping[str, SmallDisk]) -> None:
    """The disk of each engine has no byte left; the engine is killed in that state; room comes."""
    for name, disk in disks.items():
        engine = run.fleet.by_name[name]
        with run.scenario(f"disk full, {name.removeprefix('engine: ')}") as seen:
            disk.fill()
            run.watch(seen, seconds / 4)
            disk.top_up()
            died = not engine.child.is_running
            seen.notes.append("engine ended by itself" if died else "engine went on")
            run.fleet.down(engine)
            run.fleet.up(engine)
            run.watch(seen, seconds / 4)
            disk.free()
            run.until_ready()


def disk_slow(run: Chaos, seconds: float) -> None:
    """Each engine stands still in bursts."""
    for name, engine in run.fleet.by_name.items():
        with run.scenario(f"disk slow, {name.removeprefix('engine: ')}") as seen:
            stutter(engine, partial(run.watch, seen), seconds=seconds / 4, dice=run.dice)


def _away(run: Chaos, engine: Engine, seen: Seen, seconds: float) -> None:
    run.fleet.down(engine)
    run.watch(seen, seconds)
    seen.notes += _search_says(run)
    run.fleet.up(engine)
    run.until_ready()


def _lost(run: Chaos, engine: Engine, seen: Seen) -> None:
    run.fleet.down(engine)
    with suppress(FileNotFoundError):
        lose(engine)
    run.watch(seen, 2)
    run.fleet.up(engine)
    run.watch(seen, 3)
    run.until_ready()


def _search(run: Chaos) -> dict[str, Any]:
    journal = Journal()
    client = HonestClient(
        run.fleet.programs.url, AsSystem("market-desk"), journal=journal, stop=run.stop
    )
    found: dict[str, Any] = client.get("/api/cases/search?q=港务费").json()
    return found


def _search_says(run: Chaos) -> list[str]:
    found = _search(run)
    return [f"search: {found['notice']}"] if found.get("degraded") else ["search works"]


def _finds_something(run: Chaos) -> bool:
    found = _search(run)
    return not found.get("degraded") and found["total"] > 0
