"""Three layouts of real bills, made up, and what they are read by."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

import typst
import xlsxwriter

from services.complaints.adapters.bill_files import opened_bill
from services.complaints.adapters.rule_files_bill_words import load_bill_words
from services.complaints.domain.catalogue.bills.bill_values import BillWords
from services.complaints.usecases.catalogue.read_bill_file import read_bill_file, text_bill

FORWARDER: list[list[Any]] = [
    ["汐岸国际货运代理有限公司 费用账单"],
    ["收款单位：汐岸国际货运代理有限公司", "", "账单日期：2026年5月6日", "提单号：XA2605118"],
    ["序号", "费用名称", "箱型", "数量", "单位", "单价", "币种", "金额", "备注"],
    ["1", "码头操作费THC", "40HQ", 2, "箱", 950, "CNY", 1900, ""],
    ["2", "文件费", "", 1, "票", 500, "CNY", "500.00", "D/O"],
    ["3", "海运费", "40HQ", 2, "箱", "USD 1,200", "USD", "USD 2,400", ""],
    ["4", "铅封费", "", "2个", "", 50, "CNY", "１００", ""],
    ["", "小计", "", "", "", "", "", 2500, ""],
    ["合计", "", "", "", "", "", "", 2500, "大写：贰仟伍佰元整"],
    ["请于三日内付款，谢谢合作"],
]
SETTLEMENT = """青屿港国际集装箱码头有限公司
费用结算单
结算单位：汐岸国际货运代理有限公司    结算日期：2026-05-08
作业项目 箱型 数量 费率 金额
港口作业包干费(外贸) 20GP 3 480.00 1440.00
港口作业包干费(外贸) 40HQ 2 720.00 1440.00
堆存费 40HQ 2 15.00 30.00
冷藏箱制冷费 75元/箱×2箱=150元
2×40HQ 吊装移位费 700.00
过磅费：60.00元
合计：3,820.00
"""
INVOICE = """电子发票（增值税专用发票）
发票号码：26372000000123456789
开票日期：2026年05月09日
销售方名称：青屿港国际集装箱码头有限公司
项目名称 规格型号 单位 数量 单价 金额 税率/征收率 税额
*物流辅助服务*码头操作费 箱 2 471.70 943.40 6% 56.60
*物流辅助服务*查验服务费 次 1 283.02 283.02 6% 16.98
合计 ¥1226.42 ¥73.58
价税合计（大写） 壹仟叁佰圆整 （小写） ¥1300.00
"""


@cache
def words() -> BillWords:
    return load_bill_words()


def said(text: str, params: Any) -> str:
    return text % params if params else text


def read_text(text: str) -> dict[str, Any]:
    return read_bill_file(text_bill(text), words=words(), say=said)


def read_file(content: bytes, name: str = "bill.xlsx") -> dict[str, Any]:
    with opened_bill(BytesIO(content), name) as bill:
        return read_bill_file(bill, words=words(), say=said)


def workbook(rows: Sequence[Sequence[Any]], **formulas: tuple[str, Any]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("账单")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        for cell, (formula, value) in formulas.items():
            sheet.write_formula(cell, formula, None, value)
    return out.getvalue()


def pdf(text: str) -> bytes:
    """Return a PDF with a text layer, one paragraph a line."""
    lines = "\n\n".join("#raw(" + repr(line).replace("'", '"') + ")" for line in text.splitlines())
    font = 'set text(font: "Noto Serif CJK SC")'
    source = f"#{font}\n#show raw: {font}\n{lines}"
    return bytes(typst.compile(source.encode()))
