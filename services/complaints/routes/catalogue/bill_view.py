"""What the page of a bill shows beside its fields and findings."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from services.complaints.routes.catalogue.bill_form import BillForm
from services.complaints.usecases.catalogue.read_facts import FACT_KEYS
from services.complaints.usecases.catalogue.read_values import read_amount
from shared.errors import FieldError


def paid(form: BillForm) -> list[Decimal]:
    """Return the amounts of lines that were checked, computed where only a price is told."""
    return [read_amount(line["amount"]) for line in form.told()]


def with_own_facts(
    form: BillForm, found: Mapping[str, Any] | None, errors: Sequence[FieldError]
) -> set[int]:
    """Return the numbers of the lines that show fields for the ship, the time and the cargo.

    Those are lines that tell some, whose answer depends on some, or with an error in one.
    """
    told = {number for number, line in form.lines.items() if any(map(line.get, FACT_KEYS))}
    lines = found["lines"] if found else []
    asked = {
        number
        for number, line in zip(form.meant, lines, strict=False)
        if set(FACT_KEYS).intersection(line["ask"])
    }
    wrong = {
        int(parts[1])
        for each in errors
        if (parts := each.path.split("."))[0] == "lines" and parts[-1] in FACT_KEYS
    }
    return told | asked | wrong
