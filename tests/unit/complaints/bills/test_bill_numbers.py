"""The number of a bill is read from its head, with the day and who issued it."""

import pytest

from tests.unit.complaints.bills.bills import (
    FORWARDER,
    INVOICE,
    SETTLEMENT,
    pdf,
    read_file,
    read_text,
    workbook,
)

CHARGE = "\n过磅费：60.00元\n"
HEADED = [["账单编号", "HY-2026/0511", "", "开票日期：2026-05-11"], *FORWARDER[1:]]


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("账单号：HY20260511-03", "HY20260511-03"),
        ("费用结算单号 JS2605/0007", "JS2605/0007"),
        ("發票號碼：26372000000123456789", "26372000000123456789"),
        ("发票号码：ＡＢ１２３４", "AB1234"),
        ("Invoice No.: xgInv-77/a9", "xgInv-77/a9"),
        ("INVOICE NUMBER  0099812", "0099812"),
        ("Debit Note No.#DN-5521", "DN-5521"),
        ("B/L No. COSU6123456780", "COSU6123456780"),
        ("提单号：XA2605118 账单号：HY-901", "HY-901"),
        ("发票号码：123456 开票日期：2026-05-01", "123456"),
    ],
)
def test_a_number_is_read_under_any_of_its_names(head, number):
    read = read_text(f"{head}{CHARGE}")
    assert read["bill_no"] == number
    assert [line["item"] for line in read["lines"]] == ["过磅费"]
    assert any(read["bill_no"] in each for each in read["remarks"])


@pytest.mark.parametrize(
    "head",
    [
        "账单号：",
        "账单号：待定",
        "账单号 2026年5月1日",
        "Invoice No. 2026-05-01",
        "发票号 100.00",
        "Invoice Date: 2026-05-01",
        "mbl charge",
        "统一社会信用代码：91370687MA3C00001X",
    ],
)
def test_what_is_no_number_is_not_taken_for_one(head):
    assert read_text(f"{head}{CHARGE}")["bill_no"] is None


def test_a_charge_beside_a_number_stays_a_charge():
    read = read_text("提单号 ABC123 码头操作费 100.00\n")
    assert [line["amount"] for line in read["lines"]] == ["100.00"]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf", "text"])
def test_number_day_and_issuer_are_read_from_every_kind_of_bill(kind):
    lines = "\n".join(",".join(map(str, row)) for row in HEADED)
    read = {
        "xlsx": lambda: read_file(workbook(HEADED)),
        "csv": lambda: read_file(lines.encode("gb18030"), "bill.csv"),
        "pdf": lambda: read_file(pdf(INVOICE), "bill.pdf"),
        "text": lambda: read_text(INVOICE),
    }[kind]()
    table = ("HY-2026/0511", "2026-05-11", "汐岸国际货运代理有限公司")
    invoice = ("26372000000123456789", "2026-05-09", "青屿港国际集装箱码头有限公司")
    expected = table if kind in ("xlsx", "csv") else invoice
    assert (read["bill_no"], read["charged_on"], read["body"]) == expected


def test_a_bill_of_lading_stands_in_for_a_missing_number_and_is_said_so():
    read = read_file(workbook(FORWARDER))
    assert read["bill_no"] == "XA2605118"
    assert "抬头没有账单号，填了提单号“XA2605118”，请核对" in read["remarks"]
    assert read_text(SETTLEMENT)["bill_no"] is None
