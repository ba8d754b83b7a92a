"""Whether two complaints are likely about the same thing 重复, and why.

By design: the same respondent, and the same bill, or the same item with overlapping days, or
nearly the same words. It is shown to people who decide; nothing is merged by it.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.domain.cases.parts import FEE_DISPUTE
from shared.words import N_

MOST_ALIKE = 90.0
SHORTEST = 12
MOST_COMPARED = 2_000
SAME_BILL = N_("账单号相同")
SAME_ITEM = N_("收费项目相同，日期重叠")
SAME_WORDS = N_("内容几乎相同")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What of a complaint is compared, after redaction; `days` are those of the charges."""

    uscc: str | None
    respondent: str
    items: frozenset[str]
    days: tuple[date, ...]
    bill: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Alike:
    """A case that is likely the same, with the reasons."""

    case: Case
    why: tuple[str, ...]


def told_by(command: FileComplaint) -> Told:
    """Return what is compared of a complaint to come, which is redacted already."""
    return Told(
        uscc=command.uscc,
        respondent=_plain(command.respondent_name),
        items=frozenset(_plain(line.item) for line in command.lines),
        days=tuple(line.charged_on for line in command.lines if line.charged_on),
        bill=_plain(command.bill_no),
        words=_plain(command.narrative),
    )


def told_in(case: Case) -> Told:
    """Return what is compared of a case."""
    return Told(
        uscc=case.respondent.uscc,
        respondent=_plain(case.respondent.name),
        items=frozenset(_plain(line.item) for line in case.lines),
        days=tuple(line.charged_on for line in case.lines if line.charged_on),
        bill=_plain(case.bill_no or ""),
        words=_plain(case.statement),
    )


def alike(told: Told, cases: Sequence[Case]) -> list[Alike]:
    """Return the cases that are likely the same, in their order, one of a submission."""
    found = [Alike(case=case, why=_why(told, told_in(case))) for case in cases]
    return [each for each in found if each.why and each.case.track != FEE_DISPUTE]


def _why(one: Told, other: Told) -> tuple[str, ...]:
    if not _same_respondent(one, other):
        return ()
    reasons = (
        (SAME_BILL, bool(one.bill) and one.bill == other.bill),
        (SAME_ITEM, bool(one.items & other.items) and _overlap(one.days, other.days)),
        (SAME_WORDS, _nearly(one.words, other.words)),
    )
    return tuple(reason for reason, holds in reasons if holds)


def _same_respondent(one: Told, other: Told) -> bool:
    if one.uscc and other.uscc:
        return one.uscc == other.uscc
    return bool(one.respondent) and one.respondent == other.respondent


def _overlap(one: tuple[date, ...], other: tuple[date, ...]) -> bool:
    return bool(one and other) and min(one) <= max(other) and min(other) <= max(one)


def _nearly(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST:
        return False
    return fuzz.ratio(one[:MOST_COMPARED], other[:MOST_COMPARED]) >= MOST_ALIKE


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
