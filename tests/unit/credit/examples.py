"""Valid credit events and entries; a test says only what matters to it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from services.credit.adapters.rule_pack_files import load_rule_packs
from services.credit.domain.ledger.chain import Head, chain, head_after
from services.credit.domain.ledger.entry import CreditEvent, Document, Entry, EntryKind, Level
from services.credit.domain.score.line import Score
from services.credit.domain.score.scoring import score

PACK = load_rule_packs()[0]
YUNYU = "91370687300000010P"
CHENGWAN = "91330400MA2TE5T01J"
RECORDED = datetime(2026, 5, 18, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 27)
LATER = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


def an_event(no: str = "海市监处罚〔2026〕61号", **changes: object) -> CreditEvent:
    event = CreditEvent(
        event_id=f"id-{no}",
        subject=YUNYU,
        subject_name="海阳云屿集装箱码头有限公司",
        kind=EntryKind.PENALTY,
        document=Document(no=no, title="行政处罚决定书", body="hy-market", city="haiyang"),
        determined_on=date(2026, 5, 18),
        effective_on=date(2026, 5, 18),
        level=Level.ORDINARY,
        violations=("V6",),
        legal_basis=("价格法第四十一条",),
        fine=Decimal("12000.00"),
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def an_ending(of: str, on: date, kind: EntryKind = EntryKind.REPAIR) -> CreditEvent:
    return an_event(
        f"{kind}-{of}",
        kind=kind,
        level=None,
        violations=(),
        fine=None,
        determined_on=on,
        effective_on=on,
        supersedes=of,
        motive="已履行义务并作出信用承诺",
    )


def entries_of(*events: CreditEvent, recorded_at: datetime = RECORDED) -> list[Entry]:
    head, entries = Head(), []
    for event in events:
        entries.append(chain(head, event, recorded_at=recorded_at))
        head = head_after(entries[-1])
    return entries


def a_score(entries: Iterable[Entry], **changes: object) -> Score:
    dates = {"valid_on": TODAY, "known_at": LATER, **changes}
    return score(YUNYU, entries, pack=PACK, **dates)  # type: ignore[arg-type]
