"""The same service charged twice, by one body or by several."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from services.complaints.domain.catalogue.bill_finding import (
    BillFinding,
    BillLine,
    may_be_one,
    numbers,
)
from services.complaints.domain.catalogue.reasons import Sentence, money
from services.complaints.domain.catalogue.weighing import NOTHING
from shared.words import N_

_CONDITIONS = ("port", "container", "trade", "direction", "loaded", "cargo")


def charged_twice(bill: Sequence[BillLine]) -> Iterator[BillFinding]:
    """Return lines of one body that charge one item for one period.

    Source: 价格违法行为行政处罚规定 art 9（六）.
    """
    for group in _alike(bill, _one_body):
        beyond = sum((each.amount for each in group), NOTHING) - max(e.amount for e in group)
        yield BillFinding(
            kind="double_charge",
            code="V6",
            lines=tuple(each.place for each in group),
            sentences=(
                Sentence(
                    N_(
                        "第 %(lines)s 行的收费项目、期间和条件相同；"
                        "如果是同一次服务，属于重复收费（V6），涉及 %(amount)s 元。"
                    ),
                    {"lines": numbers(group), "amount": money(beyond)},
                ),
            ),
            amount=beyond,
        )


def several_bodies(bill: Sequence[BillLine]) -> Iterator[BillFinding]:
    """Return lines of different bodies that charge one item for one period."""
    for group in _alike(bill, _two_bodies):
        amount = sum((each.amount for each in group), NOTHING)
        yield BillFinding(
            kind="same_service",
            code=None,
            lines=tuple(each.place for each in group),
            sentences=(
                Sentence(
                    N_(
                        "第 %(lines)s 行由不同的单位就同一项目收费，合计 %(amount)s 元，"
                        "请核对服务究竟由谁提供。"
                    ),
                    {"lines": numbers(group), "amount": money(amount)},
                ),
            ),
            amount=amount,
        )


def _alike(
    bill: Sequence[BillLine], bodies: Callable[[BillLine, BillLine], bool]
) -> Iterator[list[BillLine]]:
    """Return groups of lines whose first one each of the others repeats."""
    groups: dict[tuple[str, object], list[BillLine]] = {}
    for each in bill:
        if each.asked.names and each.asked.line.charged_on is not None:
            groups.setdefault((each.asked.names[-1], _time_of(each)), []).append(each)
    for lines in groups.values():
        left = lines
        while len(left) > 1:
            first, *rest = left
            same = [each for each in rest if bodies(first, each) and _one_service(first, each)]
            if same:
                yield [first, *same]
            taken = {each.place for each in same}
            left = [each for each in rest if each.place not in taken]


def _time_of(line: BillLine) -> object:
    """Return the day of a charge, or nothing where a period says what it is for."""
    return line.asked.line.charged_on if None in _period_of(line) else None


def _period_of(line: BillLine) -> tuple[date | None, date | None]:
    return line.asked.facts.period_from, line.asked.facts.period_to


def _one_service(one: BillLine, other: BillLine) -> bool:
    first, second = one.asked, other.asked
    if not all(may_be_one(getattr(first, key), getattr(second, key)) for key in _CONDITIONS):
        return False
    facts = (first.facts.container_type, second.facts.container_type)
    return may_be_one(*facts) and _one_period(one, other)


def _one_period(one: BillLine, other: BillLine) -> bool:
    """Return whether periods overlap; without them the day is the same already."""
    (first, last), (begin, end) = _period_of(one), _period_of(other)
    if first is None or last is None or begin is None or end is None:
        return (first, last) == (begin, end)
    return first <= end and begin <= last


def _one_body(one: BillLine, other: BillLine) -> bool:
    return may_be_one(one.asked.body, other.asked.body)


def _two_bodies(one: BillLine, other: BillLine) -> bool:
    bodies = {one.asked.body, other.asked.body}
    return None not in bodies and len(bodies) > 1
