"""A list as CSV or XLSX, with headings the import reads again."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import xlsxwriter

from services.complaints.domain.catalogue.lists.charge_list import ChargeList

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BOM = "\ufeff"
HEADINGS = (
    "序号", "口岸", "收费主体", "统一社会信用代码", "收费项目", "子项", "服务内容", "收费标准",
    "计价单位", "收费依据", "定价形式", "执行日期", "备注",
)  # fmt: skip
Row = Mapping[str, Any]


def escaped(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    What begins with = + - @ or a control character gets an apostrophe before it (OWASP, CSV
    Injection); blanks before such a sign do not hide it.
    """
    return f"'{cell}" if cell.lstrip(" \u3000").startswith(_DANGEROUS) or _hidden(cell) else cell


def list_csv(charge_list: ChargeList, rows: Iterable[Row]) -> bytes:
    """Return the list as CSV, UTF-8 with a mark so that spreadsheets read it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows(_cells(charge_list, rows))
    return (_BOM + out.getvalue()).encode()


def list_xlsx(charge_list: ChargeList, rows: Iterable[Row]) -> bytes:
    """Return the list as a workbook of one sheet; every cell is a text."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("收费目录清单")
        for place, cells in enumerate([HEADINGS, *_cells(charge_list, rows)]):
            for column, cell in enumerate(cells):
                sheet.write_string(place, column, cell)
    return out.getvalue()


def _cells(charge_list: ChargeList, rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    body = charge_list.body
    begins = charge_list.terms.effective_from.isoformat() if charge_list.terms else ""
    for number, row in enumerate(rows, start=1):
        fields = row["fields"]
        cells = (
            str(number), charge_list.port, body.name, body.uscc or "", row["item"],
            fields.get("sub_item", ""), fields.get("service", ""), row["standard"], row["unit"],
            fields.get("basis", ""), fields.get("form", ""),
            row["effective_from"] or begins, fields.get("note", ""),
        )  # fmt: skip
        yield tuple(map(escaped, cells))


def _hidden(cell: str) -> bool:
    """Return whether full-width signs stand for = + - @, which some programs fold."""
    return cell.startswith(("＝", "＋", "－", "＠"))
