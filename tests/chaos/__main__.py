"""`make chaos`: kills and outages for some minutes, then everything is checked.

Environment: SEED (a number; without one it is drawn and shown), MINUTES (10), COMPLAINTS (50 a
minute), ENGINES (embedded or real).
"""

import os
import platform
import shutil
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from shared.local.problem import LocalProblem
from tests.chaos import scenarios
from tests.chaos.asked import Asked, asked
from tests.chaos.chaos import Chaos
from tests.chaos.disks import SmallDisk, may_mount
from tests.chaos.fleet import Fleet
from tests.chaos.table import table

ROOT = Path(__file__).parents[2] / ".local" / "chaos"
PAUSES = (3.0, 8.0)


def main() -> int:
    """Run; return 0 when nothing is wrong."""
    try:
        run = asked(os.environ)
    except LocalProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.default_int_handler)
    _say(
        f"chaos: SEED={run.seed} MINUTES={run.minutes:g} COMPLAINTS={run.complaints}"
        f" ENGINES={run.engines}"
    )
    _say(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {platform.platform()}")
    shutil.rmtree(ROOT, ignore_errors=True)
    fleet = Fleet(ROOT, kind=run.engines)
    disks = {name: SmallDisk(engine.data) for name, engine in fleet.by_name.items()}
    try:
        return _on(fleet, disks, run)
    except LocalProblem as problem:
        _say(f"{problem}")
        return 2
    finally:
        fleet.stop()
        for disk in disks.values():
            disk.unmount()


def _on(fleet: Fleet, disks: Mapping[str, SmallDisk], wanted: Asked) -> int:
    if may_mount():
        for disk in disks.values():
            disk.mount()
    else:
        _say("full disks: skipped, mounting small file systems needs root")
        disks = {}
    fleet.start()
    seconds, complaints = wanted.minutes * 60, wanted.complaints
    pace_seconds = seconds * 0.8 / complaints
    run = Chaos(fleet, seed=wanted.seed, complaints=complaints, pace_seconds=pace_seconds)
    with run.working():
        _happen(run, disks, seconds)
        _say("no more kills; what is under way is finished")
        rested = run.afterwards()
        _say("everything came to rest" if rested else "!!! not everything came to rest in time")
        wrong = run.check()
    _say(table(run, wrong))
    return 0 if rested and not any(wrong.values()) else 1


def _happen(run: Chaos, disks: Mapping[str, SmallDisk], seconds: float) -> None:
    away = min(60.0, seconds / 10)
    happenings = [
        scenarios.broker_away,
        scenarios.clock_forward,
        scenarios.index_away,
        scenarios.broker_lost,
        scenarios.index_lost,
        scenarios.clock_back,
        lambda run, away: scenarios.disk_full(run, away, disks),
        scenarios.disk_slow,
        scenarios.clock_forward,
    ]
    # About two in five seconds go to the scenarios.
    gap = seconds * 0.6 / (len(happenings) + 1)
    complaints = run.work.allowed
    for part, happen in enumerate(happenings, start=1):
        # Whatever happens, somebody files meanwhile.
        run.work.allowed = complaints * part // (len(happenings) + 1)
        run.random_kills(gap, pauses=PAUSES)
        run.until_ready()
        _say(f"  {len(run.recovery.kills)} kills, {run.journal.acknowledged} acknowledged")
        happen(run, away)
        _say(f"  {run.scenarios[-1].name}: done")
    run.work.allowed = complaints
    run.random_kills(gap, pauses=PAUSES)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
