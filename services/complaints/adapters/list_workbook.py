"""Lists as workbooks, read with calamine; formulas are never computed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from services.complaints.adapters.list_archive import Formulas, looked_through
from services.complaints.domain.catalogue.imports.sheet_rows import SheetRow
from services.complaints.ports.lists import ListFile, Sheet
from shared.errors import Malformed, TooLarge
from shared.words import N_

_MOST_CELLS = 4_000_000
_BROKEN = N_("工作簿已损坏或不是 XLSX、XLS；请用表格软件打开，另存为 XLSX 再导入")
_MOST_MERGED = 20_000
_MOST_OPEN = 2_000
Place = tuple[int, int]


def open_workbook(path: Path, *, digest: str, is_zip: bool) -> ListFile:
    """Return the worksheets of a workbook.

    Raises:
        Malformed: it cannot be read, or has a password.
        TooLarge: it would take more memory than a list of charges can need.
    """
    formulas = looked_through(path) if is_zip else {}
    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError as problem:
        raise Malformed(N_("工作簿有密码；请去掉密码再导入")) from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise Malformed(_BROKEN) from problem
    kind = "xlsx" if is_zip else "xls"
    right = path.suffix.lower() in (".xlsx", ".xls", ".xlsm", ".et")
    remarks = () if right else (N_("文件名像文本，内容却是工作簿，已按工作簿读取"),)
    return ListFile(kind=kind, digest=digest, sheets=_sheets(book, formulas), remarks=remarks)


def _sheets(book: CalamineWorkbook, formulas: Mapping[str, Formulas]) -> Iterator[Sheet]:
    with book:
        for name in book.sheet_names:
            sheet = _sheet(book, name)
            if sheet is not None:
                rows = _rows(sheet, formulas.get(name, {}))
                yield Sheet(name=name, rows=rows, tells_merged=bool(sheet.merged_cell_ranges))


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet | None:
    """Return a worksheet; None for a sheet of charts or macros."""
    try:
        sheet = book.get_sheet_by_name(name)
    except PasswordError as problem:
        raise Malformed(N_("工作簿有密码；请去掉密码再导入")) from problem
    except (CalamineError, ValueError) as problem:
        raise Malformed(_BROKEN) from problem
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise TooLarge(N_("工作表太大（超过 400 万格），请删去表格以外的内容或分成几个文件"))
    return sheet


def _rows(sheet: CalamineSheet, formulas: Formulas) -> Iterator[SheetRow]:
    merged = _Merged(sheet.merged_cell_ranges or [])
    start = sheet.start
    if start is None:
        return
    for at, values in enumerate(sheet.iter_rows()):
        texts = [_text(each) for each in values]
        filled = merged.fill(at, texts)
        yield SheetRow(
            number=at + 1,
            cells=tuple(texts),
            merged=filled,
            formulas=frozenset(formulas.get(at + 1, ())),
            dates=frozenset(i for i, each in enumerate(values) if isinstance(each, date)),
        )


class _Merged:
    """Writes the text of a merged cell into all the cells it covers."""

    def __init__(self, ranges: Sequence[tuple[Place, Place]]) -> None:
        if len(ranges) > _MOST_MERGED:
            raise TooLarge(N_("工作表里合并的单元格太多（超过 2 万处），请取消合并再导入"))
        self._waiting = sorted(ranges, reverse=True)
        self._open: list[tuple[tuple[Place, Place], str]] = []

    def fill(self, row: int, texts: list[str]) -> frozenset[int]:
        """Fill the cells of a row; return the columns filled."""
        self._open = [each for each in self._open if each[0][1][0] >= row]
        while self._waiting and self._waiting[-1][0][0] <= row:
            place = self._waiting.pop()
            column = place[0][1]
            self._open.append((place, texts[column] if column < len(texts) else ""))
        if len(self._open) > _MOST_OPEN:  # no more cells than columns can be open in one row
            raise Malformed(_BROKEN)
        return frozenset(
            at for place, text in self._open for at in _filled(place, text, row, texts)
        )


def _filled(place: tuple[Place, Place], text: str, row: int, texts: list[str]) -> Iterator[int]:
    (top, left), (_, right) = place
    for at in range(left, min(right + 1, len(texts))):
        if (row, at) != (top, left) and text and not texts[at]:
            texts[at] = text
            yield at


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.12g}" if abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value).strip()
