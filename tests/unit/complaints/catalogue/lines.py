"""Lines to check, valid by default; a test says only what matters."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from services.complaints.adapters.rule_files_cases import load_track
from services.complaints.adapters.rule_files_catalogue import load_catalogue
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.check import CheckLine, LineCheck, check_line
from services.complaints.domain.catalogue.facts import Facts
from services.complaints.routes.english import english
from services.complaints.usecases.catalogue.bill_answers import Told

_WORDS = ("ship_type", "berth", "container_type", "dangerous_class")


@cache
def official() -> Catalogue:
    return load_catalogue()


@cache
def what_is_told() -> Told:
    return Told(
        catalogue=official(),
        violations=load_track("price_report").violations,
        english=english,
    )


@cache
def with_samples() -> Catalogue:
    return load_catalogue(sample=True)


def a_line(item: str, amount: str, **changes: Any) -> CheckLine:
    known: dict[str, Any] = {"charged_on": "2024-06-01", "quantity": "1", "unit": "box", **changes}
    day, quantity = known.pop("charged_on"), known.pop("quantity")
    return CheckLine(
        item=item,
        amount=Decimal(amount),
        charged_on=None if day is None else date.fromisoformat(day),
        quantity=None if quantity is None else Decimal(quantity),
        **known,
    )


def dues(amount: str, **changes: Any) -> CheckLine:
    """Cargo dues of a loaded 40-foot import box at a port without a list of its own."""
    known: dict[str, Any] = {
        "port": "青岛港",
        "container": "40",
        "trade": "foreign",
        "direction": "import",
        "loaded": True,
        **changes,
    }
    return a_line("货物港务费", amount, **known)


def at_wuhan(item: str, amount: str, **changes: Any) -> CheckLine:
    return a_line(item, amount, **{"port": "武汉新港", "unit": "ticket", **changes})


def check(line: CheckLine) -> LineCheck:
    return check_line(line, official())


def told(found: LineCheck) -> tuple[str, str | None, str | None, str | None]:
    """Return finding, allowed, over and code, amounts as text."""
    allowed, over = (None if each is None else str(each) for each in (found.allowed, found.over))
    return found.finding.value, allowed, over, found.violation


def facts(*, period: tuple[str, str] | None = None, **told: Any) -> Facts:
    """Return facts; numbers are given as text."""
    known: dict[str, Any] = {
        key: Decimal(value) if isinstance(value, str) and key not in _WORDS else value
        for key, value in told.items()
    }
    if period:
        known |= dict(
            zip(("period_from", "period_to"), map(date.fromisoformat, period), strict=True)
        )
    return Facts(**known)
