"""Many effective documents of many enterprises."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from stdnum.cn import uscc

from services.credit.domain.ledger.entry import CreditEvent, Document, EntryKind, Level

FIRST_DAY = date(2025, 1, 6)
RECORDED = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
BATCH = 100
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_MODEL = CreditEvent(
    event_id="",
    subject="",
    subject_name="海阳示例集装箱码头有限公司",
    kind=EntryKind.PENALTY,
    document=Document(no="", title="行政处罚决定书", body="hy-market", city="haiyang"),
    determined_on=FIRST_DAY,
    effective_on=FIRST_DAY,
    level=Level.ORDINARY,
    violations=("V6",),
    legal_basis=("价格法第三十九条",),
    fine=Decimal("12000.00"),
)


@lru_cache(maxsize=4)
def enterprises(count: int) -> tuple[str, ...]:
    """Return valid codes, always the same ones."""
    return tuple(_code(number) for number in range(count))


def documents(count: int, *, of: int, start: int = 0) -> Iterator[CreditEvent]:
    """Give documents of `of` enterprises in turn, numbered from `start`."""
    codes = enterprises(of)
    for number in range(start, start + count):
        day = FIRST_DAY + timedelta(days=number % 600)
        no = f"海市监处罚〔{day.year}〕{number}号"
        yield replace(
            _MODEL,
            event_id=f"bench-{number}",
            subject=codes[number % of],
            document=replace(_MODEL.document, no=no),
            determined_on=day,
            effective_on=day,
        )


def batches(events: Iterator[CreditEvent]) -> Iterator[Sequence[CreditEvent]]:
    """Give them in batches as the consumer takes them."""
    batch = list[CreditEvent]()
    for event in events:
        batch.append(event)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _code(number: int) -> str:
    """Return the code of the organisation with this number, its check characters computed.

    Source: GB 11714-1997 and GB 32100-2015, read again by `problem_with` when it is asked about.
    """
    body = f"{number:08d}"
    rest = 11 - sum(w * int(c) for w, c in zip(_WEIGHTS, body, strict=True)) % 11
    check = {10: "X", 11: "0"}.get(rest, str(rest))
    code = f"91370687{body}{check}"
    return f"{code}{uscc.calc_check_digit(code)}"
