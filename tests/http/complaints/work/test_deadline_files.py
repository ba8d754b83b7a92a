"""Open deadlines as calendar files, for whoever may see the case."""

from datetime import date

import pytest
from icalendar import Calendar

from tests.complaints import LINZHIYUAN, LUHENG, ZHOULAN
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines


def events(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return [e for e in Calendar.from_ical(answer.data).subcomponents if e.name == "VEVENT"]


def test_an_officer_takes_along_the_deadlines_of_the_worklist_and_of_a_case(app, case_id):
    client = sign_in(app.test_client(), LINZHIYUAN)
    for address in ("work", f"cases/{case_id}"):
        [found] = events(client.get(f"/complaints/{address}/deadlines.ics"))
        assert found["summary"] == f"{case_id} 决定是否立案"
        assert found["dtstart"].dt == date(2026, 12, 14)
        assert "第 15 个工作日" in found["description"]
        assert "周岚" not in str(found.to_ical())


def test_nobody_else_takes_them(app, case_id):
    for person in (ZHOULAN, LUHENG):
        client = sign_in(app.test_client(), person)
        answer = client.get(f"/complaints/cases/{case_id}/deadlines.ics")
        assert answer.status_code == 403
