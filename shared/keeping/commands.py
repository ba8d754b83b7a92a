"""What a person types to copy a service's data and to put a copy back."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path

from shared.keeping.copy import copy_into
from shared.keeping.keeping import Check, Keeping
from shared.keeping.manifest import Manifest
from shared.keeping.put_back import put_back


def backup(keeping: Keeping, arguments: Sequence[str], *, release: str) -> int:
    """Copy the data into a new folder of DIR: `backup DIR`."""
    parser = ArgumentParser(prog=f"python -m services.{keeping.service} backup")
    parser.add_argument("dir", type=Path, metavar="DIR", help="where copies are kept")
    asked = parser.parse_args(list(arguments))
    folder, manifest = copy_into(asked.dir, keeping, release=release)
    sys.stdout.write(f"{_copied(manifest)}{folder.name}\n")
    return 0


def restore(keeping: Keeping, arguments: Sequence[str]) -> int:
    """Put a copy back: `restore COPY [options]`; 1 where it does not compare."""
    parser = ArgumentParser(prog=f"python -m services.{keeping.service} restore")
    parser.add_argument("copy", type=Path, metavar="COPY", help="a folder that `backup` made")
    parser.add_argument("--replace", action="store_true", help="drop what the database holds")
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=sorted(keeping.keys),
        help="go on without this key; what it sealed stays closed",
    )
    parser.add_argument(
        "--void",
        type=int,
        default=0,
        metavar="N",
        help="pass over the next N numbers of each book: they may be given out and known outside",
    )
    asked = parser.parse_args(list(arguments))
    checks = put_back(
        asked.copy, keeping, replace=asked.replace, without=asked.without, void=asked.void
    )
    sys.stdout.write(_compared(checks))
    return 0 if all(check.holds for check in checks) else 1


def _copied(manifest: Manifest) -> str:
    rows = [(each.name, str(each.documents), f"{each.bytes:,}") for each in manifest.tables]
    rows += [(name, value, "") for name, value in manifest.facts.items()]
    return _table((manifest.service, "documents", "bytes"), rows)


def _compared(checks: Iterable[Check]) -> str:
    rows = [(c.what, c.expected, c.found, "ok" if c.holds else "DIFFERENT") for c in checks]
    return _table(("restored", "copy", "now", ""), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )
