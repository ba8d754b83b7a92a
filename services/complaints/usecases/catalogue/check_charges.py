"""Check the charges of a bill without filing anything."""

from datetime import date
from typing import Any

from services.complaints.domain.catalogue.bill import check_bill
from services.complaints.usecases.catalogue.answers import Speak, in_chinese, line_answer
from services.complaints.usecases.catalogue.bill_answers import Told, bill_answer, explained
from services.complaints.usecases.catalogue.read_bill import read_bill
from services.complaints.usecases.catalogue.read_lines import MOST_LINES


def check_charges(
    body: Any,
    *,
    told: Told,
    today: date,
    speak: Speak = in_chinese,
    most: int = MOST_LINES,
) -> dict[str, Any]:
    """Return the findings of `{"lines": [...]}` in the order asked, as plain JSON.

    `bill` is there where the body asks for it, states a total, or the lines show something
    together.

    Args:
        body: what was sent, as it came out of JSON.
        told: the lists to check against and what answers are explained from.
        today: the legal day; a later day of charge is refused.
        speak: puts a reason into a language.
        most: how many lines are taken.

    Raises:
        Malformed: the body is not such an object.
        Invalid: a line cannot be checked; `errors` name the fields.
    """
    bill = read_bill(body, today=today, most=most)
    found = check_bill(bill.lines, told.catalogue, notes=bill.notes, total=bill.total)
    answer: dict[str, Any] = {
        "lines": [
            {**line_answer(each, speak=speak), **explained(line, each, told)}
            for line, each in zip(bill.lines, found.lines, strict=True)
        ]
    }
    if bill.asked or found.findings:
        answer["bill"] = bill_answer(found, told)
    return answer
