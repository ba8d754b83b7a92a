"""Promises and verdicts as plain JSON: sentences in both languages, numbers as text."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from services.complaints.domain.commitments.commitment import CitySettings, Commitment, Names
from services.complaints.domain.commitments.verdict import Missing, Quantity, Said, Verdict
from shared.clock import SHANGHAI

English = Callable[[str], str]
_PLACES = Decimal("0.0001")


def in_both(said: Said, english: English) -> dict[str, str]:
    """Return a sentence in both languages."""
    return {
        "zh": said.text % _params(said.params, "zh"),
        "en": english(said.text) % _params(said.params, "en"),
    }


def _params(params: Mapping[str, str | Names], language: str) -> dict[str, str]:
    return {k: v if isinstance(v, str) else v[language] for k, v in params.items()}


def about(row: Commitment) -> dict[str, Any]:
    """Return what a promise is, with its source."""
    return {
        "measure": row.id,
        "duty": row.duty,
        "city": row.city,
        "name": dict(row.name),
        "text": row.text,
        "kind": row.kind.value,
        "limit": None if row.limit is None else {"value": _text(row.limit), "unit": row.unit},
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "note": dict(row.note) if row.note else None,
        "source": row.source,
        "basis": row.basis,
        "basis_kind": row.basis_kind,
        "verified": row.verified,
    }


def answer(verdict: Verdict, english: English) -> dict[str, Any]:
    """Return a verdict."""
    due_at = verdict.due_at.astimezone(SHANGHAI) if verdict.due_at else None
    return {
        "finding": verdict.finding.value,
        "why": verdict.why.value,
        "by": _quantity(verdict.by),
        "measured": _quantity(verdict.measured),
        "due_at": due_at.isoformat(timespec="seconds") if due_at else None,
        "reason": in_both(verdict.reason, english),
        "steps": [in_both(step, english) for step in verdict.steps],
        "missing": [_missing(each) for each in verdict.missing],
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {
        "value": _text(quantity.value),
        "unit": quantity.unit,
        "at_least": quantity.at_least,
    }


def _text(value: Decimal) -> str:
    rounded = value.quantize(_PLACES).normalize()
    return f"{rounded + 0:f}"


def _missing(missing: Missing) -> dict[str, Any]:
    return {
        "kind": missing.kind,
        "id": missing.id,
        "name": dict(missing.name),
        "proved_by": dict(missing.proved_by) if missing.proved_by else None,
        "proof": dict(missing.proof) if missing.proof else None,
    }


def settings_answer(row: Commitment, settings: CitySettings) -> dict[str, Any]:
    """Return the settings of the city that the check of a promise may use."""
    return {
        "city": settings.id,
        "office_from": f"{settings.office_from:%H:%M}",
        "office_until": f"{settings.office_until:%H:%M}",
        "morning_until": f"{settings.morning_until:%H:%M}" if row.starts_until else None,
        "instant_kept_minutes": settings.instant_kept_minutes if row.kind == "instant" else None,
        "basis_kind": settings.basis_kind,
        "basis": settings.basis,
        "verified": settings.verified,
    }
