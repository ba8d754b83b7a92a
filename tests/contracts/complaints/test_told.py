"""Messages of the notify service: the limit for telling the reporter is met, once."""

from datetime import date

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.consumers import told_handlers
from services.complaints.container import build_container
from services.complaints.domain.cases import forms
from shared.events.envelope import Envelope
from shared.events.notify_events import MessageAccepted
from tests.complaints import NOW, SETTINGS, SUQING
from tests.contracts.complaints.desk import Desk, filed, staffed

pytestmark = pytest.mark.engines
ENVELOPE = Envelope(
    id="e", type="message.accepted.v1", source="notify", subject="m", sequence=1, trace_id=""
)


def accepted(case_id: str, **changes) -> MessageAccepted:
    values = {
        "key": case_id,
        "version": 1,
        "occurred_at": NOW,
        "case_event": "case.filing_decided.v1",
        "role": "reporter",
        "channel": "inbox",
        "accepted_at": NOW,
        **changes,
    }
    return MessageAccepted(**values)


@pytest.fixture
def c(mongo_database):
    create_indexes(mongo_database)
    return build_container(SETTINGS, database=mongo_database, now=lambda: NOW)


def test_only_the_message_to_the_reporter_about_the_filing_decision_counts(c, mongo_database):
    desk = Desk(staffed(mongo_database), filed(c.cases))
    desk.do(forms.BeginCheck(officers=("suqing",)))
    desk.do(forms.ProposeFiling(outcome="not_filed", ground="N20-1", text="轻微。"))
    desk.do(forms.DecideFiling(confirm=True), by=SUQING)
    case_id = desk.case.id
    note = told_handlers(c)[MessageAccepted]
    for other in ({"role": "department"}, {"case_event": "case.filed.v1"}):
        note(accepted(case_id, **other), ENVELOPE)
    assert c.cases.cases.get(case_id).reporter_told_on is None
    for channel in ("inbox", "mail"):
        note(accepted(case_id, channel=channel), ENVELOPE)
    told = c.cases.cases.get(case_id)
    assert told.reporter_told_on == date(2026, 11, 23)
    assert [step.action for step in told.timeline].count("reporter_told") == 1
