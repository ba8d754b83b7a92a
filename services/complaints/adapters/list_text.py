"""Lists as text: encodings, separators, records; one record in memory at a time."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from services.complaints.domain.catalogue.imports.sheet_rows import SheetRow
from services.complaints.ports.lists import ListFile, Sheet
from shared.errors import Malformed
from shared.words import N_

_PIECE = 1024 * 1024
_LOOKED_AT = 40
_LONGEST_CELL = 32 * 1024
_LONGEST_LINE = 1024 * 1024
_MOST_CELLS = 2_000
# One cell of text may hold as many separators as it has room for.
_MOST_SEPARATORS = _MOST_CELLS + _LONGEST_CELL
_TOO_WIDE = N_("第 %(line)s 行超过 2000 格，不像是收费目录清单")
_SEPARATORS = ",;\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16-le", "utf-16-be")
_NARROW = ("utf-8", "gb18030")


def open_text(path: Path, *, digest: str) -> ListFile:
    """Return a text file as one sheet.

    Raises:
        Malformed: it is no text in an encoding that is read, or it holds no table.
    """
    encoding = _encoding(path)
    separator = _separator(path, encoding)
    sheet = Sheet(name=path.name, rows=_rows(path, encoding, separator), tells_merged=False)
    remarks = _remarks(path)
    shown = encoding.removesuffix("-sig")
    return ListFile(
        kind="csv", digest=digest, sheets=iter([sheet]), encoding=shown, remarks=remarks
    )


def _remarks(path: Path) -> tuple[str, ...]:
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        return ()
    return (N_("文件名像工作簿，内容却是文本，已按文本读取"),)


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4096)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked:
        candidates: tuple[str, ...] = (marked,)
    else:
        candidates = _WIDE if b"\x00" in head else _NARROW
    found = next((name for name in candidates if _readable(path, name)), None)
    if found is None:
        raise Malformed(N_("看不懂文件的编码；请用表格软件打开，另存为 XLSX 或“CSV UTF-8”再导入"))
    return found


def _readable(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                text = decoder.decode(piece)
                if "\x00" in text or (encoding in _WIDE and "\ufffe" in text):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return encoding not in _WIDE or _looks_written(path, encoding)


def _looks_written(path: Path, encoding: str) -> bool:
    """Tell a text of two bytes a character from bytes in the other order: it has line ends."""
    with path.open(encoding=encoding, newline="") as file:
        head = file.read(2048)
    return "\n" in head or "\r" in head


def _separator(path: Path, encoding: str) -> str:
    return max(_SEPARATORS, key=lambda each: _evenness(path, encoding, each))


def _evenness(path: Path, encoding: str, separator: str) -> int:
    """Return how much of the first records is cut into equally many cells."""
    try:
        widths = [len(each) for each in islice(_records(path, encoding, separator), _LOOKED_AT)]
    except Malformed:
        return 0
    counted = Counter(each for each in widths if each > 1)
    return max((width * count for width, count in counted.items()), default=0)


def _records(path: Path, encoding: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(_lines(file, separator), delimiter=separator)
        try:
            for at, cells in enumerate(reader):
                if len(cells) > _MOST_CELLS:
                    raise Malformed(_TOO_WIDE, params={"line": reader.line_num})
                yield _unmarked(cells) if at == 0 else cells
        except csv.Error as problem:
            raise Malformed(
                N_("第 %(line)s 行读不通（多半是引号没有成对，或一格超过 32 KB），请改好再导入"),
                params={"line": reader.line_num},
            ) from problem


def _lines(file: TextIO, separator: str) -> Iterator[str]:
    """Yield the lines of a text; one that would become too many cells is refused uncut.

    Raises:
        Malformed: a line is longer, or has more separators, than any list has.
    """
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        endless = len(line) == _LONGEST_LINE and not line.endswith(("\n", "\r"))
        if endless or line.count(separator) > _MOST_SEPARATORS:
            raise Malformed(_TOO_WIDE, params={"line": number})
        yield line


def _unmarked(cells: list[str]) -> list[str]:
    """Return the first record without a mark of the encoding, which GB18030 can carry as well."""
    return [cells[0].removeprefix("\ufeff"), *cells[1:]] if cells else cells


def _rows(path: Path, encoding: str, separator: str) -> Iterator[SheetRow]:
    for number, cells in enumerate(_records(path, encoding, separator), start=1):
        texts = tuple(each.strip() for each in cells)
        formulas = frozenset(at for at, text in enumerate(texts) if text.startswith(("=", "@")))
        yield SheetRow(number=number, cells=texts, formulas=formulas)
