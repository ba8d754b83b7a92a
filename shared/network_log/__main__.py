"""`python -m shared.network_log WORD`: the network log of the entrance.

`keys` makes the pair, `receive` keeps what the ingress sends, `open` reads some days for a reason
that is kept, `openings` shows who did, `purge` deletes what is over six months old.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from shared.clock import utc_now
from shared.errors import AppError
from shared.network_log.opening import Asked, open_log, openings
from shared.network_log.sealed_log import SealedLog, purge
from shared.network_log.sealing_key import make_keys, read_key
from shared.network_log.syslog import receive

_WRONG = 2


def main(argv: Sequence[str]) -> int:
    """Do what the first word says; 1 where lines stayed closed, 2 where nothing was done."""
    options = _options().parse_args(argv)
    try:
        return _do(options)
    except AppError as problem:
        print(problem.detail % (problem.params or {}), file=sys.stderr)
    except FileExistsError as there:
        print(f"{there.filename} is there already; it is not written over.", file=sys.stderr)
    return _WRONG


def _do(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    if options.word == "keys":
        private, public = make_keys(folder)
        print(
            f"{public}: for who writes the log.\n{private}: take it away from there, to who opens."
        )
    elif options.word == "receive":
        receive(options.listen, SealedLog(folder, read_key(options.key)), now=utc_now)
    elif options.word == "open":
        return _open(options)
    elif options.word == "openings":
        for each in openings(folder):
            print(f"{each.at} {each.by} {each.since}..{each.until} {each.reason}")
    else:
        print(purge(folder, utc_now().date()))
    return 0


def _open(options: argparse.Namespace) -> int:
    asked = Asked(
        by=options.by,
        reason=options.reason,
        since=options.since,
        until=options.until,
        address=options.address,
    )
    found = open_log(options.folder, read_key(options.key), asked, now=utc_now())
    for line in found.lines:
        print(line)
    if found.closed:
        print(f"{found.closed} lines could not be opened with this key", file=sys.stderr)
    return 1 if found.closed else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m shared.network_log",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    words = parser.add_subparsers(dest="word", required=True)
    asked = {
        word: words.add_parser(word) for word in ("keys", "receive", "open", "openings", "purge")
    }
    for each in asked.values():
        each.add_argument("--folder", type=Path, required=True, help="where the log is")
    for word in ("receive", "open"):
        asked[word].add_argument(
            "--key", type=Path, required=True, help="the public or private key"
        )
    asked["receive"].add_argument("--listen", required=True, help="host:port, UDP")
    asked["open"].add_argument("--by", required=True, help="who opens it")
    asked["open"].add_argument("--reason", required=True, help="why, in words")
    asked["open"].add_argument("--since", type=date.fromisoformat, required=True, help="first day")
    asked["open"].add_argument("--until", type=date.fromisoformat, required=True, help="last day")
    asked["open"].add_argument("--address", default="", help="of this address alone")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
