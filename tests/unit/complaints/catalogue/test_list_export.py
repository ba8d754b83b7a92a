"""An exported list: no cell is a formula, and the import reads it again."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from services.complaints.adapters.list_export import HEADINGS, escaped, list_csv, list_xlsx
from services.complaints.adapters.list_files import open_list
from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.adapters.rule_files_imports import load_import_words
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.usecases.catalogue.read_list import HowToRead, ListReading
from tests.complaints import TERMINAL_NAME
from tests.unit.complaints.catalogue.charge_lists import a_list, a_row

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1")


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_begins_like_a_formula_is_escaped(cell):
    assert escaped(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "铅封费", "20尺34元/箱", "a=b", "1-3天免费"])
def test_other_cells_stay_as_they_are(cell):
    assert escaped(cell) == cell


def test_no_cell_of_a_table_is_a_formula():
    rows = [a_row(cell, standard=cell, fields={"service": cell, "note": cell}) for cell in FORMULAS]
    text = list_csv(a_list(), rows).decode("utf-8-sig")
    read = [cell for line in csv.reader(io.StringIO(text, newline="")) for cell in line]
    book = CalamineWorkbook.from_filelike(io.BytesIO(list_xlsx(a_list(), rows)))
    cells = [str(cell) for line in book.get_sheet_by_index(0).to_python() for cell in line]
    for found in (read, cells):
        assert sum(cell.startswith("'") for cell in found) == 4 * len(FORMULAS)
        assert not [cell for cell in found if cell.strip().startswith(("=", "+", "-", "@", "＝"))]


@pytest.mark.parametrize("make", [list_csv, list_xlsx])
def test_the_import_reads_an_exported_list_again(make, tmp_path):
    path = tmp_path / "list"
    path.write_bytes(make(a_list(), [a_row("铅封费")]))
    fees = FeeMatcher(names=load_fee_names())
    reading = ListReading(open_list(path), HowToRead(), load_import_words(), fees)
    [row] = reading.answers()
    assert (row["status"], row["item"], row["body"]) == ("priced", "铅封费", TERMINAL_NAME)
    assert len(HEADINGS) == len(set(HEADINGS))
