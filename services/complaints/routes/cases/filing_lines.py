"""The lines of a complaint being filed, each with its finding as far as it can be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.complaints.domain.catalogue.asked import CheckLine
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.check import Finding, LineCheck, check_lines
from services.complaints.routes.cases.filing_form import Filing
from services.complaints.routes.catalogue.speech import speaker
from services.complaints.usecases.catalogue.read_lines import read_line_fields
from shared.errors import FieldError

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class LineView:
    """One line: what was typed, how it was read, what the check found.

    Args:
        place: its number in the form, from 0.
        line, found: None while it cannot be read.
        reason: why, in the language of the request.
        open: whether the page shows its fields.
    """

    place: int
    typed: dict[str, str]
    line: CheckLine | None
    found: LineCheck | None
    reason: str
    open: bool


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Sums of the lines that could be checked, CNY; `addends` of what seems too much."""

    count: int
    billed: Decimal
    within: Decimal
    officer: Decimal
    over: Decimal
    addends: tuple[Decimal, ...]


def line_views(
    filing: Filing, *, catalogue: Catalogue, today: date, errors: Sequence[FieldError], open_at: int
) -> list[LineView]:
    """Return the lines in the order of the form.

    Args:
        filing: the complaint.
        catalogue: what the lines are checked against.
        today: the legal day.
        errors: a line with one is shown open.
        open_at: the place of the line being edited; -1 for none.
    """
    places = filing.line_numbers()
    read = [_read(filing, place, today) for place in places]
    readable = [line for line in read if line is not None]
    found = iter(check_lines(readable, catalogue))
    speak = speaker(catalogue)
    views = []
    for place, line in zip(places, read, strict=True):
        check = next(found) if line is not None else None
        wrong = any(error.path.startswith(f"lines.{place}.") for error in errors)
        views.append(
            LineView(
                place=place,
                typed=filing.line(place),
                line=line,
                found=check,
                reason=speak(check.sentences) if check else "",
                open=wrong or place == open_at or line is None,
            )
        )
    return views


def _read(filing: Filing, place: int, today: date) -> CheckLine | None:
    body = filing.fields.get("respondent.name") or filing.fields.get("respondent.uscc") or ""
    typed = {"body": body, **filing.line(place)}
    if not typed.get("charged_on"):
        return None
    line, wrong = read_line_fields(typed, path="", today=today)
    return None if wrong else line


def tally(views: Sequence[LineView]) -> Tally:
    """Return the sums over the lines."""
    checked = [(view.line, view.found) for view in views if view.line and view.found]
    addends = tuple(found.over for _, found in checked if found.over)
    return Tally(
        count=len(checked),
        billed=sum((line.amount for line, _ in checked), ZERO),
        within=_sum(checked, Finding.WITHIN),
        officer=_sum(checked, Finding.NEEDS_OFFICER),
        over=sum(addends, ZERO),
        addends=addends,
    )


def _sum(checked: Sequence[tuple[CheckLine, LineCheck]], finding: Finding) -> Decimal:
    return sum((line.amount for line, found in checked if found.finding is finding), ZERO)
