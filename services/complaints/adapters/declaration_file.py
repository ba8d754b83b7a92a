"""Reads a CSV of declarations line by line: UTF-8 with or without mark, else GB18030."""

import csv
from collections.abc import Iterator
from pathlib import Path

_LOOKED_AT = 1024 * 1024


def read_csv(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each line below the header with its number in the file, the header being 1.

    Raises:
        OSError: the file cannot be read.
        UnicodeDecodeError, csv.Error: it is no such text.
    """
    with path.open(encoding=_encoding(path), newline="") as file:
        reader = csv.DictReader(file, strict=True)
        for row in reader:
            yield (
                reader.line_num,
                {name: value or "" for name, value in row.items() if isinstance(name, str)},
            )


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        begin = file.read(_LOOKED_AT)
    try:
        begin.decode("utf-8")
    except UnicodeDecodeError as problem:
        # A character cut by the end of what was looked at says nothing.
        return "utf-8-sig" if problem.start > _LOOKED_AT - 4 else "gb18030"
    return "utf-8-sig"
