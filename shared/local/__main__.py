"""`python -m shared.local run` starts the product on this machine, `reset` drops its data.

`do -- credit verify` runs a command of a service on the data of the run that is going on. `backup`
copies the data, whether it runs or not; `restore --copy COPY` puts a copy back.
"""

import argparse
import shutil
import sys
from pathlib import Path

from shared.local.engines import EMBEDDED
from shared.local.keeping import back_up, restore
from shared.local.kinds import KINDS
from shared.local.one_command import run_command
from shared.local.only_one import only_one
from shared.local.problem import LocalProblem
from shared.local.supervisor import run

INSTALLED = ("engines", "tools")


def main(arguments: list[str]) -> int:
    """Do what the first argument says; return the exit code."""
    own, passed_on = _parted(arguments)
    options = _options().parse_args(own)
    options.options = passed_on
    root = Path(options.root).resolve()
    try:
        return _do(options, root)
    except LocalProblem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 2


def _do(options: argparse.Namespace, root: Path) -> int:
    kind = KINDS[options.engines]
    if options.word == "do":
        return run_command(root, options.options, kind)
    if options.word == "run":
        run(root, options.port, kind=kind, with_sample=options.sample)
    elif options.word == "backup":
        back_up(root, options.into, kind)
    elif options.word == "restore" and options.copy is None:
        raise LocalProblem("FROM= (--copy) names the copy to put back, a folder of backups/.")
    elif options.word == "restore":
        restore(root, options.copy, kind, options=options.options)
    else:
        reset(root)
    return 0


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


def _parted(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Return what is said to this program, and what after `--` is passed on to a service."""
    place = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:place], arguments[place + 1 :]


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m shared.local",
        description=__doc__,
        epilog="What stands after -- is passed on: options of `restore`, the command of `do`.",
    )
    parser.add_argument("word", choices=["run", "do", "reset", "backup", "restore"])
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
    parser.add_argument("--root", default=".local", help="directory of data, secrets and logs")
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 1024 <= port <= 65528:
        raise argparse.ArgumentTypeError("choose a port from 1024 to 65528")
    return port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
