"""The engines: document store, broker and search index as programs of one machine.

For evaluation and tests. In production their places are taken by a MongoDB replica set, a Kafka
cluster and an Elasticsearch cluster at the same three addresses. The embedded ones are made here;
`shared.local.real` makes Kafka and Elasticsearch themselves.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from shared.local.child import Child, stop_all, wait_until_ready
from shared.local.owner import claim
from shared.local.ports import HOST
from shared.local.probes import has_elasticsearch, has_kafka, has_mongo
from shared.local.snapshot import copy_aside, is_cut_off, is_refused, set_aside

_START_SECONDS = 30.0
_MONGO_OPTIONS = "replicaSet=secantus&w=majority&journal=true&retryWrites=false&maxPoolSize=8"


@dataclass(frozen=True, kw_only=True)
class EngineAddresses:
    """Where the three engines answer."""

    mongo_url: str
    kafka_bootstrap: str
    elasticsearch_url: str

    def environment(self) -> dict[str, str]:
        """Return the addresses as the settings of the services."""
        return {name.upper(): value for name, value in vars(self).items()}


class Engine:
    """One engine with a data directory and a log of its own."""

    def __init__(
        self,
        child: Child,
        *,
        data: Path,
        address: str,
        snapshot: str | None = None,
        prepare: Callable[[], None] = lambda: None,
        start_seconds: float = _START_SECONDS,
    ) -> None:
        """Take the program and where it keeps its data.

        Args:
            child: the program.
            data: its directory.
            address: where it answers.
            snapshot: the one file in the directory that it rewrites again and again, if it does.
            prepare: makes the directory ready, before every start.
            start_seconds: how long a start may take.
        """
        self.child = child
        self.address = address
        self.started_empty = False
        self.data = data
        self._snapshot = data / snapshot if snapshot else None
        self._prepare = prepare
        self._start_seconds = start_seconds

    def start(self) -> None:
        """Start the engine without waiting for it; one with a damaged snapshot starts empty."""
        self.data.mkdir(parents=True, exist_ok=True)
        if self._snapshot and is_cut_off(self._snapshot):
            self._forget(self._snapshot)
        self._prepare()
        self.child.start()

    def wait(self) -> None:
        """Wait until the engine answers; one that refuses its snapshot starts again without it.

        Raises:
            LocalProblem: it does not start; with the end of its log.
        """
        while self.child.is_running and not self.child.is_ready():
            self.child.wait(0.03)
        if self._snapshot and self.child.exit_code and is_refused(self.child.last_lines()):
            self._forget(self._snapshot)
            self.child.start()
        wait_until_ready([self.child], seconds=self._start_seconds)

    def _forget(self, snapshot: Path) -> None:
        self.started_empty = True
        print(set_aside(snapshot, self.child.name), file=sys.stderr, flush=True)

    def stop(self) -> None:
        """Stop the engine and keep a copy of what it saved."""
        stop_engines([self])

    def keep_copy(self) -> None:
        """Keep a copy of what a clean stop has saved."""
        if self._snapshot and self.child.exit_code == 0:
            copy_aside(self._snapshot)


def stop_engines(engines: Iterable[Engine], *, seconds: float = 30.0) -> list[str]:
    """Stop engines, keep copies of clean snapshots; return the names that had to be killed."""
    asked = list(engines)
    killed = stop_all([engine.child for engine in asked], seconds=seconds)
    for engine in asked:
        engine.keep_copy()
    return killed


def document_store(root: Path, port: int) -> Engine:
    """Return SecantusDB: speaks MongoDB, every acknowledged write is on the disk."""
    data = root / "documents"
    command = [sys.executable, "-m", "secantus", "--host", HOST, "--port", str(port)]
    command += ["--storage-path", str(data), "--sync-on-commit", "--cache-size", "256M"]
    url = f"mongodb://{HOST}:{port}/?{_MONGO_OPTIONS}"
    child = Child("document store", command, log=_log(root, data), is_ready=lambda: has_mongo(url))
    return Engine(child, data=data, address=url)


def broker(root: Path, port: int) -> Engine:
    """Return noida-db as a Kafka broker: may lose the last second when it is killed."""
    address = f"{HOST}:{port}"
    return _noida(root, "broker", "kafka", port, address, lambda: has_kafka(address))


def search_index(root: Path, port: int) -> Engine:
    """Return noida-db as Elasticsearch: for at most 5,000 documents."""
    url = f"http://{HOST}:{port}"
    return _noida(root, "search", "elasticsearch", port, url, lambda: has_elasticsearch(url))


@dataclass(frozen=True, kw_only=True)
class EngineKind:
    """What stands for the three engines; each is made from a directory and a port."""

    name: str
    documents: Callable[[Path, int], Engine]
    broker: Callable[[Path, int], Engine]
    search: Callable[[Path, int], Engine]


EMBEDDED = EngineKind(name="embedded", documents=document_store, broker=broker, search=search_index)


class Engines:
    """The three engines, started and stopped together."""

    def __init__(
        self,
        root: Path,
        *,
        documents: int,
        broker_port: int,
        search: int,
        kind: EngineKind = EMBEDDED,
    ) -> None:
        """Take the directory of their data and logs, and their ports."""
        self._root, self._kind = root, kind.name
        self.documents = kind.documents(root, documents)
        self.broker = kind.broker(root, broker_port)
        self.search = kind.search(root, search)

    @property
    def all(self) -> list[Engine]:
        """Return the engines in the order in which others need them."""
        return [self.documents, self.broker, self.search]

    @property
    def addresses(self) -> EngineAddresses:
        """Return where they answer."""
        return EngineAddresses(
            mongo_url=self.documents.address,
            kafka_bootstrap=self.broker.address,
            elasticsearch_url=self.search.address,
        )

    def start(self) -> None:
        """Start all and wait until all answer.

        Raises:
            LocalProblem: the directory holds data of another kind of engines, or one does not
                start; the others are stopped again.
        """
        claim(self._root, self._kind)
        try:
            for engine in self.all:
                engine.start()
            for engine in self.all:
                engine.wait()
        except BaseException:
            self.stop()
            raise

    def stop(self, *, seconds: float = 30.0) -> list[str]:
        """Stop all; return the names of those that had to be killed."""
        return stop_engines(self.all, seconds=seconds)


def _noida(
    root: Path, name: str, service: str, port: int, address: str, is_ready: Callable[[], bool]
) -> Engine:
    data = root / name
    # The program itself: the console script stays as a parent that does not pass signals on.
    program = str(files("noida_db") / "noida-db")
    command = [program, "start", "--data-dir", str(data), "--host", HOST, "--only", service]
    command += [f"--{service}-port", str(port)]
    child = Child(name, command, log=_log(root, data), is_ready=is_ready)
    return Engine(child, data=data, address=address, snapshot=f"{service}.json")


def _log(root: Path, data: Path) -> Path:
    return root / "logs" / f"{data.name}.log"
