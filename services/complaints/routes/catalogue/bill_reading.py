"""A bill that somebody hands in: counted, read, never kept."""

from typing import Any, cast

from flask import request

from services.complaints.adapters.bill_files import opened_bill
from services.complaints.domain.cases.allowance import Turn
from services.complaints.domain.catalogue.bills.bill_values import BillWords
from services.complaints.routes import container
from services.complaints.routes.cases.asking_address import asking_address
from services.complaints.usecases.cases.anonymous.turns import take_turn
from services.complaints.usecases.catalogue.read_bill_file import read_bill_file, text_bill
from shared.web.identity import principal
from shared.web.language import say


def count_bill() -> None:
    """Take a turn of the address; who is signed in is known and not counted.

    Raises:
        TooMany: none is left.
    """
    if principal() is None:
        c = container()
        take_turn(Turn.BILL, asking_address(), now=c.now(), turns=c.turns)


def handed_bill(text: str, words: BillWords) -> dict[str, Any]:
    """Return the lines of the file that was handed in, else of the text.

    Raises:
        TooMany: too many bills came from the address.
        Malformed: the file cannot be read.
        TooLarge: it is too large.
        Invalid: there is neither.
    """
    count_bill()
    handed = request.files.get("file")
    if handed is None or not handed.filename:
        return read_bill_file(text_bill(text), words=words, say=say)
    with opened_bill(cast(Any, handed.stream), handed.filename) as bill:
        return read_bill_file(bill, words=words, say=say)
