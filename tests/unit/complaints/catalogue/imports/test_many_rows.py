"""A list of many rows is streamed, in little memory; `make test-large` reads 100,000 of them."""

import json
import os
import subprocess
import sys

import pytest
import xlsxwriter

from tests.unit.complaints.catalogue.imports.files import HEAD

pytestmark = pytest.mark.slow

ROWS = int(os.environ.get("MANY_ROWS") or 10_000)
MOST_MEGABYTES = 300
# The kernel's own peak of this process; ru_maxrss would be that of the process it came from.
MEASURED = """
import sys
from pathlib import Path
from services.complaints.commands import catalogue
code = catalogue.run(["import", sys.argv[1], "--dry-run", "--json"])
status = Path("/proc/self/status").read_text()
peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
sys.stderr.write(f"peak {peak}\\n")
sys.exit(code)
"""


def row(number):
    price = f"20尺{number % 500}元/箱，40尺{number % 900}元/箱" if number % 3 else number % 400
    return [
        f"第{number % 50}码头有限公司",
        f"收费项目{number % 3000}",
        price,
        "元/箱",
        f"备注 {number}",
    ]


def as_text(path):
    with path.open("w", encoding="gb18030") as file:
        for cells in (HEAD, *map(row, range(ROWS))):
            file.write(",".join(map(str, cells)) + "\n")


def as_workbook(path):
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("目录")
        for at, cells in enumerate((HEAD, *map(row, range(ROWS)))):
            sheet.write_row(at, 0, cells)


@pytest.mark.parametrize(("name", "write"), [("a.csv", as_text), ("a.xlsx", as_workbook)])
def test_many_rows_take_little_memory(tmp_path, name, write):
    path, out = tmp_path / name, tmp_path / "out.json"
    write(path)
    with out.open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, path],
            stdout=file,
            stderr=subprocess.PIPE,
            timeout=900,
            check=True,
        )
    said = done.stderr.decode()
    peak = int(said.rpartition("peak ")[2])
    answer = json.loads(out.read_bytes())
    assert (answer["rows"], len(answer["details"])) == (ROWS, ROWS)
    assert answer["priced"] == ROWS
    assert f"已读 {ROWS} 行" in said
    assert peak < MOST_MEGABYTES, f"{peak} MB"
