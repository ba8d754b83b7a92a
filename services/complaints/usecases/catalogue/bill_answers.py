"""What explains a finding, and the findings of a whole bill, as plain JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from services.complaints.domain.cases.track import Violation
from services.complaints.domain.catalogue.asked import CheckLine
from services.complaints.domain.catalogue.bill import BillCheck
from services.complaints.domain.catalogue.bill_finding import BillFinding
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.domain.catalogue.line_check import Finding, LineCheck
from services.complaints.domain.catalogue.matching import NameMatch, likeness
from services.complaints.domain.catalogue.reasons import KEY_WORDS
from services.complaints.usecases.catalogue.both_languages import BothLanguages
from shared.words import N_

_SURE = Decimal("1.00")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What charges are checked against and answers explained from.

    Args:
        violations: the breaches a finding may be, by code.
        english: gives the English of a Chinese text.
        fees: knows fees that no list prices; without it they are not named.
    """

    catalogue: Catalogue
    violations: Mapping[str, Violation]
    english: Callable[[str], str]
    fees: FeeMatcher | None = None

    @cached_property
    def languages(self) -> BothLanguages:
        """Return what says things in both languages."""
        return BothLanguages(english=self.english, catalogue=self.catalogue)


def explained(line: CheckLine, found: LineCheck, told: Told) -> dict[str, Any]:
    """Return what goes beside the finding of a line: sum, refund, row, basis, what is missing."""
    return {
        "refund_due": _amount(found.refund_due),
        "formula": told.languages.say(found.formula),
        "row": found.row,
        "legal_basis": _legal_basis(found, told),
        "match": match_of(line, found, told),
        "missing": [
            {"key": key, **told.languages.word(word)} for key, word in _missing(found).items()
        ],
    }


def _missing(found: LineCheck) -> dict[str, str]:
    """Return what would change the answer: facts of the charge, a list, a look at the rule."""
    missing = {key: KEY_WORDS[key] for key in found.ask}
    if found.finding is Finding.NEEDS_OFFICER:
        if any(not row.verified for row in found.rows):
            missing["verification"] = N_("按官方文本核实条目")
        if not found.rows:
            missing.setdefault("catalogue", N_("收费单位当日有效的完整目录"))
    return missing


def bill_answer(found: BillCheck, told: Told) -> dict[str, Any]:
    """Return the findings of a whole bill; each one is for an officer to judge."""
    return {
        "sum": _amount(found.summed),
        "total": _amount(found.total),
        "over": _amount(found.over),
        "refund_due": _amount(found.refund_due),
        "findings": [_finding(each, told) for each in found.findings],
    }


def _finding(each: BillFinding, told: Told) -> dict[str, Any]:
    breach = told.violations.get(each.code or "")
    basis = dict.fromkeys(text for text in (breach and breach.basis.text, each.basis) if text)
    return {
        "kind": each.kind,
        "finding": Finding.NEEDS_OFFICER.value,
        "code": each.code,
        "lines": list(each.lines),
        "sentence": told.languages.say(each.sentences),
        "amount": _amount(each.amount),
        "legal_basis": list(basis),
    }


def _legal_basis(found: LineCheck, told: Told) -> list[str]:
    """Return the ground of the price, then that of the breach."""
    rows = [row for row in found.rows if row.id == found.row] or found.rows
    grounds = list(dict.fromkeys(row.basis for row in rows))
    breach = told.violations.get(found.violation or "")
    return [*grounds, *([breach.basis.text] if breach else [])]


def match_of(line: CheckLine, found: LineCheck, told: Told) -> dict[str, str] | None:
    """Return what an item was taken for: that of a row, else a fee that no list prices."""
    return _match(line, found, told.catalogue) or _known_fee(line, told.fees)


def _match(line: CheckLine, found: LineCheck, catalogue: Catalogue) -> dict[str, str] | None:
    """Return which name was meant, how it was found and how sure that is, 0 to 1."""
    row = next((row for row in found.rows if row.id == found.row), None)
    row = row or next(iter(found.rows), None)
    if row is None:
        return None
    name = row.sub_item if row.how == NameMatch.SUB_ITEM.value and row.sub_item else row.item
    score = _SURE
    if row.how == NameMatch.SIMILAR.value:
        keys = (catalogue.names.key(line.item), catalogue.names.key(name))
        score = Decimal(str(round(likeness(*keys), 2)))
    return {"name": name, "method": row.how, "score": f"{score:.2f}"}


def _known_fee(line: CheckLine, fees: FeeMatcher | None) -> dict[str, str] | None:
    """Return the fee that a name without a row of ours means; None where it means no single one."""
    met = fees.match(line.item) if fees else None
    if met is None or met.item is None:
        return None
    return {"name": met.item, "method": met.method.value, "score": f"{met.score:.2f}"}


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
