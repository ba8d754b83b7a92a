"""From the form of a report to a report; errors name the field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from services.complaints.domain.commitments.commitment import Commitment, Kind
from services.complaints.domain.commitments.report import Report
from services.complaints.usecases.commitments.board import PER_CASE
from services.complaints.usecases.commitments.read_told import (
    NotRead,
    read_answer,
    read_figure,
    read_moment,
)
from shared.errors import FieldError, Invalid
from shared.words import N_

_ALL = Decimal(100)


def figures_of(commitment: Commitment | None) -> tuple[str, ...]:
    """Return the figures a report on a measure holds."""
    if commitment is None or commitment.kind in {Kind.NO_NUMBER, Kind.YES_NO}:
        return ()
    return ("base", "value") if commitment.kind is Kind.REDUCTION else ("value",)


def read_report(typed: Mapping[str, str], commitment: Commitment | None, today: date) -> Report:
    """Return what was typed as a report.

    Args:
        typed: by the names of the form, `values.value`, `values.<part>`, `progress` …
        commitment: the promise of the row; None where there is none.
        today: the day of the figures where none is given.

    Raises:
        Invalid: a value cannot be read.
    """
    errors: list[FieldError] = []
    numbers: dict[str, Decimal | None] = {}
    on = today
    try:
        for name in figures_of(commitment):
            numbers[name] = read_figure(typed.get(f"values.{name}"), f"values.{name}")
        if typed.get("values.on"):
            on = read_moment(typed["values.on"], "values.on").first_on
    except NotRead as wrong:
        errors.append(wrong.error)
    value = numbers.get("value")
    shares = commitment is not None and commitment.kind in {*PER_CASE, Kind.SHARE}
    if shares and value is not None and value > _ALL:
        errors.append(FieldError("values.value", N_("百分数不能大于 100")))
    if errors:
        raise Invalid(N_("填报的内容要修改。"), errors=errors)
    texts = {n: typed.get(n, "").strip() for n in ("progress", "evidence", "evidence_link", "note")}
    return Report(
        on=on,
        done=typed.get("done") == "yes",
        value=value,
        base=numbers.get("base"),
        answers=_answers(typed, commitment),
        **texts,
    )


def _answers(typed: Mapping[str, str], commitment: Commitment | None) -> dict[str, bool]:
    parts = commitment.parts if commitment else ()
    read = {part.id: read_answer(typed.get(f"values.{part.id}")) for part in parts}
    return {name: answer for name, answer in read.items() if answer is not None}
