"""Words on a bill that call for a second look: deposits, inspection bodies, own items."""

from collections.abc import Iterator, Mapping, Sequence

from services.complaints.domain.catalogue.bill_finding import (
    BillFinding,
    BillLine,
    numbers,
)
from services.complaints.domain.catalogue.bill_rules import Sign, holds
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.line_check import Finding
from services.complaints.domain.catalogue.reasons import Sentence, money
from services.complaints.domain.catalogue.weighing import NOTHING
from shared.words import N_

_TEXTS: Mapping[str, str] = {
    "deposit": N_(
        "第 %(lines)s 行以押金或保证金的名义收取 %(amount)s 元；"
        "没有依据或者不退的，属于变相收费（V8）。"
    ),
    "inspection_body": N_(
        "第 %(lines)s 行以查验单位的名义收取 %(amount)s 元；"
        "不是该单位依法收取的，属于假借名义收费（P10）。"
    ),
    "own_item": N_(
        "第 %(lines)s 行在政府定价或指导价项目之外另收 %(amount)s 元；"
        "办法没有列这一项的，属于自立项目（V5）。"
    ),
    "split_item": N_(
        "第 %(lines)s 行把一项收费分成几项，合计 %(amount)s 元；"
        "如果是同一次服务，属于分解收费（V6）。"
    ),
}
_SPLIT = "split_item"
_LISTED = frozenset({Finding.WITHIN, Finding.CANCELLED})


def signs_on(bill: Sequence[BillLine], catalogue: Catalogue) -> Iterator[BillFinding]:
    """Return what the words of items and notes call for; a listed price within it does not."""
    seen: set[tuple[str, int]] = set()
    for sign in catalogue.bill_rules.signs:
        shown = [line for line in bill if _shows(line, sign, catalogue)]
        if sign.kind == _SPLIT:
            yield from _split(shown, sign)
            continue
        for line in shown:
            if (sign.kind, line.place) not in seen:
                seen.add((sign.kind, line.place))
                yield _finding(sign, [line])


def _shows(line: BillLine, sign: Sign, catalogue: Catalogue) -> bool:
    if not holds(sign, line.asked.line.charged_on) or line.found.finding in _LISTED:
        return False
    texts = [line.asked.line.item, line.note] if sign.kind == "deposit" else [line.asked.line.item]
    return any(sign.is_in(catalogue.names.key(text)) for text in texts if text)


def _split(shown: Sequence[BillLine], sign: Sign) -> Iterator[BillFinding]:
    """Return lines of one day and body whose names differ and all speak of one service."""
    groups: dict[tuple[object, object], list[BillLine]] = {}
    for line in shown:
        groups.setdefault((line.asked.line.charged_on, line.asked.body), []).append(line)
    for lines in groups.values():
        if len({line.asked.names for line in lines}) > 1:
            yield _finding(sign, lines)


def _finding(sign: Sign, lines: Sequence[BillLine]) -> BillFinding:
    amount = sum((line.amount for line in lines), NOTHING)
    values = {"lines": numbers(lines), "amount": money(amount)}
    return BillFinding(
        kind=sign.kind,
        code=sign.code,
        lines=tuple(line.place for line in lines),
        sentences=(Sentence(_TEXTS[sign.kind], values),),
        amount=amount,
        basis=sign.basis,
    )
