"""Sample enterprises and documents from files."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from services.credit.domain.ledger.entry import CreditEvent
from shared.codec import from_json


@dataclass(frozen=True, kw_only=True)
class SampleSubject:
    """An enterprise of the sample data; all are invented."""

    uscc: str
    name: str


@dataclass(frozen=True, kw_only=True)
class SampleDocument:
    """A document of the sample data and when it was recorded."""

    recorded_at: datetime
    event: CreditEvent


def read_sample_subjects(path: Path) -> list[SampleSubject]:
    """Return the enterprises in the order of the file."""
    return [from_json(SampleSubject, row) for row in _rows(path)]


def read_sample_documents(path: Path) -> list[SampleDocument]:
    """Return the documents, the first recorded first."""
    rows = [from_json(SampleDocument, row) for row in _rows(path)]
    return sorted(rows, key=lambda row: row.recorded_at)


def _rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows
