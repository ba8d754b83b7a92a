"""The engines a test run uses: those in the environment, else embedded ones of its own."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from shared.local.engines import Engine, broker, document_store, search_index
from shared.local.ports import unused_ports
from shared.local.problem import LocalProblem

KINDS = {
    "MONGO_URL": document_store,
    "KAFKA_BOOTSTRAP": broker,
    "ELASTICSEARCH_URL": search_index,
}


@contextmanager
def address(setting: str, environment: Mapping[str, str], root: Path) -> Iterator[str]:
    """Give the address in the environment, else that of an embedded engine in `root`.

    Tests that were given an engine and cannot reach it fail; nothing is skipped.
    """
    if given := environment.get(setting):
        yield given
        return
    engine = _started(KINDS[setting], root)
    try:
        yield engine.address
    finally:
        engine.stop()


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
