"""`python -m tests.bench [--engines real] [--only file,search]`: measure, print, keep as JSON.

Ends with 1 when a bar was missed, so that a pipeline sees it; the figures are kept all the same.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from shared.clock import utc_now
from shared.local.engines import EMBEDDED
from shared.local.kinds import KINDS
from shared.local.only_one import only_one
from shared.local.problem import LocalProblem
from tests.bench import (
    accept_messages,
    check_bills,
    check_lines,
    credit_http,
    credit_ledger,
    file_cases,
    find_new_case,
    search_cases,
    spike,
)
from tests.bench.figures import Figure
from tests.bench.machine import size
from tests.bench.report import markdown, missed
from tests.bench.setting import Bench, Setting

# 300,000 cases need more than the half gigabyte of a local run: bulk writes are refused with 429.
HEAP = "-Xmx1536m"


def check_lines_and_bills(setting: Setting) -> Iterator[Figure]:
    """Yield the charge check by itself, then over HTTP."""
    yield from check_lines.run(setting)
    yield from check_bills.run(setting)


ROOT = Path(__file__).parents[2] / ".local" / "bench"
BENCHES: Mapping[str, Bench] = {
    "file": file_cases.run,
    "searchable": find_new_case.run,
    "search": search_cases.run,
    "check": check_lines_and_bills,
    "gate": credit_http.run,
    "ledger": credit_ledger.run,
    "notify": accept_messages.run,
    "spike": spike.run,
}


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for; return the exit code."""
    options = _options().parse_args(arguments)
    os.environ.setdefault("ENGINE_JAVA_OPTIONS", HEAP)
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.default_int_handler)
    try:
        with only_one(ROOT, "make bench"):
            return _measured(options)
    except LocalProblem as problem:
        sys.stderr.write(f"\n{problem}\n")
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
    return 2


def _measured(options: argparse.Namespace) -> int:
    figures: list[Figure] = []
    about: dict[str, Any] = {
        "measured_at": f"{utc_now():%Y-%m-%d %H:%M} UTC",
        "engines": options.engines,
        "commit": _commit(),
        "pace": options.pace,
        "machine": size(),
        "load_before": os.getloadavg(),
    }
    for name in options.only:
        setting = Setting(kind=KINDS[options.engines], root=ROOT / "data", pace=options.pace)
        for figure in BENCHES[name](setting):
            figures.append(figure)
            about["load_after"] = os.getloadavg()
            sys.stderr.write(f"{figure.what}: {figure.values}; {figure.load}\n")
            _keep(figures, about)
    sys.stdout.write(f"{markdown(figures, about)}\n")
    return 1 if missed(figures) else 0


def _keep(figures: Sequence[Figure], about: Mapping[str, Any]) -> None:
    """Write all that is known, so that what was measured stays if a later bench fails."""
    kept = {**about, "figures": [figure.as_json() for figure in figures]}
    text = json.dumps(kept, ensure_ascii=False, indent=1, default=str)
    (ROOT / f"{about['engines']}.json").write_text(text, "utf-8")
    (ROOT / f"{about['engines']}.md").write_text(markdown(figures, about) + "\n", "utf-8")


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(command, cwd=ROOT.parents[1], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


class _OneLine(argparse.ArgumentParser):
    """Says what is wrong without the whole usage before it."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message}\n")


def _options() -> argparse.ArgumentParser:
    parser = _OneLine(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--engines", choices=list(KINDS), default=EMBEDDED.name)
    parser.add_argument("--only", type=_names, default=list(BENCHES), help=", ".join(BENCHES))
    parser.add_argument("--pace", type=_pace, default=1.0, help="0.1 for a quick look")
    return parser


def _names(text: str) -> list[str]:
    names = [name for name in text.split(",") if name] or list(BENCHES)
    if unknown := set(names) - set(BENCHES):
        named = ", ".join(sorted(unknown))
        raise argparse.ArgumentTypeError(
            f"no such bench: {named}; choose from {', '.join(BENCHES)}"
        )
    return names


def _pace(text: str) -> float:
    try:
        pace = float(text)
    except ValueError:
        pace = 0.0
    if not 0 < pace <= 1:
        raise argparse.ArgumentTypeError(f"{text} is no part of 1")
    return pace


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
