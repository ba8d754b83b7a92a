"""`python -m shared.local run` starts the product on this machine, `reset` drops its data.

`backup` copies the data, whether it runs or not; `restore COPY` puts a copy back.
"""

import argparse
import shutil
import sys
from pathlib import Path

from shared.local.engines import EMBEDDED
from shared.local.keeping import back_up, restore
from shared.local.kinds import KINDS
from shared.local.only_one import only_one
from shared.local.problem import LocalProblem
from shared.local.supervisor import run

INSTALLED = ("engines", "tools")


def main(arguments: list[str]) -> int:
    """Do what the first argument says; return the exit code."""
    options = _options().parse_args(arguments)
    root = Path(options.root).resolve()
    try:
        _do(options, root)
    except LocalProblem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 2
    return 0


def _do(options: argparse.Namespace, root: Path) -> None:
    kind = KINDS[options.engines]
    if options.word == "run":
        run(root, options.port, kind=kind, with_sample=options.sample)
    elif options.word == "backup":
        back_up(root, options.into, kind)
    elif options.word == "restore" and options.copy is None:
        raise LocalProblem("--copy names the folder to put back.")
    elif options.word == "restore":
        restore(root, options.copy, kind, options=options.options)
    else:
        reset(root)


def reset(root: Path) -> None:
    """Drop all data, secrets and logs of the run in this directory; what is installed stays.

    Raises:
        LocalProblem: it is going on.
    """
    if not root.exists():
        print(f"There are no data in {root}.")
        return
    with only_one(root, "reset"):
        for path in set(root.iterdir()) - {root / name for name in INSTALLED}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not any(root.iterdir()):
            root.rmdir()
    print(f"Dropped the data in {root}.")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shared.local", description=__doc__)
    parser.add_argument("word", choices=["run", "reset", "backup", "restore"])
    parser.add_argument("--port", type=_port, default=8080, help="first of eight ports in a row")
    parser.add_argument(
        "--sample",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="load the sample data at the first start",
    )
    parser.add_argument(
        "--engines", choices=list(KINDS), default=EMBEDDED.name, help="what the data are kept in"
    )
    parser.add_argument("--into", type=Path, default=Path("backups"), help="where copies are kept")
    parser.add_argument("--copy", type=Path, help="the folder to put back")
    parser.add_argument("options", nargs="*", help="of `restore` of each service, after --")
    parser.add_argument("--root", default=".local", help="directory of data, secrets and logs")
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 1024 <= port <= 65528:
        raise argparse.ArgumentTypeError("choose a port from 1024 to 65528")
    return port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
