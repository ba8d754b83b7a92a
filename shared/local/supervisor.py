"""Runs the whole product on one machine until it is told to stop."""

import signal
import time
from collections.abc import Sequence
from pathlib import Path

from shared.local.child import Child, stop_all, wait_until_ready
from shared.local.engines import EngineKind, Engines, stop_engines
from shared.local.only_one import only_one
from shared.local.ports import HOST, LocalPorts, require_unused
from shared.local.problem import LocalProblem
from shared.local.programs import SERVICES, Programs
from shared.local.samples import Samples
from shared.local.secret_file import load_secrets
from shared.local.watch import Watch, Watched
from shared.local.welcome import welcome

SAMPLE = Path(__file__).parent / "sample"
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SET_UP_SECONDS = 180.0
_SERVE_SECONDS = 120.0
_STOP_PROGRAMS_SECONDS = 18.0
_STOP_ENGINES_SECONDS = 10.0
_LOOK_EVERY_SECONDS = 0.5


def run(root: Path, port: int, *, kind: EngineKind, with_sample: bool) -> None:
    """Start everything, show the address, watch until Ctrl-C or SIGTERM, stop everything.

    Raises:
        LocalProblem: something is in the way; the text says what to do.
    """
    # Ctrl-C too: whoever is started in the background by a shell begins with SIGINT ignored.
    for each in STOPPING:
        signal.signal(each, signal.default_int_handler)
    ports = LocalPorts.from_first(port)
    with only_one(root, f"http://{HOST}:{port}"):
        require_unused(ports)
        product = Product(root, ports, kind)
        try:
            product.start()
            product.watch(with_sample=with_sample)
        except KeyboardInterrupt:
            print("\nStopping …", flush=True)
        finally:
            product.stop()
    print("Stopped. The data are kept; `make reset` drops them.", flush=True)


class Product:
    """The engines, the services and what is around them."""

    def __init__(self, root: Path, ports: LocalPorts, kind: EngineKind) -> None:
        self._root = root
        self._engines = Engines(
            root,
            documents=ports.documents,
            broker_port=ports.broker,
            search=ports.search,
            kind=kind,
        )
        secrets = load_secrets(root / "secrets.env")
        addresses = self._engines.addresses
        self._programs = Programs(root=root, ports=ports, addresses=addresses, secrets=secrets)
        self._running: list[Child] = []
        self._samples = Samples([], root)

    def start(self) -> None:
        """Start everything in the order in which one needs the other, as much at once as can be."""
        begun = time.monotonic()
        around = [self._programs.mail(), self._programs.gateway()]
        self._start(around)
        self._engines.start()
        self._finish([self._programs.word(each, "setup") for each in SERVICES], _SET_UP_SECONDS)
        if self._engines.search.started_empty:
            self._finish([self._programs.word("complaints", "reindex", "--all")], _SET_UP_SECONDS)
        web = [self._programs.serve(each) for each in SERVICES]
        self._start([*web, *(self._programs.word(each, "work") for each in SERVICES)])
        wait_until_ready([*web, *around], seconds=_SERVE_SECONDS)
        print(welcome(self._programs.url, self._root, time.monotonic() - begun), flush=True)

    def watch(self, *, with_sample: bool) -> None:
        """Start again what ends, for ever; beside it, load the sample data once."""
        engines = [Watched(each.child, each.start) for each in self._engines.all]
        programs = [Watched(each, each.start) for each in self._running]
        watch = Watch([*engines, *programs], time.monotonic)
        if with_sample:
            self._samples = self._sample_commands()
        while True:
            watch.look()
            self._samples.look()
            time.sleep(_LOOK_EVERY_SECONDS)

    def stop(self) -> None:
        """Stop everything within half a minute, the engines last."""
        for each in STOPPING:
            signal.signal(each, signal.SIG_IGN)
        loading = [self._samples.loading] if self._samples.loading else []
        killed = stop_all([*self._running, *loading], seconds=_STOP_PROGRAMS_SECONDS)
        killed += stop_engines(self._engines.all, seconds=_STOP_ENGINES_SECONDS)
        if killed:
            print(f"!!! had to be killed: {', '.join(killed)}", flush=True)

    def _start(self, children: Sequence[Child]) -> None:
        for child in children:
            self._running.append(child)
            child.start()

    def _finish(self, children: Sequence[Child], seconds: float) -> None:
        """Run commands side by side to their end."""
        self._start(children)
        deadline = time.monotonic() + seconds
        for child in children:
            ended = child.wait(max(0.0, deadline - time.monotonic()))
            if not ended or child.exit_code:
                how = f"failed with code {child.exit_code}" if ended else "does not come to an end"
                raise LocalProblem(f"{child.name} {how}. End of {child.log}:\n{child.last_lines()}")
        self._running = [child for child in self._running if child not in children]

    def _sample_commands(self) -> Samples:
        commands = [
            self._programs.word(service, "sample", str(SAMPLE / service))
            # Addresses first: the stories that follow send letters.
            for service in reversed(SERVICES)
            if any((SAMPLE / service).glob("*"))
        ]
        return Samples(commands, self._root / "sample-loaded")
