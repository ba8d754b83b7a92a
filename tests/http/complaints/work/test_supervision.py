"""Steps of supervision on the pages of officers and supervisors."""

from datetime import timedelta

from services.complaints.domain.cases.officer import Absence
from services.complaints.usecases.cases.note_overdue_cases import note_overdue_cases
from services.complaints.usecases.cases.resolve_recipient import resolve_recipient
from tests.complaints import GUANLI, HANBING, LINZHIYUAN, NOW
from tests.sign_in import sign_in


def test_the_history_says_which_step_was_taken_for_which_limit(as_officer, c, clock):
    clock.forward(days=30)
    note_overdue_cases(now=clock(), ports=c.cases, rules=c.rules)
    page = as_officer(LINZHIYUAN).get()
    assert "决定是否立案：期限过半提醒" in page
    assert "决定是否立案：逾期 5 个工作日：通报批评，计入考核" in page


def test_the_supervisor_reads_the_list_and_officers_do_not(app, as_officer, c, clock, case_id):
    supervisor = sign_in(app.test_client(), HANBING)
    assert "没有通报的案件" in supervisor.get("/complaints/work/criticised").text
    clock.forward(days=30)
    note_overdue_cases(now=clock(), ports=c.cases, rules=c.rules)
    page = supervisor.get("/complaints/work/criticised").text
    assert c.rules.parties.departments["hy-market"].zh in page
    assert case_id in page
    assert "仍未办理" in page
    assert "7 个工作日" in page
    assert "/complaints/work/criticised" in supervisor.get("/complaints/work").text
    officer = sign_in(app.test_client(), LINZHIYUAN)
    assert officer.get("/complaints/work/criticised").status_code == 403


def test_who_handles_a_case_is_found_by_its_reference_when_a_message_is_sent(as_officer, c):
    lin = as_officer(LINZHIYUAN)
    lin.post("begin_check", officers="suqing")
    found = resolve_recipient(
        f"{lin.case_id}/officer", asker=GUANLI, now=NOW + timedelta(1), ports=c.cases
    )
    assert (found.inbox_owner, found.email) == ("linzhiyuan", "")
    day = NOW.date()
    away = Absence(stand_in="suqing", from_on=day, to_on=day)
    c.cases.staff.set_away("linzhiyuan", away)
    found = resolve_recipient(f"{lin.case_id}/officer", asker=GUANLI, now=NOW, ports=c.cases)
    assert found.inbox_owner == "suqing"
