"""Asks the delay check as a person does, with the rules as loaded."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from services.complaints.adapters.rule_files_clocks import load_calendar
from services.complaints.adapters.rule_files_commitments import load_commitments
from services.complaints.adapters.rule_files_parties import load_party_rules
from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.commitments.commitments import Commitments
from services.complaints.routes.english import english
from services.complaints.usecases.commitments.check_commitment import check

NOW = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)


@cache
def commitments() -> Commitments:
    return load_commitments(load_party_rules())


@cache
def calendar() -> Calendar:
    return load_calendar()


def answer(measure: str, *events: tuple[str, str], **more: Any) -> dict[str, Any]:
    """Return the answer; an event whose time begins with ! had not happened then."""
    told = [
        {"event": name, "not_yet_at" if at.startswith("!") else "at": at.lstrip("!")}
        for name, at in events
    ]
    return check(
        {"measure": measure, "events": told, **more},
        rules=commitments(),
        calendar=calendar(),
        now=NOW,
        english=english,
    )


def found(measure: str, *events: tuple[str, str], **more: Any) -> tuple[str, str, str | None]:
    """Return finding, why and by how much."""
    told = answer(measure, *events, **more)
    by = told["by"]
    return told["finding"], told["why"], f"{by['value']} {by['unit']}" if by else None
