"""What an all-in charge pays for already and is charged beside it."""

from collections.abc import Iterator, Sequence

from services.complaints.domain.catalogue.bill_finding import BillFinding, BillLine, may_be_one
from services.complaints.domain.catalogue.bill_rules import AllIn, holds
from services.complaints.domain.catalogue.catalogue import Catalogue, Entry
from services.complaints.domain.catalogue.line_check import Finding
from services.complaints.domain.catalogue.matching import names_part_of_whole
from services.complaints.domain.catalogue.reasons import Sentence, money
from shared.words import N_

_BREAKS = str.maketrans("、，。；,;及等", "        ")
_FEE = "费"
_PART = N_(
    "第 %(line)s 行“%(item)s”是%(whole)s应当包含的内容，第 %(other)s 行已收%(whole)s；"
    "如果是同一次作业，属于分解收费（V6），涉及 %(amount)s 元。"
)


def split_from(bill: Sequence[BillLine], catalogue: Catalogue) -> Iterator[BillFinding]:
    """Return lines whose item became a part of an all-in item of the same bill.

    Source: 交通运输部、发展改革委《关于减并港口收费等有关事项的通知》（2022）.
    """
    wholes = [line for line in bill if catalogue.wholes.intersection(line.asked.names)]
    for line in bill if wholes else ():
        entry = _part_in_force(line, catalogue)
        whole = entry and _whole_of(line, entry.whole, wholes)
        if entry and whole:
            yield _finding("split_all_in", line, whole, entry.row.part_of, entry.row.basis)


def parts_beside(bill: Sequence[BillLine], catalogue: Catalogue) -> Iterator[BillFinding]:
    """Return lines for what the all-in item of the same bill contains.

    A service that a list prices by itself, and not above it, is left alone.
    """
    for rule in catalogue.bill_rules.all_in:
        name = catalogue.names.identity(catalogue.names.key(rule.whole))
        wholes = [line for line in bill if name in line.asked.names]
        for line in bill if wholes else ():
            whole = _whole_of(line, name, wholes)
            if whole is None or not holds(rule, line.asked.line.charged_on):
                continue
            if _left_open(line, catalogue) and _contained(line, whole, rule, catalogue):
                yield _finding("part_of_all_in", line, whole, rule.whole, rule.basis)


def _left_open(line: BillLine, catalogue: Catalogue) -> bool:
    within = line.found.finding is Finding.WITHIN
    return not within and _part_in_force(line, catalogue) is None


def _part_in_force(line: BillLine, catalogue: Catalogue) -> Entry | None:
    day = line.asked.line.charged_on
    return next(
        (
            entry
            for name in line.asked.names
            for entry in catalogue.parts_of_wholes.get(name, ())
            if day is not None
            and entry.row.in_force(day)
            and not names_part_of_whole(line.asked, entry)
        ),
        None,
    )


def _whole_of(line: BillLine, name: str, wholes: Sequence[BillLine]) -> BillLine | None:
    return next(
        (
            other
            for other in wholes
            if other is not line and name in other.asked.names and _beside(line, other)
        ),
        None,
    )


def _beside(line: BillLine, other: BillLine) -> bool:
    one, two = line.asked, other.asked
    days = (one.line.charged_on, two.line.charged_on)
    return all(may_be_one(*pair) for pair in ((one.port, two.port), (one.body, two.body), days))


def _contained(line: BillLine, whole: BillLine, rule: AllIn, catalogue: Catalogue) -> bool:
    names = catalogue.names
    keys = {key.removesuffix(_FEE) for key in line.asked.keys}
    parts = {names.key(part).removesuffix(_FEE) for part in rule.parts}
    return bool(keys & (parts | _published(whole, catalogue)))


def _published(whole: BillLine, catalogue: Catalogue) -> set[str]:
    """Return what the published rows of the all-in item say it is for."""
    entries = [catalogue.by_id.get(row.id) for row in whole.found.rows]
    texts = [entry.row.service_content.translate(_BREAKS) for entry in entries if entry]
    return {catalogue.names.key(word) for text in texts for word in text.split()}


def _finding(kind: str, line: BillLine, whole: BillLine, name: str, basis: str) -> BillFinding:
    values = {
        "line": line.number,
        "item": line.asked.line.item,
        "whole": name,
        "other": whole.number,
        "amount": money(line.amount),
    }
    return BillFinding(
        kind=kind,
        code="V6",
        lines=(line.place, whole.place),
        sentences=(Sentence(_PART, values),),
        amount=line.amount,
        basis=basis,
    )
