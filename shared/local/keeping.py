"""Copies of a local run's data: taken while it runs or not, put back while it does not.

The secrets stay in `secrets.env`, which no copy holds: it is to be kept apart from the copies.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from shared.local.child import Child
from shared.local.engines import EngineKind, Engines
from shared.local.only_one import is_held_by, only_one
from shared.local.ports import LocalPorts
from shared.local.problem import LocalProblem
from shared.local.programs import Programs
from shared.local.secret_file import load_secrets

# Nobody is newer than the service whose events it follows.
ORDER = ("notify", "credit", "complaints")
SECRETS, PARTIAL = "secrets.env", ".partial"
_SECONDS = 4 * 3600.0


def back_up(root: Path, into: Path, kind: EngineKind) -> None:
    """Copy the data of all services into a new folder below `into`.

    Raises:
        LocalProblem: something is in the way, or a copy failed.
    """
    if not (root / SECRETS).exists():
        raise LocalProblem(f"There are no data in {root}.")
    whole = into.resolve() / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    folder = whole.with_name(whole.name + PARTIAL)
    _make(whole.parent)
    url = is_held_by(root)
    with programs_of(url, root, kind) if url else _own_engines(root, kind) as programs:
        for service in ORDER:
            _run(programs.word(service, "backup", str(folder)))
    folder.rename(whole)
    print(f"Whole: {whole}\nIt cannot be read without {root / SECRETS}: keep that apart from it.")


def restore(root: Path, source: Path, kind: EngineKind, *, options: Sequence[str] = ()) -> None:
    """Put the copies of all services back; nothing may run.

    Raises:
        LocalProblem: something is in the way, or the data do not compare with their copies.
    """
    copies = {service: _copy_of(source.resolve(), service) for service in ORDER}
    if not (root / SECRETS).exists() and not any("--without" in each for each in options):
        raise LocalProblem(
            f"{root / SECRETS} is missing: put the file back that belongs to these copies. Without"
            " its keys what is sealed stays closed for good."
        )
    with _own_engines(root, kind) as them:
        for service in ORDER:
            _run(them.word(service, "restore", str(copies[service]), *options))
        (root / "sample-loaded").touch()
    print("Put back. `make run` goes on from there.")


@contextmanager
def programs_of(url: str, root: Path, kind: EngineKind) -> Iterator[Programs]:
    """Give the programs of the run that is going on at an address.

    Raises:
        LocalProblem: it is no run of the product that holds the directory.
    """
    port = urlsplit(url).port
    if port is None:
        raise LocalProblem(f"{root} is held by: {url}. Try again when that is done.")
    _, programs = _made(root, LocalPorts.from_first(port), kind)
    yield programs


@contextmanager
def _own_engines(root: Path, kind: EngineKind) -> Iterator[Programs]:
    """Start the engines for as long as the programs are needed."""
    with only_one(root, "backup or restore"):
        engines, programs = _made(root, LocalPorts.unused(), kind)
        engines.start()
        try:
            yield programs
        finally:
            engines.stop()


def _made(root: Path, ports: LocalPorts, kind: EngineKind) -> tuple[Engines, Programs]:
    engines = Engines(
        root, documents=ports.documents, broker_port=ports.broker, search=ports.search, kind=kind
    )
    secrets = load_secrets(root / SECRETS)
    return engines, Programs(root=root, ports=ports, addresses=engines.addresses, secrets=secrets)


def _run(command: Child) -> None:
    begun = command.log.stat().st_size if command.log.exists() else 0
    command.start()
    if not command.wait(_SECONDS) or command.exit_code:
        raise LocalProblem(f"{command.name} failed:\n{command.last_lines(40)}")
    with command.log.open("rb") as log:
        log.seek(begun)
        shutil.copyfileobj(log, sys.stdout.buffer)
    sys.stdout.flush()


def _make(parent: Path) -> None:
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=parent, prefix=".writable-"):
            pass
    except OSError as error:
        why = error.strerror or error
        raise LocalProblem(
            f"No copy can be kept in {parent}: {why}. INTO= names a folder."
        ) from error


def _copy_of(source: Path, service: str) -> Path:
    if not source.is_dir():
        raise LocalProblem(f"There is no folder {source}. FROM= names one that `make backup` made.")
    found = sorted(each for each in source.glob(f"{service}-*") if each.suffix != PARTIAL)
    if len(found) != 1:
        raise LocalProblem(
            f"{source} holds {len(found)} copies of {service}, not one."
            " FROM= names a folder that `make backup` made."
        )
    return found[0]
