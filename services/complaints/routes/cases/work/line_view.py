"""What a case shows of a charged item: the system's check beside the officer's finding."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.catalogue.asked import CheckLine
from services.complaints.domain.catalogue.check import RowMatch
from services.complaints.domain.catalogue.reasons import unit_word
from services.complaints.routes.catalogue.check_view import CheckView, form_words, price_words
from services.complaints.routes.catalogue.speech import speaker
from shared.web.formats import amount, number
from shared.web.language import say, words
from shared.words import N_

_ASKED = tuple(CheckLine.__dataclass_fields__)


@dataclass(frozen=True, kw_only=True)
class RowView:
    """A row of the catalogue the check looked at; `address` is empty where it is gone."""

    row: RowMatch
    name: str
    price: str
    form: str
    list_name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class LineView:
    """One charged item; amounts in CNY.

    Args:
        conditions: what the bill says of it, piece by piece.
        sum_words: the arithmetic of what is allowed; empty where one row gives none.
        candidate: text of the violation a finding would carry; empty without one.
        violation: text of the violation the officer found; empty without one.
        found_by: name of the officer who found.
        name_address: where an officer says what the item's name means.
    """

    line: ChargeLine
    conditions: tuple[str, ...]
    reason: str
    rows: tuple[RowView, ...]
    sum_words: str
    candidate: str
    violation: str
    found_by: str
    name_address: str


@dataclass(frozen=True, kw_only=True)
class LinesView:
    """All lines with their sums: what may be overcharged, what was found, what is open."""

    lines: tuple[LineView, ...]
    charged: Decimal
    suspected: Decimal
    found: Decimal
    undecided: int


def lines_view(case: Case, names: Mapping[str, str], c: Container) -> LinesView:
    """Return the lines of a case as officers see them."""
    findings = [line.finding for line in case.lines if line.finding]
    return LinesView(
        lines=tuple(_line(line, case, names, c) for line in case.lines),
        charged=case.charged,
        suspected=case.over,
        found=sum((finding.over for finding in findings), Decimal("0.00")),
        undecided=len(case.lines) - len(findings),
    )


def _line(line: ChargeLine, case: Case, names: Mapping[str, str], c: Container) -> LineView:
    violations, found = c.rules.track_of(case).violations, line.finding
    asked = CheckLine(**{name: getattr(line, name) for name in _ASKED})
    view = CheckView(line=asked, found=line.check, reason="", violation=None)
    return LineView(
        line=line,
        conditions=view.conditions,
        reason=speaker(c.rules.catalogue)(line.check.sentences),
        rows=tuple(_row(row, line, c) for row in line.check.rows),
        sum_words=_sum_words(line),
        candidate=_text(line.check.violation, violations),
        violation=_text(found.violation, violations) if found else "",
        found_by=names.get(found.officer, "") if found else "",
        name_address=f"/complaints/cases/{case.id}/names/{line.no}",
    )


def _row(row: RowMatch, line: ChargeLine, c: Container) -> RowView:
    day = f"?as_of={line.charged_on.isoformat()}" if line.charged_on else ""
    known = row.id in c.rules.catalogue.by_id
    return RowView(
        row=row,
        name=f"{row.item}－{row.sub_item}" if row.sub_item else row.item,
        price=price_words(row),
        form=form_words(row),
        list_name=words(row.list),
        address=f"/complaints/catalogue/{row.id}{day}" if known else "",
    )


def _sum_words(line: ChargeLine) -> str:
    """Return 68.00 元/箱 × 4 箱 = 272.00 where the dearest row gives what is allowed."""
    allowed, quantity = line.check.allowed, line.quantity
    for row in line.check.rows:
        if quantity and row.price_max is not None and row.price_max * quantity == allowed:
            unit = say(unit_word(row.unit))
            return say(
                N_("%(price)s × %(quantity)s %(unit)s = %(allowed)s 元"),
                {
                    "price": price_words(row),
                    "quantity": number(quantity),
                    "unit": unit,
                    "allowed": amount(allowed),
                },
            )
    return ""


def _text(code: str | None, violations: Mapping[str, object]) -> str:
    violation = violations.get(code or "")
    return words(getattr(violation, "text", None)) if violation else ""
