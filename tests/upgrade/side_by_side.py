"""Two releases of the product on the same engines, behind one sign-in.

The earlier one runs on the packages of today: its lock has the same versions of all it uses.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from shared.local.child import Child, stop_all, wait_until_ready
from shared.local.ports import LocalPorts
from shared.local.programs import SERVICES
from tests.chaos.fleet import CONTACTS, Fleet, Target
from tests.chaos.moved_clock import FOLDER
from tests.chaos.programs import ChaosPrograms
from tests.chaos.quiet import is_quiet
from tests.chaos.stores import opened

RELEASES = EARLIER, THIS = ("earlier", "this")
_START_SECONDS, _REST_SECONDS = 120.0, 90.0


@dataclass(frozen=True, kw_only=True)
class EarlierPrograms(ChaosPrograms):
    """The programs of the release in another folder."""

    tree: Path

    def _command(self, service: str, *words: str) -> list[str]:
        return ["env", f"--chdir={self.tree}", *super()._command(service, *words)]

    def _log(self, name: str) -> Path:
        return super()._log(f"earlier-{name}")


def roles_of(release: str, working: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield service and process of a release that works beside others.

    The clock of notify 0.1.0 gives up messages whose text only a later release has, so it is
    stopped first (docs/operations.md).
    """
    for service in SERVICES:
        if service == "notify" and release == EARLIER and len(working) > 1:
            yield from ((service, "consume"), (service, "relay"))
        else:
            yield service, "work"


class SideBySide(Fleet):
    """Pages of both releases; the other processes of either, or of both, while a block runs."""

    def __init__(self, root: Path, tree: Path) -> None:
        """Keep data and logs in `root`; the earlier release is in `tree`."""
        super().__init__(root, roles={})
        here, others = self.programs, LocalPorts.unused()
        self._of = {
            THIS: here,
            EARLIER: EarlierPrograms(
                root=root,
                ports=replace(here.ports, **{each: getattr(others, each) for each in SERVICES}),
                addresses=here.addresses,
                secrets=here.secrets,
                clock={**here.clock, "PYTHONPATH": f"{tree}:{FOLDER}"},
                tree=tree,
            ),
        }

    def start(self) -> None:
        """Start the earlier release, then set this one up beside it and start its pages."""
        shared = [self.programs.mail(), self.programs.gateway()]
        self._begin(Target(name=child.name, child=child) for child in shared)
        self.engines.start()
        self._raise(EARLIER)
        self._finish([self._of[EARLIER].word("notify", "sample", str(CONTACTS))])
        self._raise(THIS)
        wait_until_ready(shared, seconds=_START_SECONDS)

    def at(self, release: str, service: str) -> str:
        """Return the address of a service of a release."""
        return self._of[release].ready_at(service).removesuffix("/readyz")

    def run(self, release: str, service: str, *words: str) -> Child:
        """Run a command of a release to its end."""
        child = self._of[release].word(service, *words)
        child.start()
        assert child.wait(_START_SECONDS), f"{release} {service} {words} does not end"
        return child

    @contextmanager
    def working(self, *releases: str) -> Iterator[None]:
        """Let these releases send, read and do what is due; at the end all has come to rest."""
        children: list[Child] = []
        try:
            for release in releases:
                begun = [self._of[release].role(*each) for each in roles_of(release, releases)]
                children += begun
                for child in begun:
                    child.start()
                wait_until_ready(begun, seconds=_START_SECONDS)
            yield
            self._rest(children)
        finally:
            stop_all(children)

    def logged(self) -> list[str]:
        """Return every line of either release that has a traceback."""
        lines = (
            f"{log.name}: {line}"
            for log in sorted((self.root / "logs").glob("*.log"))
            for line in log.read_text("utf-8", "replace").splitlines()
        )
        return [line for line in lines if '"exception": ' in line]

    def _raise(self, release: str) -> None:
        programs = self._of[release]
        self._finish([programs.word(name, "setup") for name in SERVICES])
        serving = [
            Target(name=f"{release} {name}", child=programs.serve(name)) for name in SERVICES
        ]
        self._begin(serving)
        wait_until_ready([each.child for each in serving], seconds=_START_SECONDS)

    def _rest(self, children: Sequence[Child]) -> None:
        if self._comes_to_rest(children):
            return
        # The embedded broker may give partitions to nobody when members come and go
        # (docs/chaos.md); starting it again helps.
        self.engines.broker.stop()
        self.engines.broker.start()
        self.engines.broker.wait()
        rests = self._comes_to_rest(children)
        assert rests, "events or messages wait, or the index is behind"

    def _comes_to_rest(self, children: Sequence[Child]) -> bool:
        limit = time.monotonic() + _REST_SECONDS
        with opened(self) as stores:
            while time.monotonic() < limit:
                ended = [child.name for child in children if not child.is_running]
                assert not ended, f"{ended} ended"
                if is_quiet(stores):
                    return True
                time.sleep(0.5)
        return False
