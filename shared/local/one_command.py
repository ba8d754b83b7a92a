"""One command of a service, with the settings and the data of the run that is going on."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from shared.local.engines import EngineKind
from shared.local.keeping import programs_of
from shared.local.only_one import is_held_by
from shared.local.problem import LocalProblem
from shared.local.programs import SERVICES


def run_command(root: Path, words: Sequence[str], kind: EngineKind) -> int:
    """Run e.g. `credit verify` here and now; return its exit code.

    Raises:
        LocalProblem: no service is named, or nothing is going on.
    """
    service, *rest = words or [""]
    if service not in SERVICES or not rest:
        known = ", ".join(SERVICES)
        raise LocalProblem(f'Name a service and its command, e.g. "credit verify" ({known}).')
    url = is_held_by(root)
    if not url:
        raise LocalProblem(f"Nothing is going on with the data in {root}: `make run` first.")
    with programs_of(url, root, kind) as programs:
        command, environment = programs.here(service, *rest)
        return subprocess.run(command, env=environment, check=False).returncode
