"""Files to import, made for a test, and what the command says of them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import xlsxwriter

from services.complaints.commands import catalogue

HEAD = ["收费主体", "收费项目", "收费标准", "计价单位", "备注"]
ROW = ["某码头", "铅封费", "30", "元/箱", ""]


def csv_bytes(rows, *, encoding="utf-8", delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def written(folder: Path, content: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def workbook(folder: Path, fill, name: str = "list.xlsx") -> Path:
    """Write a workbook; `fill` is called with it."""
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        fill(book)
    return path


def simple_workbook(folder: Path, rows, name: str = "list.xlsx") -> Path:
    def fill(book):
        sheet = book.add_worksheet("目录")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)

    return workbook(folder, fill, name)


def imported(capfd, path: Path, *options: str) -> dict[str, Any]:
    """Return what a dry run answers; it must succeed."""
    code = catalogue.run(["import", str(path), "--dry-run", "--json", *options])
    out, err = capfd.readouterr()
    assert code == 0, err
    answer: dict[str, Any] = json.loads(out)
    assert answer["rows"] == answer["priced"] + answer["as_text"] + answer["refused"]
    assert len(answer["details"]) == answer["rows"]
    return answer


def refused(capfd, path: Path) -> str:
    """Return the reason of a refusal, which is also a problem as JSON."""
    code = catalogue.run(["import", str(path), "--dry-run", "--json"])
    out, err = capfd.readouterr()
    assert code == 2
    detail: str = json.loads(out)["detail"]
    assert detail in err
    return detail
