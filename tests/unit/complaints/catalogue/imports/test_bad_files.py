"""Files that are broken, hostile or not what they say: each has an answer that says what to do."""

import io
import json
import zipfile

import pytest

from services.complaints.adapters import list_files
from services.complaints.commands import catalogue
from tests.unit.complaints.catalogue.imports.files import (
    HEAD,
    ROW,
    csv_bytes,
    imported,
    refused,
    simple_workbook,
    workbook,
    written,
)

pytestmark = pytest.mark.slow

WORKBOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
 <sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"""
RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
 Target="worksheets/sheet1.xml"/></Relationships>"""
ROOT = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="xl/workbook.xml"/></Relationships>"""
SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def by_hand(folder, sheet: bytes, name="list.xlsx"):
    """Write a workbook part by part."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "list.csv", "空的"),
        (b"\xff\xfe\xfa\xff\xff", "list.csv", "编码"),
        ("收费项目,收费标准\n铅封费,30".encode() + b"\xff\xff\xff", "list.csv", "编码"),
        (b"\x00\x01\x02\x03" * 50, "list.csv", "编码"),
        (b"%PDF-1.7 ...", "list.csv", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "list.xlsx", "图片"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "list.xls", "网页"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>", "list.csv", "网页"),
        (b"PK\x03\x04 broken", "list.xlsx", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "list.xls", "损坏"),
        (b"\x1f\x8b\x08....", "list.csv.gz", "压缩包"),
        ("甲,乙,丙\n1,2,3\n".encode(), "list.csv", "没有认出表头"),
        (b"\n\n\n", "list.csv", "没有数据"),
        ("收费项目,收费标准\n".encode() + b"," * 5_000, "list.csv", "2000 格"),
        ("收费项目,收费标准\n".encode() + b"," * 2_000_000, "list.csv", "2000 格"),
        ("收费项目,收费标准\n".encode() + b"x" * 2_000_000, "list.csv", "2000 格"),
        ('收费项目,收费标准\n"铅封费,30\n'.encode() + b"x" * 40_000, "list.csv", "读不通"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(capfd, tmp_path, content, name, told):
    assert told in refused(capfd, written(tmp_path, content, name))


def test_an_archive_of_something_else_is_no_workbook(capfd, tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "不是 XLSX" in refused(capfd, written(tmp_path, out.getvalue(), "list.xlsx"))


def test_a_workbook_without_a_row_says_so(capfd, tmp_path):
    path = workbook(tmp_path, lambda book: book.add_worksheet("空白"))
    assert "没有数据" in refused(capfd, path)


def test_a_name_that_lies_is_told_and_the_content_is_read(capfd, tmp_path):
    text = written(tmp_path, csv_bytes([HEAD, ROW]), "list.xlsx")
    book = simple_workbook(tmp_path, [HEAD, ROW], "true.xlsx").rename(tmp_path / "book.csv")
    for path, told in ((text, "已按文本读取"), (book, "已按工作簿读取")):
        assert catalogue.run(["import", str(path), "--dry-run", "--json"]) == 0
        out, err = capfd.readouterr()
        assert json.loads(out)["priced"] == 1
        assert told in err


def test_a_bomb_is_not_unpacked(capfd, tmp_path):
    path = by_hand(tmp_path, SHEET.encode() + b" " * (300 * 1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    assert "大得不正常" in refused(capfd, path)


def test_a_bomb_that_lies_about_its_size_is_found(capfd, tmp_path):
    path = by_hand(tmp_path, SHEET.encode() + b" " * (50 * 1024 * 1024))
    true_size = len(SHEET) + 50 * 1024 * 1024
    content = path.read_bytes()
    lying = content.replace(true_size.to_bytes(4, "little"), (999).to_bytes(4, "little"))
    assert lying != content
    assert "损坏" in refused(capfd, written(tmp_path, lying, "lies.xlsx"))


def test_cells_that_lie_far_apart_are_not_spread_out_in_memory(capfd, tmp_path):
    cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    cells += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    assert "400 万格" in refused(capfd, by_hand(tmp_path, (SHEET + cells).encode()))


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='XFD1048576'><v>1</v></c>", '<c r="xfd1048576"><v>1</v></c>',
        '<c r = "XFD1048576"><v>1</v></c>', '<c t=">" r="XFD1048576"><v>1</v></c>',
        '<c r="&#88;FD1048576"><v>1</v></c>', f'<c t="{"n" * 300}" r="XFD1048576"><v>1</v></c>',
        f"{'<c/>' * 300}<c><v>1</v></c>",
    ],
)  # fmt: skip
def test_however_a_cell_is_written_it_is_not_spread_out(capfd, tmp_path, cell):
    cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    cells += f"<row r='1048576'>{cell}</row></sheetData></worksheet>"
    told = refused(capfd, by_hand(tmp_path, (SHEET + cells).encode()))
    assert "400 万格" in told or "损坏" in told


@pytest.mark.parametrize(("count", "told"), [(20_001, "合并的单元格太多"), (2_001, "损坏")])
def test_merged_cells_without_end_or_on_top_of_each_other_are_refused(capfd, tmp_path, count, told):
    merged = '<mergeCell ref="A1:B900"/>' * count
    cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    body = f"{SHEET}{cells}<mergeCells>{merged}</mergeCells></worksheet>"
    assert told in refused(capfd, by_hand(tmp_path, body.encode()))


def test_entities_are_not_expanded(capfd, tmp_path):
    bomb = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    bomb += "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 9)) + "]>"
    cells = '<sheetData><row r="1"><c r="A1" t="str"><v>&a8;</v></c></row></sheetData></worksheet>'
    body = SHEET.removeprefix('<?xml version="1.0"?>') + cells
    answer = refused(capfd, by_hand(tmp_path, (bomb + body).encode()))
    assert answer


def test_a_formula_is_never_computed_nor_believed(capfd, tmp_path):
    def fill(book):
        sheet = book.add_worksheet("目录")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["某码头", "铅封费", "", "元/箱"])
        sheet.write_formula(1, 2, "=20+10", None, 30)
        sheet.write_row(2, 0, ["某码头", "电放费", 50, "元/票"])

    answer = imported(capfd, workbook(tmp_path, fill))
    assert [each["status"] for each in answer["details"]] == ["as_text", "priced"]
    assert "公式" in answer["details"][0]["why"]
    rows = [HEAD, ["某码头", "铅封费", "=20+10", "元/箱", '=HYPERLINK("http://x")']]
    text = imported(capfd, written(tmp_path, csv_bytes(rows)))
    assert (text["as_text"], text["details"][0]["standard"]) == (1, "=20+10")
    assert text["details"][0]["fields"]["note"] == '=HYPERLINK("http://x")'


def test_a_file_above_the_limit_is_not_read(capfd, tmp_path, monkeypatch):
    monkeypatch.setattr(list_files, "MOST_BYTES", 100)
    path = written(tmp_path, csv_bytes([HEAD, *[ROW] * 20]))
    assert "64 MB" in refused(capfd, path)


def test_every_row_of_a_file_is_answered_whatever_it_holds(capfd, tmp_path):
    odd = [["", "", "", "", ""], ["x"] * 12, ["某码头", "铅封费"], ["\u200b", "费", "∞", "元/箱"],
           ["某码头", "铅封费", "9" * 300, "元/箱"]]  # fmt: skip
    answer = imported(capfd, written(tmp_path, csv_bytes([HEAD, *odd])))
    assert answer["rows"] == 4


def test_a_mark_of_the_encoding_is_no_part_of_the_heading(capfd, tmp_path):
    content = b"\x84\x31\x95\x33" + csv_bytes([HEAD[1:], ROW[1:]], encoding="gb18030")
    answer = imported(capfd, written(tmp_path, content))
    assert (answer["priced"], answer["columns"]["item"]) == (1, "收费项目")
