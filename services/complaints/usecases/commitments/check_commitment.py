"""Check whether a promise of the notices was kept, without filing anything."""

from datetime import datetime
from typing import Any

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.commitments.check import check_commitment
from services.complaints.domain.commitments.commitments import Commitments
from services.complaints.domain.commitments.verdict import Said
from services.complaints.usecases.commitments.answers import (
    English,
    about,
    answer,
    in_both,
    settings_answer,
)
from services.complaints.usecases.commitments.read_facts import read_check
from shared.words import N_

DISCLAIMER = N_("初步核对，不是行政决定。")


def check(
    body: Any, *, rules: Commitments, calendar: Calendar, now: datetime, english: English
) -> dict[str, Any]:
    """Return the answer to `{"measure", "events", "conditions", "values"}` as plain JSON.

    Args:
        body: what was sent, as it came out of JSON.
        rules: the promises.
        calendar: working days.
        now: what lies after it has not happened.
        english: the English of a sentence.

    Raises:
        Malformed: the body is no such object.
        Invalid: the measure is not known, or a value cannot be read.
    """
    commitment, facts, unused = read_check(body, rules)
    verdict = check_commitment(commitment, facts, rules=rules, calendar=calendar, now=now)
    return {
        **about(commitment),
        **answer(verdict, english),
        "unused": unused,
        "settings": settings_answer(commitment, rules.settings[commitment.city]),
        "disclaimer": in_both(Said(DISCLAIMER), english),
    }
