"""Looks through the archive of a workbook before it is opened: bombs, stray cells, formulas."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from shared.errors import Malformed, TooLarge
from shared.words import N_

Formulas = Mapping[int, set[int]]
"""Rows, from 1, with the columns, from 0, whose cells are formulas."""

_MOST_FILES = 2_000
_MOST_UNPACKED = 400 * 1024 * 1024
_MOST_TIMES = 200
_SMALL = 1024 * 1024
_MOST_CELLS = 4_000_000
_MOST_FORMULAS = 200_000
_PIECE = 512 * 1024
_LONGEST_TAG = 4096
_ATTRIBUTES = rb"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*"""
_TAG = re.compile(
    rb"<(?:[\w.-]+:)?(?:(row)|c)(?=[\s/>])"
    rb"(?:(" + _ATTRIBUTES + rb")\s*(?:/>|>(\s*<(?:[\w.-]+:)?f\b)?))?"
)
_ONE = re.compile(rb"""\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PLACE = re.compile(rb"\s*([A-Za-z]{0,3})(\d{1,7})\s*")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_BOMB = N_("工作簿解开后大得不正常，不读取；请用表格软件打开，另存为 XLSX 再导入")
_NOT_XLSX = N_("这个压缩包不是 XLSX 工作簿；请上传 XLSX、XLS 或 CSV")
_BROKEN = N_("工作簿已损坏；请用表格软件打开，另存为 XLSX 再导入")


def looked_through(path: Path) -> Mapping[str, Formulas]:
    """Return the formulas of each worksheet by its name.

    Every part is unpacked piece by piece and counted, so that what an archive says of its own
    size is not believed.

    Raises:
        Malformed: it is no workbook, or broken.
        TooLarge: it unpacks to far more than it should, or its cells lie far apart.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(archive, path.stat().st_size)
            names = _sheet_names(archive)
            return {name: _formulas(archive, part) for name, part in names.items()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as problem:
        raise Malformed(_BROKEN) from problem


def _check_size(archive: zipfile.ZipFile, packed: int) -> None:
    if "xl/workbook.xml" not in archive.namelist():
        raise Malformed(_NOT_XLSX)
    if len(archive.infolist()) > _MOST_FILES:
        raise TooLarge(_BOMB)
    unpacked = 0
    for part in archive.infolist():
        for piece in _pieces(archive, part.filename):
            unpacked += len(piece)
            if unpacked > _MOST_UNPACKED or unpacked > max(_SMALL, packed) * _MOST_TIMES:
                raise TooLarge(_BOMB)


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            yield piece


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the parts of the worksheets by their names."""
    rels = "xl/_rels/workbook.xml.rels"
    if rels not in archive.namelist():
        raise Malformed(_BROKEN)
    targets = {
        _attribute(each, b"Id"): _attribute(each, b"Target")
        for each in _RELATION.findall(archive.read(rels))
    }
    found = {}
    for each in _SHEET.findall(archive.read("xl/workbook.xml")):
        target = targets.get(_attribute(each, rb"\w+:id"), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.namelist():
            found[_unescaped(_attribute(each, b"name"))] = part
    return found


def _attribute(tag: bytes, name: bytes) -> str:
    met = re.search(rb"\s" + name + rb"""=["']([^"']*)["']""", tag)
    return met.group(1).decode("utf-8", "replace") if met else ""


def _unescaped(text: str) -> str:
    for code, each in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ):
        text = text.replace(code, each)
    return text


def _formulas(archive: zipfile.ZipFile, part: str) -> Formulas:
    """Return where the formulas of a worksheet are.

    Raises:
        Malformed: the place of a cell cannot be told, however the tag is written.
        TooLarge: the cells lie far apart.
    """
    found: dict[int, set[int]] = {}
    widest = lowest = row = column = count = 0
    for met in _tags(archive, part):
        is_row, attributes, formula = met.groups()
        letters, number = _place(attributes)
        if is_row:
            row, column = number or row + 1, 0
        else:
            row = number or row
            column = _column(letters) + 1 if letters else column + 1
        widest, lowest = max(widest, column), max(lowest, row)
        if widest * lowest > _MOST_CELLS:
            raise TooLarge(N_("工作表太大（超过 400 万格），请删去表格以外的内容或分成几个文件"))
        if formula and count < _MOST_FORMULAS:
            found.setdefault(row, set()).add(column - 1)
            count += 1
    return found


def _tags(archive: zipfile.ZipFile, part: str) -> Iterator[re.Match[bytes]]:
    """Yield the rows and cells of a worksheet, each once."""
    before = b""
    for piece in _pieces(archive, part):
        text = before + piece
        end = len(text) - _LONGEST_TAG
        yield from (met for met in _TAG.finditer(text) if met.start() < end)
        before = text[max(0, end) :]
    yield from _TAG.finditer(before)


def _place(attributes: bytes | None) -> tuple[bytes, int]:
    """Return the letters and the number a row or cell says of its place; empty for nothing."""
    if attributes is None:
        raise Malformed(_BROKEN)
    told = [one or other for name, one, other in _ONE.findall(attributes) if name == b"r"]
    if not told:
        return b"", 0
    met = _PLACE.fullmatch(told[0])
    if met is None or len(told) > 1:
        raise Malformed(_BROKEN)
    return met.group(1).upper(), int(met.group(2))


def _column(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number - 1
