import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from shared.errors import AppError, Invalid, Malformed, TooLarge
from tests.unit.complaints.bills.bills import INVOICE, pdf, read_file, read_text, workbook

CHARGE = "码头操作费 箱 2 500.00 1000.00"
SIGNS = "码头操作费合计小箱票元¥$%*×x=:：|、.,-0123456789 \n\t日期年月40HQ(（）)"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=200)


def protected() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(INVOICE))))
    writer.encrypt("geheim")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def blank() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 300_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name"), [(blank(), "scan.pdf"), (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "x.png")]
)
def test_a_scan_is_told_apart_and_left_to_the_person(content, name):
    read = read_file(content, name)
    assert (read["kind"], read["lines"]) == ("scan", [])
    assert "扫描件" in read["remarks"][0]


@pytest.mark.parametrize(
    ("content", "name", "error", "word"),
    [
        (protected, "x.pdf", Malformed, "密码"),
        (lambda: pdf(INVOICE)[:900], "x.pdf", Malformed, "损坏"),
        (bytes, "x.csv", Malformed, "空"),
        (lambda: b"0" * (5 * 1024 * 1024 + 1), "x.csv", TooLarge, "5 MB"),
        (lambda: b"PK\x03\x04" + b"x" * 90, "x.xlsx", Malformed, "损坏"),
        (bomb, "x.xlsx", TooLarge, "大得不正常"),
    ],
    ids=["password", "cut", "empty", "huge", "no archive", "bomb"],
)
def test_a_file_that_cannot_be_read_says_why(content, name, error, word):
    with pytest.raises(error, match=word):
        read_file(content(), name)


def test_an_empty_text_is_refused():
    with pytest.raises(Invalid):
        read_text(" \n ")


def test_a_bill_of_very_many_lines_is_read_to_the_limit_and_says_so():
    content = ("费用名称,金额\n" + "码头操作费,10\n" * 100_000).encode()
    read = read_file(content, "long.csv")
    assert len(read["lines"]) == 200
    assert any("超过 200 行" in each for each in read["remarks"])


def test_a_formula_of_a_text_is_never_computed():
    content = "费用名称,金额\n码头操作费,=2*500\n".encode("gb18030")
    [line] = read_file(content, "x.csv")["lines"]
    assert (line["amount"], line["unread"][0]["why"]) == (None, "是公式，不计算")


def test_the_amount_a_workbook_keeps_beside_a_formula_is_read_with_a_word():
    content = workbook([["费用名称", "金额"], ["码头操作费", 0]], B2=("=2*500", 1000))
    [line] = read_file(content)["lines"]
    assert line["amount"] == "1000"
    assert "由公式得出" in line["unread"][0]["why"]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_an_error_and_drops_no_line(text):
    if not text.strip():
        return
    read = read_text(text)
    for line in read["lines"]:
        assert line["source"]["row"] >= 1
        assert line["amount"] is None or float(line["amount"]) >= 0
    assert read["kind"] == "text"


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(content):
    try:
        read = read_file(content, "x")
    except AppError:
        return
    assert set(read) >= {"kind", "lines", "remarks"}


def test_a_plain_line_is_read():
    [line] = read_text(CHARGE)["lines"]
    assert (line["quantity"], line["unit_price"], line["amount"]) == ("2", "500.00", "1000.00")
