from tests.unit.complaints.bills.bills import (
    FORWARDER,
    INVOICE,
    SETTLEMENT,
    pdf,
    read_file,
    read_text,
    workbook,
)


def told(line, *keys):
    return tuple(line[key] for key in keys)


def test_a_forwarders_workbook_is_read_line_by_line():
    read = read_file(workbook(FORWARDER))
    assert read["kind"] == "xlsx"
    keys = ("item", "container", "quantity", "unit", "unit_price", "amount")
    assert [told(line, *keys) for line in read["lines"]] == [
        ("码头操作费THC", "40", "2", "box", "950", "1900"),
        ("文件费", None, "1", "ticket", "500", "500.00"),
        ("海运费", "40", "2", "box", None, None),
        ("铅封费", None, "2", "piece", "50", "100"),
    ]
    assert read["total"] == "2500"
    assert read["sum"] == "2500.00"


def test_each_line_says_where_it_stands_and_takes_day_and_body_from_the_head():
    read = read_file(workbook(FORWARDER))
    assert [line["source"]["row"] for line in read["lines"]] == [4, 5, 6, 7]
    assert {line["charged_on"] for line in read["lines"]} == {"2026-05-06"}
    assert {line["body"] for line in read["lines"]} == {"汐岸国际货运代理有限公司"}
    assert any("抬头的日期" in each for each in read["remarks"])
    assert any("抬头“汐岸国际货运代理有限公司”" in each for each in read["remarks"])


def test_foreign_money_is_left_empty_and_said():
    [line] = [each for each in read_file(workbook(FORWARDER))["lines"] if each["item"] == "海运费"]
    assert {each["key"] for each in line["unread"]} == {"amount", "unit_price"}
    assert {each["why"] for each in line["unread"]} == {"不是人民币金额"}


def test_what_is_no_charge_is_shown_with_the_reason():
    left = read_file(workbook(FORWARDER))["left_out"]
    assert [(each["source"]["row"], each["why"]) for each in left] == [
        (8, "小计，没有当作收费"),
        (10, "没有金额，没有当作收费"),
    ]


def test_a_terminals_settlement_is_read_from_text():
    read = read_text(SETTLEMENT)
    keys = ("item", "container", "quantity", "unit_price", "amount")
    assert [told(line, *keys) for line in read["lines"]] == [
        ("港口作业包干费(外贸)", "20", "3", "480.00", "1440.00"),
        ("港口作业包干费(外贸)", "40", "2", "720.00", "1440.00"),
        ("堆存费", "40", "2", "15.00", "30.00"),
        ("冷藏箱制冷费", None, "2", "75", "150"),
        ("吊装移位费", "40", "2", None, "700.00"),
        ("过磅费", None, None, None, "60.00"),
    ]
    assert (read["total"], read["sum"]) == ("3820.00", "3820.00")
    assert {line["charged_on"] for line in read["lines"]} == {"2026-05-08"}


def test_the_amount_of_a_tax_invoice_is_with_tax_and_says_so():
    read = read_text(INVOICE)
    assert [told(line, "item", "unit", "quantity", "amount") for line in read["lines"]] == [
        ("码头操作费", "box", "2", "1000.00"),
        ("查验服务费", "call", "1", "300.00"),
    ]
    assert "943.40 + 税额 56.60" in read["lines"][0]["note"]
    assert (read["total"], read["sum"]) == ("1300.00", "1300.00")
    assert {line["body"] for line in read["lines"]} == {"青屿港国际集装箱码头有限公司"}


def test_a_pdf_with_text_is_read_as_its_text():
    read = read_file(pdf(INVOICE), "invoice.pdf")
    assert read["kind"] == "pdf"
    assert [told(line, "item", "amount") for line in read["lines"]] == [
        ("码头操作费", "1000.00"),
        ("查验服务费", "300.00"),
    ]
    assert read["lines"][0]["source"]["part"] == "1"


def test_numbers_that_cannot_be_told_apart_are_left_empty():
    [line] = read_text("吊装费 12 35 420")["lines"]
    assert told(line, "item", "quantity", "unit_price", "amount") == ("吊装费", None, None, "420")
    assert line["unread"][0]["text"] == "12 35"


def test_an_amount_below_zero_is_left_to_the_person():
    [line] = read_file(workbook([["费用名称", "金额"], ["减免", -20]]))["lines"]
    assert (line["amount"], line["unread"][0]["why"]) == (None, "是负数，可能是冲减")


def test_a_sheet_without_a_heading_is_read_as_text_and_says_so():
    read = read_file(workbook([["报关费", "200元"], ["查验费", "300元"]]))
    assert [told(each, "item", "amount") for each in read["lines"]] == [
        ("报关费", "200"),
        ("查验费", "300"),
    ]
    assert any("没有认出表头" in each for each in read["remarks"])


def test_figures_behind_their_labels_are_what_the_labels_say():
    read = read_text(
        "货物港务费 40尺 4箱 单价80 金额320\n"
        "铅封费 数量2 单价 50.00 金额 100.00\n"
        "文件费 数量1票 单价¥500 金额￥500\n"
    )
    keys = ("item", "container", "quantity", "unit", "unit_price", "amount")
    assert [told(line, *keys) for line in read["lines"]] == [
        ("货物港务费", "40", "4", "box", "80", "320"),
        ("铅封费", None, "2", None, "50.00", "100.00"),
        ("文件费", None, "1", "ticket", "500", "500"),
    ]
    assert read["left_out"] == []
