"""A whole bill: what its lines show together; each finding is for a person to judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.complaints.domain.catalogue.asked import CheckLine
from services.complaints.domain.catalogue.bill_finding import BillFinding, BillLine
from services.complaints.domain.catalogue.bill_repeats import charged_twice, several_bodies
from services.complaints.domain.catalogue.bill_signs import signs_on
from services.complaints.domain.catalogue.bill_wholes import parts_beside, split_from
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.check import check_asked, read_lines_of
from services.complaints.domain.catalogue.line_check import LineCheck
from services.complaints.domain.catalogue.reasons import Sentence, money
from services.complaints.domain.catalogue.weighing import NOTHING, round_money
from services.complaints.domain.rates.span import CENT
from shared.words import N_


@dataclass(frozen=True, kw_only=True)
class BillCheck:
    """The findings of a bill.

    Args:
        lines: one for each line, in their order.
        findings: what the lines show together.
        total: the sum the bill states, CNY; None where nobody says. `summed` the lines' own.
        over: what is beyond the published prices, as far as it is certain.
        refund_due: that after what was paid back already.
    """

    lines: tuple[LineCheck, ...]
    findings: tuple[BillFinding, ...]
    total: Decimal | None
    summed: Decimal
    over: Decimal
    refund_due: Decimal


def check_bill(
    lines: Sequence[CheckLine],
    catalogue: Catalogue,
    *,
    notes: Sequence[str] = (),
    total: Decimal | None = None,
) -> BillCheck:
    """Return what each line and the whole bill show.

    Args:
        lines: the lines of one bill.
        catalogue: the lists and rules to check against.
        notes: what stands beside each line; may be shorter than the lines.
        total: the sum the bill states.
    """
    asked = read_lines_of(lines, catalogue)
    found = check_asked(asked, catalogue)
    texts = [*notes, *("" for _ in lines)]
    bill = [
        BillLine(place=place, asked=each, found=found[place], note=texts[place])
        for place, each in enumerate(asked)
    ]
    summed = sum((line.amount for line in lines), NOTHING)
    return BillCheck(
        lines=found,
        findings=(*_findings(bill, catalogue), *_total(total, summed, len(lines))),
        total=total,
        summed=summed,
        over=sum((each.over for each in found if each.over), NOTHING),
        refund_due=sum((each.refund_due for each in found if each.refund_due), NOTHING),
    )


def _findings(bill: Sequence[BillLine], catalogue: Catalogue) -> tuple[BillFinding, ...]:
    return (
        *charged_twice(bill),
        *several_bodies(bill),
        *split_from(bill, catalogue),
        *parts_beside(bill, catalogue),
        *signs_on(bill, catalogue),
    )


def _total(total: Decimal | None, summed: Decimal, count: int) -> tuple[BillFinding, ...]:
    if total is None or abs(total - summed) <= CENT:
        return ()
    apart = round_money(total - summed)
    sentence = Sentence(
        N_("账单合计 %(total)s 元，各行相加 %(summed)s 元，相差 %(apart)s 元。"),
        {"total": money(total), "summed": money(summed), "apart": money(apart)},
    )
    return (
        BillFinding(
            kind="total", code=None, lines=tuple(range(count)), sentences=(sentence,), amount=apart
        ),
    )
