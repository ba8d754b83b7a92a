"""Check the charges of a bill without filing anything."""

from datetime import date
from typing import Any

from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.check import check_lines
from services.complaints.usecases.catalogue.answers import Speak, in_chinese, line_answer
from services.complaints.usecases.catalogue.read_lines import MOST_LINES, read_lines


def check_charges(
    body: Any,
    *,
    catalogue: Catalogue,
    today: date,
    speak: Speak = in_chinese,
    most: int = MOST_LINES,
) -> dict[str, Any]:
    """Return the findings of `{"lines": [...]}` in the order asked, as plain JSON.

    Args:
        body: what was sent, as it came out of JSON.
        catalogue: the lists to check against.
        today: the legal day; a later day of charge is refused.
        speak: puts a reason into a language.
        most: how many lines are taken.

    Raises:
        Malformed: the body is not such an object.
        Invalid: a line cannot be checked; `errors` name the fields.
    """
    lines = read_lines(body, today=today, most=most)
    return {"lines": [line_answer(found, speak=speak) for found in check_lines(lines, catalogue)]}
