"""`python -m tests.engines COMMAND …` runs a command beside real Kafka and Elasticsearch.

Its environment names them, and ENGINES=real for engines of the tests' own. Those that the
environment names already are used as they are. What was started is stopped, whatever happens.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from shared.local.engines import Engine, stop_engines
from shared.local.kinds import REAL
from shared.local.only_one import only_one
from shared.local.ports import unused_ports
from shared.local.problem import LocalProblem

ROOT = Path(__file__).parents[2] / ".local" / "test-engines"
MAKERS = {"KAFKA_BOOTSTRAP": REAL.broker, "ELASTICSEARCH_URL": REAL.search}
# Half the time to start; nothing in these tests runs long enough to be compiled better.
QUICK = "-XX:TieredStopAtLevel=1"


def main(command: Sequence[str]) -> int:
    """Run the command; return its exit code."""
    os.environ.update(ENGINES=REAL.name)
    os.environ.setdefault("ENGINE_JAVA_OPTIONS", QUICK)
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.default_int_handler)
    try:
        with only_one(ROOT, "make test-engines"):
            return _beside_engines(command)
    except LocalProblem as problem:
        sys.stderr.write(f"\n{problem}\n")
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
    return 2


def _beside_engines(command: Sequence[str]) -> int:
    missing = {name: make for name, make in MAKERS.items() if not os.environ.get(name)}
    for each in ("kafka", "elasticsearch", "logs"):
        shutil.rmtree(ROOT / each, ignore_errors=True)
    engines = {
        name: make(ROOT, port)
        for (name, make), port in zip(missing.items(), unused_ports(len(missing)), strict=True)
    }
    try:
        _start(engines.values())
        addresses = {name: engine.address for name, engine in engines.items()}
        return _run(command, {**os.environ, **addresses})
    finally:
        stop_engines(engines.values())


def _start(engines: Collection[Engine]) -> None:
    begun = time.monotonic()
    for engine in engines:
        engine.start()
    for engine in engines:
        engine.wait()
    names = ", ".join(f"{each.child.name} at {each.address}" for each in engines)
    sys.stdout.write(f"Started {names or 'nothing'} in {time.monotonic() - begun:.0f} s.\n")
    sys.stdout.flush()


def _run(command: Sequence[str], environment: dict[str, str]) -> int:
    with subprocess.Popen(command, env=environment) as running:
        try:
            return running.wait()
        except KeyboardInterrupt:
            running.send_signal(signal.SIGINT)
            running.wait(60)
            raise


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
