"""What a department says of its measure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shared.errors import FieldError
from shared.words import N_

LONGEST = {"progress": 2000, "evidence": 1000, "evidence_link": 500, "note": 1000}


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a department says of its measure; `note` and nothing else stays inside.

    Args:
        value: the indicator in the unit of its promise; per cent kept in time for promises of one
            case each; None without one.
        base: what a reduction is compared with.
        answers: yes or no by part of the promise.
        on: the day the figures are of.
        done: whether the department says the measure is carried out.
        evidence_link: an address that shows it, "" without one.
    """

    on: date
    done: bool
    progress: str
    value: Decimal | None = None
    base: Decimal | None = None
    answers: Mapping[str, bool] = field(default_factory=dict)
    evidence: str = ""
    evidence_link: str = ""
    note: str = ""


def wrong_in(report: Report) -> list[FieldError]:
    """Return what is missing or too long."""
    errors = [
        FieldError(name, N_("最多 %(most)s 个字"), {"most": str(most)})
        for name, most in LONGEST.items()
        if len(getattr(report, name)) > most
    ]
    if not report.progress:
        errors.append(FieldError("progress", N_("请写明进展")))
    if report.evidence_link and not report.evidence_link.startswith(("https://", "http://")):
        errors.append(FieldError("evidence_link", N_("网址以 https:// 开头")))
    return errors
