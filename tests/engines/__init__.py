"""The engines a test run uses: those in the environment, else ones of its own.

Engines of a run's own are embedded, or with ENGINES=real those of `shared.local.real`.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.local.engines import EMBEDDED, Engine, EngineKind
from shared.local.kinds import KINDS
from shared.local.ports import unused_ports
from shared.local.problem import LocalProblem

MAKERS = {"MONGO_URL": "documents", "KAFKA_BOOTSTRAP": "broker", "ELASTICSEARCH_URL": "search"}


@contextmanager
def address(setting: str, root: Path) -> Iterator[str]:
    """Give the address in the environment, else that of an engine of its own in `root`.

    Tests that were given an engine and cannot reach it fail; nothing is skipped.
    """
    if given := os.environ.get(setting):
        yield given
        return
    with own_engine(setting, root) as engine:
        yield engine.address


@contextmanager
def own_engine(setting: str, root: Path) -> Iterator[Engine]:
    """Give a running engine that nobody else uses: a test may stop it and read its files."""
    engine = _started(maker(setting), root)
    try:
        yield engine
    finally:
        engine.stop()


def maker(setting: str) -> Callable[[Path, int], Engine]:
    """Return what makes an engine of the kind that this run is on."""
    make: Callable[[Path, int], Engine] = getattr(kind_of_run(), MAKERS[setting])
    return make


def kind_of_run() -> EngineKind:
    """Return the kind of engines that this run starts."""
    return KINDS[os.environ.get("ENGINES") or EMBEDDED.name]


def _started(kind: Callable[[Path, int], Engine], root: Path, tries: int = 3) -> Engine:
    """Start an engine on an unused port; somebody else may take that port in between."""
    engine = kind(root, unused_ports(1)[0])
    try:
        engine.start()
        engine.wait()
    except LocalProblem:
        if tries == 1:
            raise
        return _started(kind, root, tries - 1)
    return engine
