"""Other cases of the same reporter are counted for who handles the case; none is named by it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.meet_staff import meet
from tests.complaints import NOW, SUQING, a_complaint

pytestmark = pytest.mark.engines
TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
QUESTION = {"department": "hy-transport", "text": "有无许可？", "due_on": "2026-11-25"}


def test_how_many_cases_a_reporter_has_is_told_and_not_which(lin, c, as_officer):
    other = a_complaint(respondent_uscc=None, respondent_name="海阳某码头公司")
    later = NOW + timedelta(seconds=1)
    second = file_complaint(other, key="key-0099", now=later, ports=c.cases, rules=c.rules)
    page = lin.get()
    assert "同一反映人的其他案件" in page
    assert second.id not in page
    lin.post("open_task", **QUESTION)
    meet(TRANSPORT, now=NOW, staff=c.cases.staff)
    assert "同一反映人的其他案件" not in as_officer(TRANSPORT).get()
