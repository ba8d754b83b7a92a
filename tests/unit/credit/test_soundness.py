from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from services.credit.domain.ledger.entry import EntryKind
from services.credit.domain.ledger.soundness import check_sound
from shared.errors import Invalid
from tests.unit.credit.examples import an_ending, an_event

# 2026-05-18 at +08:00, still the day before in UTC.
NOW = datetime(2026, 5, 17, 16, 30, tzinfo=UTC)


def wrong_fields(event) -> list[str]:
    try:
        check_sound(event, now=NOW)
    except Invalid as refused:
        return [error.path for error in refused.errors]
    return []


def test_a_document_effective_today_at_the_port_is_sound():
    assert wrong_fields(an_event()) == []


@pytest.mark.parametrize(
    ("event", "path"),
    [
        (an_event(subject="9137068730000001OP"), "subject"),
        (an_event(" "), "document.no"),
        (an_event(effective_on=date(2026, 5, 19)), "effective_on"),
        (an_event(effective_on=date(2026, 5, 17)), "effective_on"),
        (an_event(fine=Decimal("-1.00")), "fine"),
        (an_event(level=None), "level"),
        (an_event(legal_basis=()), "legal_basis"),
        (replace(an_ending("x", date(2026, 5, 1)), motive=None), "supersedes"),
    ],
)
def test_what_the_ledger_could_never_mend_is_refused(event, path):
    assert wrong_fields(event) == [path]


def test_an_honour_needs_no_level():
    honour = an_event(kind=EntryKind.RED_LIST, level=None, violations=(), standing="red_list")
    assert wrong_fields(honour) == []
    assert wrong_fields(an_event(level=None)) == ["level"]
