"""Read a bill into lines for a person to look over; nothing is checked or kept."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from services.complaints.domain.catalogue.bills.bill_table import BillTable
from services.complaints.domain.catalogue.bills.bill_text import BillText
from services.complaints.domain.catalogue.bills.bill_values import BillWords
from services.complaints.domain.catalogue.bills.read_line import (
    MOST_READ,
    Place,
    ReadBill,
    ReadLine,
)
from services.complaints.ports.bills import BillFile
from shared.errors import Invalid
from shared.words import N_

MOST_TEXT = 200_000
SCAN = N_("这是扫描件或图片，里面没有文字；请对照账单逐行填写，原件可在投诉时作为附件上传")
MORE = N_("账单超过 %(most)s 行，只读出前 %(most)s 行；其余请另读一份")
FROM_HEAD = N_("账单各行没有日期的，按抬头的日期填写，请核对")
BODY_FROM_HEAD = N_("各行没有收费单位的，按抬头“%(body)s”填写，请核对")
NUMBER_FROM_HEAD = N_("账单号按抬头“%(number)s”填写，请核对")
SHIPMENT_FROM_HEAD = N_("抬头没有账单号，填了提单号“%(number)s”，请核对")
NOTHING = N_("没有读出收费；请对照账单逐行填写")
NO_TABLE = N_("工作表“%(sheet)s”没有认出表头，按文字逐行读取，请核对")

Say = Callable[[str, Mapping[str, Any]], str]


def read_bill_file(bill: BillFile, *, words: BillWords, say: Say) -> dict[str, Any]:
    """Return the lines of a bill as plain JSON, each with its place and what was not understood.

    Args:
        bill: as it was handed in.
        words: what bills are read by.
        say: puts a text into the language of whoever asks.
    """
    read, remarks = ReadBill(), list[str]()
    for sheet in bill.sheets:
        rows = list[str]()
        if not BillTable(words=words).read(sheet.name, _kept(sheet.rows, rows), read) and rows:
            remarks.append(say(NO_TABLE, {"sheet": sheet.name}))
            BillText(words).read(sheet.name, "\n".join(rows), read)
    text = BillText(words)
    for number, page in enumerate(bill.pages, start=1):
        text.read(str(number), page, read)
    return _answer(bill.kind, read, [*remarks, *_remarks(bill.kind, read, say)], say)


def text_bill(text: str) -> BillFile:
    """Return a pasted text as a bill.

    Raises:
        Invalid: it is empty or too long.
    """
    if not text.strip():
        raise Invalid(N_("请上传账单文件，或者粘贴账单的文字"))
    if len(text) > MOST_TEXT:
        raise Invalid(N_("粘贴的文字太长，请分成几次"))
    return BillFile(kind="text", pages=(text,))


def _kept(rows: Any, texts: list[str]) -> Any:
    """Yield the rows of a sheet, keeping the first of them as text."""
    for row in rows:
        if len(texts) < MOST_READ:
            texts.append(" ".join(dict.fromkeys(cell for cell in row.cells if cell)))
        yield row


def _remarks(kind: str, read: ReadBill, say: Say) -> list[str]:
    if kind == "scan":
        return [say(SCAN, {})]
    said = [say(NOTHING, {})] if not read.lines else []
    if read.more:
        said.append(say(MORE, {"most": MOST_READ}))
    if read.charged_on and any(line.charged_on is None for line in read.lines):
        said.append(say(FROM_HEAD, {}))
    if read.body and any(not line.body for line in read.lines):
        said.append(say(BODY_FROM_HEAD, {"body": read.body}))
    if read.bill_no:
        said.append(say(NUMBER_FROM_HEAD, {"number": read.bill_no}))
    elif read.shipment_no:
        said.append(say(SHIPMENT_FROM_HEAD, {"number": read.shipment_no}))
    return said


def _answer(kind: str, read: ReadBill, remarks: list[str], say: Say) -> dict[str, Any]:
    amounts = [line.amount for line in read.lines if line.amount is not None]
    return {
        "kind": kind,
        "bill_no": read.bill_no or read.shipment_no or None,
        "charged_on": read.charged_on.isoformat() if read.charged_on else None,
        "body": read.body or None,
        "lines": [_line(line, read, say) for line in read.lines],
        "sum": _text(sum(amounts, Decimal("0.00"))),
        "total": _text(read.total),
        "totals": [f"{each:f}" for each in read.totals],
        "left_out": [
            {"source": _place(each.place), "text": each.text, "why": say(each.why, {})}
            for each in read.left_out
        ],
        "remarks": remarks,
    }


def _line(line: ReadLine, read: ReadBill, say: Say) -> dict[str, Any]:
    day = line.charged_on or read.charged_on
    return {
        "item": line.item,
        "quantity": _text(line.quantity),
        "unit": line.unit,
        "unit_price": _text(line.unit_price),
        "amount": _text(line.amount),
        "container": line.container,
        "charged_on": day.isoformat() if day else None,
        "body": line.body or read.body or None,
        "note": line.note or None,
        "source": _place(line.place),
        "unread": [
            {"key": each.key, "text": each.text, "why": say(each.why, {})} for each in line.unread
        ],
    }


def _place(place: Place) -> dict[str, Any]:
    return {"part": place.part, "row": place.number}


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
