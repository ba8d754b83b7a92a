"""A decision is annulled at the pages, by one person and confirmed by another."""

import pytest

from shared.clock import local_date
from tests.complaints import TERMINAL, XUKEXIN
from tests.http.complaints.work.conftest import drafted
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
SINCE = "海政复决〔2026〕3号"


def test_an_annulled_decision_says_so_to_officers_and_to_its_respondent(
    app, c, lin, su, case_id, clock
):
    drafted(lin, su, clock)
    su.post("approve_decision", approve="true", respondent_uscc=TERMINAL)
    today = local_date(clock.now).isoformat()
    lin.post("record_service", served_on=today, way="direct", proof="送达回证 12 号")
    lin.post("suspend_execution", by="court", on=today, text="行停1号")
    assert "停止执行" in lin.get()
    told = {"what": "annulled", "by": "judgment", "document_no": SINCE, "on": today}
    lin.post("record_annulment", **told, text="事实不清")
    assert "须由另一名承办人" in lin.get("/confirm_annulment")
    su.post("confirm_annulment", approve="yes")
    page = lin.get()
    assert "决定已撤销" in page
    assert SINCE in page
    assert "原为罚款" in page
    seen = sign_in(app.test_client(), XUKEXIN).get(f"/complaints/mine/{case_id}").text
    assert "这份决定已经撤销" in seen
    assert "事实不清" not in seen
    assert "周岚" not in seen
    assert c.cases.cases.get(case_id).decision.annulled
